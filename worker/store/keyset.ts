// Where a page begins: beyond the row that another page ended with, found through an index however many rows there are.

import { type RawBuilder, sql } from "kysely";

export type Direction = "<" | "<=" | ">" | ">=";

interface Place {
  /** What rows are in the order of, and with it what tells apart those where it is the same. */
  order: RawBuilder<number>;
  key: RawBuilder<string>;
  at: number;
  id: string;
}

/** The first comparison is for SQLite, which searches an index by it and not by a pair; the second is exact. */
export function beyond(direction: Direction, { order, key, at, id }: Place) {
  const loose = sql.raw(direction.startsWith("<") ? "<=" : ">=");
  return sql<boolean>`${order} ${loose} ${at} AND (${order}, ${key}) ${sql.raw(direction)} (${at}, ${id})`;
}
