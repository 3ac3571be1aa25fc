// Erasing reaches everything: each table that names a person, a server, a thread or a message is in the statements that
// delete, or says here why it isn't. A new table is a line here, decided by hand.

import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../migrations/", import.meta.url));

/** What becomes of a table's rows when a person is erased, and when a server is. */
const TABLES: Record<string, { person: string; server: string }> = {
  guilds: { person: "names nobody", server: "worker/store/tending.ts" },
  users: { person: "worker/store/erasures.ts", server: "belongs to no server" },
  memberships: { person: "worker/store/erasures.ts", server: "worker/store/tending.ts" },
  threads: { person: "worker/store/content.ts", server: "worker/store/content.ts" },
  messages: { person: "worker/store/content.ts", server: "worker/store/content.ts" },
  message_versions: { person: "worker/store/content.ts", server: "worker/store/content.ts" },
  message_search: { person: "migrations/0008_threads_pages.sql", server: "migrations/0008_threads_pages.sql" },
  bot: { person: "names nobody", server: "belongs to no server" },
  snippets: { person: "holds texts of the server's", server: "worker/store/tending.ts" },
  snippet_changes: { person: "says who of staff did what", server: "worker/store/tending.ts" },
  settings_changes: { person: "says who of staff did what", server: "worker/store/tending.ts" },
  user_notes: { person: "worker/store/erasures.ts", server: "worker/store/tending.ts" },
  contacts: { person: "worker/store/erasures.ts", server: "worker/store/tending.ts" },
  sessions: { person: "worker/store/erasures.ts", server: "belongs to no server" },
  standings: { person: "worker/store/erasures.ts", server: "worker/store/tending.ts" },
  sign_ins: { person: "holds a keyed hash of an address for ten minutes", server: "belongs to no server" },
  erasures: { person: "forgets whose it was when it is done", server: "worker/store/tending.ts" },
};

function tablesInD1(): string[] {
  const db = new DatabaseSync(":memory:");
  for (const file of readdirSync(folder).sort()) db.exec(readFileSync(folder + file, "utf8"));
  const names = db.prepare("PRAGMA table_list").all();
  db.close();
  // Not what SQLite keeps for itself, and behind an index of words.
  const own = names.filter(({ type, name }) => type !== "shadow" && !String(name).startsWith("sqlite_"));
  return own.map(({ name }) => String(name)).toSorted();
}

test("every table says what becomes of its rows", () => {
  expect(Object.keys(TABLES).toSorted()).toEqual(tablesInD1());
});

test.each(Object.entries(TABLES))("%s is deleted from where it says so", (table, { person, server }) => {
  for (const file of [person, server].filter((where) => /^(?:worker|migrations)\//.test(where))) {
    const source = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
    const ways = [`deleteFrom("${table}")`, `"${table}",`, `DELETE FROM ${table} `];
    const deletes = ways.some((way) => source.includes(way));
    const blanks = table === "threads" && source.includes('updateTable("threads")');
    expect(deletes || blanks, `${file} deletes from ${table}`).toBe(true);
  }
});
