// Discord's ids: 64-bit numbers that hold their time of birth, always increasing. Nothing else about time lives here.

const EPOCH = 1_420_070_400_000n;

export interface Snowflakes {
  /** A new id, greater than every id before it even when the clock stands still or goes back. */
  next(): string;
  /** An id for something that was born at `at` (milliseconds); unique, but not greater than ids given out before. */
  at(at: number): string;
}

export function createSnowflakes(now: () => number): Snowflakes {
  let last = 0n;
  let counter = 0n;
  return {
    next() {
      const candidate = (BigInt(Math.floor(now())) - EPOCH) << 22n;
      last = candidate > last ? candidate : last + 1n;
      return last.toString();
    },
    at(at) {
      counter += 1n;
      return (((BigInt(Math.floor(at)) - EPOCH) << 22n) + counter).toString();
    },
  };
}

export function snowflakeTime(id: string): number {
  return Number((BigInt(id) >> 22n) + EPOCH);
}

/** Orders ids by age, oldest first; ids are compared as numbers because they may differ in length. */
export function byId(a: string, b: string): number {
  const difference = BigInt(a) - BigInt(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
