// A scale for times from seconds to weeks: logarithmic, with marks that people think in. Pure.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const MARKS: readonly (readonly [ms: number, label: string])[] = [
  [1000, "1 s"],
  [10_000, "10 s"],
  [MINUTE, "1 min"],
  [10 * MINUTE, "10 min"],
  [HOUR, "1 h"],
  [6 * HOUR, "6 h"],
  [DAY, "1 day"],
  [7 * DAY, "1 week"],
  [30 * DAY, "30 days"],
  [365 * DAY, "1 year"],
];

export interface Scale {
  /** From the shortest to the longest. */
  marks: { at: number; label: string }[];
  /** 0 for the first mark, 1 for the last. */
  place(ms: number): number;
}

/** From the last mark that none of the times is below to the first that none is above. */
export function scaleFor(times: readonly number[]): Scale {
  const shortest = Math.min(...times);
  const longest = Math.max(...times);
  const first = Math.max(
    0,
    MARKS.findLastIndex(([ms]) => ms <= shortest),
  );
  const end = MARKS.findIndex(([ms]) => ms >= longest);
  const last = Math.max(end === -1 ? MARKS.length - 1 : end, first + 1);
  const [low, high] = [MARKS[first]?.[0] ?? 1000, MARKS[last]?.[0] ?? DAY];
  const place = (ms: number) => {
    const share = Math.log(Math.max(ms, 1) / low) / Math.log(high / low);
    return Math.min(1, Math.max(0, share));
  };
  return { marks: MARKS.slice(first, last + 1).map(([ms, label]) => ({ at: place(ms), label })), place };
}
