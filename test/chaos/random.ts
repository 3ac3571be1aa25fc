// Chance that can be had again: everything random of a run comes from its seed through here.

export interface Random {
  /** From 0 to below 1. */
  next(): number;
  between(from: number, to: number): number;
  /** A whole number; both ends included. */
  whole(from: number, to: number): number;
  /** Whether something happens that has this probability. */
  happens(probability: number): boolean;
  /** Throws when there is nothing to pick from. */
  pick<T>(from: readonly T[]): T;
  /** By weight; at least one weight must be above zero. */
  weighted<T extends { weight: number }>(from: readonly T[]): T;
  /** A stream of its own: what one person or trouble draws doesn't change what another draws. */
  fork(name: string): Random;
}

export function createRandom(seed: string): Random {
  let state = hash(seed);
  // mulberry32: 32 bits of state are plenty for deciding who says what.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const pick = <T>(from: readonly T[]): T => {
    const picked = from[Math.floor(next() * from.length)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    happens: (probability) => next() < probability,
    pick,
    weighted(from) {
      let left = next() * from.reduce((sum, { weight }) => sum + weight, 0);
      for (const one of from) {
        left -= one.weight;
        if (left < 0) return one;
      }
      return pick(from);
    },
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value | 0;
}
