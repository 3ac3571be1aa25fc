// Applies the migrations to a local D1.

import { readdir, readFile } from "node:fs/promises";
import type { D1Database } from "@cloudflare/workers-types";

const folder = new URL("../../migrations/", import.meta.url);

/** Applies migrations that a database doesn't have yet, as `wrangler d1 migrations apply` does. */
export async function migrate(db: D1Database): Promise<void> {
  await db.prepare("CREATE TABLE IF NOT EXISTS d1_migrations (name TEXT PRIMARY KEY)").run();
  const applied = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const done = new Set(applied.results.map((row) => row.name));
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  for (const name of files.filter((file) => !done.has(file))) {
    const sql = await readFile(new URL(name, folder), "utf8");
    const statements = sql.replace(/^\s*--.*$/gm, "").split(/;\s*$/m);
    await db.batch([
      ...statements.filter((statement) => statement.trim()).map((statement) => db.prepare(statement)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}
