// A D1 that remembers what it is asked, so that a test can ask SQLite how it would answer.

import type { D1Database } from "@cloudflare/workers-types";

export interface Statement {
  sql: string;
  parameters: unknown[];
}

export interface RecordedD1 {
  db: D1Database;
  statements: Statement[];
}

export function recordedD1(db: D1Database): RecordedD1 {
  const statements: Statement[] = [];
  const prepare = (sql: string) => ({
    bind(...parameters: unknown[]) {
      statements.push({ sql, parameters });
      return db.prepare(sql).bind(...parameters);
    },
  });
  return {
    // The store prepares, binds and batches, nothing else.
    db: { prepare, batch: (some: Parameters<D1Database["batch"]>[0]) => db.batch(some) } as unknown as D1Database,
    statements,
  };
}

/** SQLite's plan of each statement, a line a step, such as `SEARCH messages USING PRIMARY KEY (id=?)`. */
export async function planOf(db: D1Database, statements: readonly Statement[]): Promise<string[]> {
  const plans = await db.batch<{ detail: string }>(
    statements.map(({ sql, parameters }) => db.prepare(`EXPLAIN QUERY PLAN ${sql}`).bind(...parameters)),
  );
  return plans.flatMap(({ results }) => results.map((step) => step.detail));
}
