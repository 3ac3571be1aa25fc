// `npm run bench:dashboard`: what pages cost beside `/health`, which does nothing, asked in turns with it: time as a ratio,
// bytes, round trips to D1. Figures of this machine, to be compared with its own; nothing is asserted here.

import { gzipSync } from "node:zlib";
import type { D1Database } from "@cloudflare/workers-types";
import { type Scene, startScene } from "../end-to-end/scene.ts";
import type { Person } from "../fake-discord/api.ts";
import { Browser } from "../unit/dashboard/browser.ts";
import { longTalk } from "../unit/dashboard/long-talk.ts";

const ROUNDS = 40;
/** A page that takes long has few rounds. */
const HEALTH_A_ROUND = 5;
const THREADS = 20_000;
const LONG = { part: 500, many: 10_000 };

const scene = await startScene({ rateLimits: false });
try {
  const [visitor, robin] = [browserAt(scene), await signedIn(scene, scene.robin)];
  const threads = `/dashboard/${scene.guild.id}/threads`;
  await fill(scene);
  const pages = {
    "the first page": { path: "/dashboard", line: "GET landing", browser: visitor },
    settings: { path: `/dashboard/${scene.guild.id}/settings`, line: "GET settings" },
    [`threads, 25 of ${THREADS}`]: { path: threads, line: "GET threads" },
    "threads, what was said": { path: `${threads}?words=treasure`, line: "GET threads" },
    [`a transcript of ${LONG.part}`]: { path: `${threads}/${threadId(1)}`, line: "GET thread" },
    [`a part of one of ${LONG.many}`]: { path: `${threads}/${threadId(2)}`, line: "GET thread" },
    "what is new in an open thread": {
      path: `${threads}/${threadId(2)}/messages?since=9e15`,
      line: "GET thread-messages",
    },
    [`${LONG.many} as a page`]: {
      path: `${threads}/${threadId(2)}/download/html`,
      line: "GET thread-download",
      rounds: 3,
    },
    [`${LONG.many} as JSON`]: {
      path: `${threads}/${threadId(2)}/download/json`,
      line: "GET thread-download",
      rounds: 3,
    },
  };
  row("", "× /health", "ms", "KB", "KB gzipped", "D1 before it begins");
  for (const [what, page] of Object.entries(pages)) await measure(what, { browser: robin, ...page });
} finally {
  await scene.close();
}

async function measure(
  what: string,
  { browser, path, line, rounds = ROUNDS }: { browser: Browser; path: string; line: string; rounds?: number },
): Promise<void> {
  const [idle, busy]: [number[], number[]] = [[], []];
  let body = "";
  for (let round = -1; round < rounds; round++) {
    const health = [];
    for (let times = 0; times < HEALTH_A_ROUND; times++) health.push((await timed(() => browser.get("/health"))).ms);
    const page = await timed(() => browser.get(path));
    if (page.done.status !== 200) throw new Error(`${path} answered ${page.done.status}`);
    body = page.done.html;
    // The first time things are still being made ready.
    if (round < 0) continue;
    idle.push(...health);
    busy.push(page.ms);
  }
  const passage = scene.worker.log.findLast(({ name }) => name === line);
  const trips = passage?.trace?.filter((entry) => entry.startsWith("d1 ")).length ?? Number.NaN;
  const ratio = median(busy) / median(idle);
  const kb = (bytes: number) => (bytes / 1000).toFixed(1);
  row(what, ratio.toFixed(1), median(busy).toFixed(1), kb(Buffer.byteLength(body)), kb(gzipSync(body).length), trips);
}

async function timed<T>(work: () => Promise<T>): Promise<{ done: T; ms: number }> {
  const at = performance.now();
  const done = await work();
  return { done, ms: performance.now() - at };
}

function browserAt({ worker }: Scene): Browser {
  // A connection that was kept is closed after five seconds, maybe just when it is used again.
  return new Browser(worker.url, (request) => fetch(request).catch(() => fetch(request)));
}

async function signedIn(at: Scene, person: Person): Promise<Browser> {
  const browser = browserAt(at);
  const back = new URL(person.consent((await browser.get("/dashboard/sign-in")).location));
  await browser.get((await browser.get(back.pathname + back.search)).location);
  return browser;
}

function threadId(number: number): string {
  return `t${String(number).padStart(19, "0")}`;
}

/** Many threads with a message each; the first was long, the second longer and is open. */
async function fill({ worker: { db }, guild }: Scene): Promise<void> {
  const numbers = `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${THREADS})`;
  const now = Date.now();
  await db.batch([
    db.prepare(`INSERT INTO threads (id, guild_id, number, user_id, dm_channel_id, channel_id, state, profile, user_notes,
        earlier_threads, lease_until, opened_via, opened_at, chosen_at, closed_at)
      ${numbers} SELECT printf('t%019d', n), '${guild.id}', n, CAST(820000000000000000 + n AS TEXT), '1',
        CAST(860000000000000000 + n AS TEXT), iif(n = 2, 'open', 'closed'),
        json_object('username', printf('user%04d', n), 'displayName', printf('Person %d', n), 'avatarUrl', NULL,
          'joinedAt', NULL, 'roleIds', json('[]')),
        '{"total":0,"latest":[]}', 0, 0, 'message', ${now} - n * 60000, 0, iif(n = 2, NULL, ${now})
      FROM numbers`),
    db.prepare(`INSERT INTO messages (id, thread_id, user_id, kind, state, author_id, author_name, content, attachments,
        channel_id, sent_at)
      ${numbers} SELECT CAST(900000000000000000 + n AS TEXT), printf('t%019d', n), '1', 'user', 'delivered', '1', 'Mara',
        iif(n % 100 = 0, 'A treasure!', 'Hello'), '[]', '1', ${now} - n * 60000
      FROM numbers`),
    db.prepare(`INSERT INTO message_search (rowid, thread_id, guild_id, user_id, text)
      SELECT CAST(messages.id AS INTEGER), thread_id, guild_id, threads.user_id, content
      FROM messages JOIN threads ON threads.id = thread_id WHERE threads.state = 'closed'`),
  ]);
  await say(db, threadId(1), LONG.part, 910_000_000_000_000_000n);
  await say(db, threadId(2), LONG.many, 920_000_000_000_000_000n);
}

/** The talk that the tests weigh. */
async function say(db: D1Database, thread: string, count: number, firstId: bigint): Promise<void> {
  const talk = longTalk(count, firstId);
  const now = Date.now();
  for (let at = 0; at < count; at += 1000) {
    const rows = talk
      .slice(at, at + 1000)
      .map((message, number) => ({ ...message, sentAt: now + (at + number) * 1000 }));
    await db
      .prepare(`INSERT INTO messages (id, thread_id, user_id, kind, state, author_id, author_name, author_avatar, content,
          attachments, channel_id, sent_at, answers_id)
        SELECT value ->> 'id', ?, '1', value ->> 'kind', 'delivered', value ->> '$.author.id', value ->> '$.author.name',
          value ->> '$.author.avatarUrl', value ->> 'content', value -> 'attachments', '1', value ->> 'sentAt',
          value ->> 'answersId'
        FROM json_each(?)`)
      .bind(thread, JSON.stringify(rows))
      .run();
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function row(what: string, ...figures: (string | number)[]): void {
  console.log(what.padEnd(32) + figures.map((figure) => String(figure).padStart(21)).join(""));
}
