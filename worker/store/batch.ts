// One round trip to D1, whatever it holds: several statements run in order, all or nothing (D1: batch is a transaction).

import type { D1Database } from "@cloudflare/workers-types";
import { type Compilable, Kysely } from "kysely";
import { D1Dialect } from "kysely-d1";
import type { Schema } from "./schema.ts";

/** Told of every round trip, with the rows that D1 says it wrote (index entries count). */
export type OnRoundTrip = (rowsWritten: number) => void;

export interface Database {
  query: Kysely<Schema>;
  batch: Batch;
}

type Rows<Q> = Q extends Compilable<infer Row> ? Row[] : never;
type Batch = <const Queries extends readonly Compilable<unknown>[]>(
  ...queries: Queries
) => Promise<{ -readonly [K in keyof Queries]: Rows<Queries[K]> }>;

/** `query` builds statements; only `batch` runs them, so that no round trip goes uncounted. */
export function openDatabase(d1: D1Database, onRoundTrip: OnRoundTrip): Database {
  const batch = async (...queries: readonly Compilable<unknown>[]) => {
    const statements = queries.map((query) => {
      const { sql, parameters } = query.compile();
      return d1.prepare(sql).bind(...parameters);
    });
    const results = await d1.batch(statements);
    onRoundTrip(results.reduce((sum, result) => sum + result.meta.rows_written, 0));
    return results.map((result) => result.results);
  };
  return {
    query: new Kysely<Schema>({ dialect: new D1Dialect({ database: d1 }) }),
    // The tuple's types follow from the queries'; D1 itself returns untyped rows.
    batch: batch as Batch,
  };
}
