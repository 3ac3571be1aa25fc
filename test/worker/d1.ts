// A real D1 (workerd's) for tests of the store, emptied between tests.

import type { D1Database } from "@cloudflare/workers-types";
import { Miniflare } from "miniflare";
import { migrate } from "../playground/migrate.ts";

export interface LocalD1 {
  db: D1Database;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

export async function startD1(): Promise<LocalD1> {
  const miniflare = new Miniflare({
    modules: true,
    script: "export default {}",
    compatibilityDate: "2026-04-20",
    d1Databases: ["DB"],
  });
  // Two declarations of the same binding.
  const db = (await miniflare.getD1Database("DB")) as unknown as D1Database;
  await migrate(db);
  const tables = ["messages", "threads", "memberships", "users", "guilds", "bot"];
  return {
    db,
    async empty() {
      await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table}`)));
    },
    stop: () => miniflare.dispose(),
  };
}
