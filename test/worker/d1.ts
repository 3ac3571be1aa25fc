// A real D1 (workerd's) for tests of the store, emptied between tests.

import type { D1Database } from "@cloudflare/workers-types";
import { Miniflare } from "miniflare";
import { migrate } from "../playground/migrate.ts";
import { openD1, STATEMENT_RUNNER } from "../playground/open-d1.ts";

export interface LocalD1 {
  db: D1Database;
  empty(): Promise<void>;
  stop(): Promise<void>;
}

export async function startD1(): Promise<LocalD1> {
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "index.js", contents: STATEMENT_RUNNER }],
    compatibilityDate: "2026-04-20",
    d1Databases: ["DB"],
    host: "127.0.0.1",
    port: 0,
  });
  const db = openD1((await miniflare.ready).href);
  await migrate(db);
  const tables = [
    "message_versions",
    "messages",
    "threads",
    "memberships",
    "users",
    "guilds",
    "bot",
    "contacts",
    "user_notes",
    "snippets",
    "snippet_changes",
    "sessions",
    "standings",
    "sign_ins",
    "erasures",
    "settings_changes",
  ];
  return {
    db,
    async empty() {
      await db.batch(tables.map((table) => db.prepare(`DELETE FROM ${table}`)));
    },
    stop: () => miniflare.dispose(),
  };
}
