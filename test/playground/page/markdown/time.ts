// Times as a client writes them. Pure: `now` is an argument.

const PARTS: Record<string, Intl.DateTimeFormatOptions> = {
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
  d: { day: "2-digit", month: "2-digit", year: "numeric" },
  D: { day: "numeric", month: "long", year: "numeric" },
  f: { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
  F: { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" },
};

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** `style` is Discord's letter; an unknown one counts as `f`. */
export function formatTime(seconds: number, style: string, now: number): string {
  if (style === "R") return relative(seconds - Math.floor(now / 1000));
  return new Intl.DateTimeFormat("en-GB", PARTS[style] ?? PARTS.f).format(new Date(seconds * 1000));
}

function relative(distance: number): string {
  const [unit, size] = UNITS.find(([, one]) => Math.abs(distance) >= one) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(distance / size), unit);
}

/** "10:27", "Yesterday at 10:27" or "21/11/2026 10:27", as it stands beside a name. */
export function messageTime(iso: string, now: number): string {
  const at = new Date(iso);
  const clock = formatTime(at.getTime() / 1000, "t", now);
  const days = dayNumber(new Date(now)) - dayNumber(at);
  if (days === 0) return clock;
  if (days === 1) return `Yesterday at ${clock}`;
  return `${formatTime(at.getTime() / 1000, "d", now)} ${clock}`;
}

export function dayLabel(iso: string): string {
  return formatTime(new Date(iso).getTime() / 1000, "D", 0);
}

export function dayNumber(date: Date): number {
  return Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);
}
