// A server with 100,000 threads: a page of its list costs as much at the end as at the beginning, whatever is asked for.

import { afterAll, beforeAll, expect, test } from "vitest";
import { readTerms } from "../../worker/domain/search.ts";
import type { ThreadFilter } from "../../worker/domain/thread-filter.ts";
import { createStore } from "../../worker/store/store.ts";
import type { Store } from "../../worker/threads/ports.ts";
import { BY, GUILD, MARA, NOW, sampleSettings } from "../unit/ports/samples.ts";
import { type LocalD1, startD1 } from "./d1.ts";
import { planOf, type RecordedD1, recordedD1 } from "./recorded-d1.ts";
import { ALL } from "./store-contract-thread-list.ts";

const THREADS = 100_000;
const MINUTE = 60_000;
const PAGE = 25;

let d1: LocalD1;
let recorded: RecordedD1;
let store: Store;

/**
 * Thread n was opened in minute n and closed but for the last 50. Each user has 20 threads, each of five claimers every
 * sixth thread, every thousandth says "treasure".
 */
beforeAll(async () => {
  d1 = await startD1();
  recorded = recordedD1(d1.db);
  store = createStore(recorded.db, () => {});
  await store.saveSettings(null, sampleSettings(), BY, NOW);
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${THREADS})`;
  await d1.db.batch([
    d1.db.prepare(`INSERT INTO threads (id, guild_id, number, user_id, dm_channel_id, state, profile, user_notes,
        earlier_threads, lease_until, claimed_by, opened_via, opened_at, chosen_at, closed_at)
      ${numbers} SELECT printf('t%019d', n), '${GUILD}', n, CAST(820000000000000000 + n % 5000 AS TEXT), '1',
        iif(n > ${THREADS - 50}, 'open', 'closed'),
        json_object('username', printf('user%04d', n % 5000), 'displayName', printf('Person %d', n % 5000)),
        '{"total":0,"latest":[]}', 0, 0, iif(n % 6 = 0, NULL, CAST(870000000000000000 + n % 6 AS TEXT)), 'message',
        ${NOW} + n * ${MINUTE}, 0, iif(n > ${THREADS - 50}, NULL, ${NOW} + n * ${MINUTE})
      FROM numbers`),
    d1.db.prepare(`INSERT INTO messages (id, thread_id, user_id, kind, state, author_id, author_name, content, attachments,
        channel_id, sent_at)
      ${numbers} SELECT CAST(900000000000000000 + n AS TEXT), printf('t%019d', n), '1', 'user', 'delivered', '1', 'Mara',
        iif(n % 1000 = 0, 'A treasure!', 'Hello'), '[]', '1', ${NOW} + n * ${MINUTE}
      FROM numbers`),
    d1.db.prepare(`INSERT INTO message_search (rowid, thread_id, guild_id, user_id, text)
      SELECT CAST(messages.id AS INTEGER), thread_id, guild_id, threads.user_id, content
      FROM messages JOIN threads ON threads.id = thread_id WHERE threads.state = 'closed'`),
  ]);
}, 120_000);
afterAll(() => d1.stop());

/** What a call reads, and how SQLite goes about it. */
async function read<T>(call: () => Promise<T>): Promise<{ answer: T; rows: number; plan: string[] }> {
  recorded.statements.length = 0;
  const answer = await call();
  let rows = 0;
  const plan: string[] = [];
  for (const statement of recorded.statements) {
    const { meta } = await d1.db
      .prepare(statement.sql)
      .bind(...statement.parameters)
      .run();
    rows += meta.rows_read;
    plan.push(...(await planOf(d1.db, [statement])));
  }
  return { answer, rows, plan };
}

const cursor = (number: number) => ({ openedAt: NOW + number * MINUTE, id: `t${String(number).padStart(19, "0")}` });

const FILTERS: [string, Partial<ThreadFilter>, string][] = [
  ["all", {}, "threads_opened"],
  ["those that staff may see", { confidential: false }, "threads_opened"],
  ["closed ones", { state: "closed" }, "threads_opened"],
  ["one claimer's", { claimedBy: "870000000000000003" }, "threads_claimed"],
  ["one claimer's closed ones", { claimedBy: "870000000000000003", state: "closed" }, "threads_claimed"],
  ["those of a day", { from: NOW + 500 * MINUTE, before: NOW + 99_990 * MINUTE }, "threads_opened"],
];

test.each(FILTERS)("a page of %s reads as few rows at the end as at the beginning", async (_, filter, index) => {
  const page = (place: Parameters<Store["threadList"]>[2]) =>
    read(() => store.threadList(GUILD, { ...ALL, ...filter }, place, PAGE));
  const pages = [
    await page({ below: cursor(99_900) }),
    await page({ below: cursor(50_000) }),
    await page({ below: cursor(1_000) }),
    await page({ above: cursor(600) }),
  ];
  for (const { answer, plan } of pages) {
    expect(answer.threads).toHaveLength(PAGE);
    expect(answer.more).toBe(true);
    expect(plan.join("\n")).toContain(`INDEX ${index} (guild_id=?`);
    expect(plan.filter((step) => /SCAN (threads|messages)|TEMP B-TREE FOR ORDER BY/.test(step))).toEqual([]);
  }
  const rows = pages.map((one) => one.rows);
  expect(Math.max(...rows)).toBeLessThan(300);
  expect(Math.max(...rows) - Math.min(...rows)).toBeLessThan(PAGE);
});

test.each<[string, Partial<ThreadFilter>, number, number]>([
  ["open ones", { state: "open" }, 50, 700],
  ["unclaimed ones", { state: "unclaimed" }, 8, 400],
  ["one user's", { user: { id: MARA } }, 20, 200],
  ["those of a name", { user: { name: "USER0007" } }, 20, 300],
  ["those of a displayed name", { user: { name: "person 77" } }, 50, 4000],
])("%s are found without reading the others", async (_, filter, found, most) => {
  const { answer, rows, plan } = await read(() => store.threadList(GUILD, { ...ALL, ...filter }, null, 50));
  expect(answer.threads).toHaveLength(found);
  expect(rows).toBeLessThan(most);
  expect(plan.filter((step) => /SCAN (threads|messages)/.test(step))).toEqual([]);
});

test("who has claimed threads is told without reading them", async () => {
  const { answer, rows } = await read(() => store.threadList(GUILD, ALL, null, 1));
  expect(answer.claimers).toHaveLength(5);
  expect(rows).toBeLessThan(60);
});

test("a word is found among all of them without reading them, page by page", async () => {
  const page = (below: string | null) =>
    read(() => store.searchThreads(GUILD, readTerms("treasure"), ALL, below, PAGE));
  const first = await page(null);
  expect(first.answer.closed).toHaveLength(PAGE);
  const second = await page(first.answer.next);
  expect(second.answer.closed).toHaveLength(PAGE);
  expect(second.answer.closed[0]?.thread.number).toBe(74_000);
  for (const { rows } of [first, second]) expect(rows).toBeLessThan(700);
});

test("the overview reads what is open and its span, and of a long span no more than it asks for", async () => {
  const since = (number: number, limit: number) =>
    read(() => store.overview(GUILD, NOW + number * MINUTE, limit, true));
  const week = await since(99_000, 5000);
  expect([week.answer.open, week.answer.waiting, week.answer.longest.length]).toEqual([50, 50, 10]);
  expect([week.answer.opened.length, week.answer.closed.length]).toEqual([1001, 951]);
  expect(week.answer.longest[0]?.thread.number).toBe(99_951);
  const all = await since(0, 1000);
  expect([all.answer.opened.length, all.answer.closed.length]).toEqual([1000, 1000]);
  for (const { rows, plan } of [week, all]) {
    expect(rows).toBeLessThan(5000);
    expect(plan.join("\n")).toContain("INDEX threads_closed (guild_id=? AND closed_at=?)");
    expect(plan.join("\n")).toContain("INDEX threads_closed (guild_id=? AND closed_at>?)");
    expect(plan.join("\n")).toContain("INDEX threads_opened (guild_id=? AND opened_at>?)");
    expect(plan.filter((step) => /SCAN (threads|messages)/.test(step))).toEqual([]);
  }
});

test("what isn't kept any longer is found without reading what is, or what went before", async () => {
  const found = await read(() => store.threadsToPurge(GUILD, NOW + 40_000 * MINUTE, NOW + 50_000 * MINUTE, 5));
  expect(found.answer.map(({ thread }) => thread.number)).toEqual([40_000, 40_001, 40_002, 40_003, 40_004]);
  expect(found.rows).toBeLessThan(30);
});

test("a person's threads are found without reading anybody else's", async () => {
  const { answer, rows } = await read(() => store.kept(MARA, null));
  expect(answer.guilds).toMatchObject([{ threads: 20, messages: 20 }]);
  expect(rows).toBeLessThan(250);
});

test("whoever deletes messages deletes what can be found of them, and the words themselves", async () => {
  const { results } = await d1.db
    .prepare("SELECT count(*) AS words FROM message_search WHERE message_search MATCH 'treasure'")
    .all();
  expect(results).toEqual([{ words: 99 }]);
  await d1.db.prepare("DELETE FROM messages WHERE content LIKE '%treasure%'").run();
  const { answer } = await read(() => store.searchThreads(GUILD, readTerms("treasure"), ALL, null, PAGE));
  expect(answer.closed).toEqual([]);
  await d1.db.prepare("CREATE VIRTUAL TABLE words USING fts5vocab (message_search, row)").run();
  expect((await d1.db.prepare("SELECT term FROM words WHERE term = 'treasure'").all()).results).toEqual([]);
});

test("of a thread of 10,000 messages a part is read, wherever it begins, with what it answers elsewhere", async () => {
  const MANY = 10_000;
  const id = cursor(2).id;
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${MANY})`;
  await d1.db
    .prepare(`INSERT INTO messages (id, thread_id, user_id, kind, state, author_id, author_name, content, attachments,
        channel_id, sent_at, answers_id)
      ${numbers} SELECT CAST(910000000000000000 + n AS TEXT), '${id}', '1', 'user', 'delivered', '1', 'Mara', 'Hello', '[]',
        '1', ${NOW} + n, iif(n % 10 = 0 AND n > 1000, CAST(910000000000000000 + n - 1000 AS TEXT), NULL)
      FROM numbers`)
    .run();
  const at = (n: number) => ({ sentAt: NOW + n, id: String(910000000000000000n + BigInt(n)) });
  const places = ["start", "end", { after: at(5000) }, { before: at(5000) }, { since: NOW + 9000 }] as const;
  const parts: Awaited<ReturnType<typeof read<Awaited<ReturnType<Store["threadPage"]>>>>>[] = [];
  for (const place of places) parts.push(await read(() => store.threadPage(GUILD, id, place, 500)));
  expect(parts.map(({ answer }) => answer?.messages.length)).toEqual([500, 500, 500, 500, 500]);
  expect(parts.map(({ answer }) => answer?.answered.length)).toEqual([0, 50, 50, 50, 50]);
  for (const { rows, plan } of parts) {
    expect(rows).toBeLessThan(2500);
    expect(plan.filter((step) => /SCAN (threads|messages)/.test(step))).toEqual([]);
  }
});
