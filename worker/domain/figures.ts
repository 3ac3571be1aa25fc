// How fast staff answer and settle threads: medians and 90th percentiles, in all, by day and by person. Pure.

/** The first reply that reached a thread's user. */
export interface FirstReply {
  /** When it was sent. */
  at: number;
  by: string;
  name: string;
}

/** A thread that was opened within the span. */
export interface OpenedThread {
  openedAt: number;
  firstReply: FirstReply | null;
  /** Staff wrote first: nobody waited for an answer. */
  byStaff: boolean;
}

/** A thread that was closed within the span. */
export interface ClosedThread {
  openedAt: number;
  closedAt: number;
  closedBy: string | null;
}

/** Of some times in milliseconds, in the order of their length. */
export interface Quantiles {
  count: number;
  median: number;
  /** Nine of ten were no longer. */
  p90: number;
}

/** `null`: there were none. */
interface Speed {
  firstReply: Quantiles | null;
  resolution: Quantiles | null;
}

interface DayFigures extends Speed {
  /** Its beginning, in UTC. */
  day: number;
  opened: number;
  closed: number;
}

export interface StaffFigures extends Speed {
  id: string;
  /** null: nobody knows it (any more). */
  name: string | null;
}

export interface Figures extends Speed {
  opened: number;
  closed: number;
  /** Every day of the span, the first one first. */
  days: DayFigures[];
  /** Who gave first replies or closed threads, the busiest first. */
  staff: StaffFigures[];
}

export const DAY_MS = 24 * 60 * 60_000;

/** The beginning of the first of so many days, today included, in UTC. */
export const firstDay = (days: number, now: number): number => now - (now % DAY_MS) - (days - 1) * DAY_MS;

/** `from` is the beginning of a day; `names`: of those who closed threads. */
export function figuresOf(
  opened: readonly OpenedThread[],
  closed: readonly ClosedThread[],
  span: { from: number; now: number },
  names: ReadonlyMap<string, string | null>,
): Figures {
  const dayOf = (time: number) => time - (time % DAY_MS);
  const openedOn = Map.groupBy(opened, ({ openedAt }) => dayOf(openedAt));
  const closedOn = Map.groupBy(closed, ({ closedAt }) => dayOf(closedAt));
  const days: DayFigures[] = [];
  for (let day = span.from; day <= span.now; day += DAY_MS) {
    const [begun, ended] = [openedOn.get(day) ?? [], closedOn.get(day) ?? []];
    days.push({ day, opened: begun.length, closed: ended.length, ...speedOf(begun, ended) });
  }
  return {
    opened: opened.length,
    closed: closed.length,
    ...speedOf(opened, closed),
    days,
    staff: staffOf(opened, closed, names),
  };
}

function staffOf(
  opened: readonly OpenedThread[],
  closed: readonly ClosedThread[],
  names: ReadonlyMap<string, string | null>,
): StaffFigures[] {
  const known = new Map(names);
  for (const { firstReply } of opened) if (firstReply) known.set(firstReply.by, firstReply.name);
  const answered = Map.groupBy(opened.filter(isAnswer), ({ firstReply }) => firstReply?.by ?? "");
  const settled = Map.groupBy(closed, ({ closedBy }) => closedBy ?? "");
  const ids = new Set([...answered.keys(), ...settled.keys()].filter((id) => id !== ""));
  const work = ({ firstReply, resolution }: Speed) => (firstReply?.count ?? 0) + (resolution?.count ?? 0);
  return [...ids]
    .map((id) => ({ id, name: known.get(id) ?? null, ...speedOf(answered.get(id) ?? [], settled.get(id) ?? []) }))
    .sort((a, b) => work(b) - work(a) || (a.id < b.id ? -1 : 1));
}

const isAnswer = ({ firstReply, byStaff }: OpenedThread): boolean => firstReply !== null && !byStaff;

const speedOf = (opened: readonly OpenedThread[], closed: readonly ClosedThread[]): Speed => ({
  firstReply: quantilesOf(
    opened.filter(isAnswer).map(({ openedAt, firstReply }) => Math.max(0, (firstReply?.at ?? 0) - openedAt)),
  ),
  resolution: quantilesOf(closed.map(({ openedAt, closedAt }) => closedAt - openedAt)),
});

export function quantilesOf(times: readonly number[]): Quantiles | null {
  if (times.length === 0) return null;
  const sorted = times.toSorted((a, b) => a - b);
  return { count: sorted.length, median: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
}

/** Between two of them, in proportion (as spreadsheets' PERCENTILE does). */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
