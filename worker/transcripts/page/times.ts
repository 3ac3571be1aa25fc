// Times and sizes as people read them. All in UTC, and spelled here rather than by Intl: a transcript that is written
// again after an update of the runtime must come out the same.

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

const two = (value: number): string => String(value).padStart(2, "0");

/** "Sunday, 22 November 2026". */
export function day(time: number): string {
  const date = new Date(time);
  return `${WEEKDAYS[date.getUTCDay()]}, ${longDate(time)}`;
}

/** "22 November 2026". */
function longDate(time: number): string {
  const date = new Date(time);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** "14:05". */
export function clock(time: number): string {
  const date = new Date(time);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** "22 November 2026, 14:05". */
export const moment = (time: number): string => `${longDate(time)}, ${clock(time)}`;

/** Discord's `<t:…:style>`. "3 days ago" would be wrong a day later, so that style shows the moment itself. */
export function discordTime(seconds: number, style: string): string {
  const time = seconds * 1000;
  const date = new Date(time);
  const withSeconds = `${clock(time)}:${two(date.getUTCSeconds())}`;
  const short = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
  switch (style) {
    case "t":
      return clock(time);
    case "T":
      return withSeconds;
    case "d":
      return short;
    case "D":
      return longDate(time);
    case "F":
      return `${day(time)} ${clock(time)}`;
    case "s":
      return `${short} ${clock(time)}`;
    case "S":
      return `${short} ${withSeconds}`;
    default:
      return moment(time);
  }
}

/** The two largest units: "3 days 4 h", "12 min", "under a minute". */
export function duration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor(minutes / 60) % 24;
  const rest = minutes % 60;
  if (minutes < 1) return "under a minute";
  const units = [
    days === 0 ? "" : plural(days, "day"),
    hours === 0 ? "" : `${hours} h`,
    rest === 0 ? "" : `${rest} min`,
  ];
  return units
    .filter((unit) => unit !== "")
    .slice(0, 2)
    .join(" ");
}

/** "1 reply", "3 replies". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** "1:05". */
export const playingTime = (seconds: number): string => `${Math.floor(seconds / 60)}:${two(Math.floor(seconds % 60))}`;

/** "812 B", "1.4 MiB". */
export function fileSize(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB"];
  let value = bytes;
  let unit = 0;
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}
