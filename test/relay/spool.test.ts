// What the spool keeps over restarts, and which server channels it lets out.

import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { SelectedEvent } from "../../gateway-relay/src/select-event.ts";
import { Spool, type StoredSession } from "../../gateway-relay/src/spool.ts";
import { directMessage, newId, WITH_CONTENT } from "./dispatches.ts";

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "relay-spool-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

function message(channelId: string, needsThreadChannel: boolean, content = "x"): SelectedEvent {
  const data = directMessage(channelId, content) as unknown as Extract<
    SelectedEvent["event"],
    { type: "MESSAGE_CREATE" }
  >["data"];
  return { id: `message-create:${data.id}`, channelId, needsThreadChannel, event: { type: "MESSAGE_CREATE", data } };
}

const SESSION: StoredSession = {
  shardId: 0,
  shardCount: 1,
  sessionId: "abc",
  resumeURL: "wss://resume",
  sequence: 42,
  botUserId: "1",
  intents: WITH_CONTENT,
  seenAt: 1_700_000_000_000,
};

const DAY = 24 * 60 * 60_000;
/** An id that Discord made then. */
const madeAt = (time: number) => String(BigInt(time - 1_420_070_400_000) << 22n);

test("an event and the session's position are there again after a restart", async () => {
  const path = await folder();
  const before = new Spool(path);
  const event = message(newId(), false);
  before.record({ session: SESSION, event, news: null });
  before.close();
  const after = new Spool(path);
  expect(after.sessions()).toEqual([SESSION]);
  expect(after.nextOf(event.channelId)).toMatchObject({ id: event.id, body: JSON.stringify(event.event) });
  after.close();
});

test("an event that can't be written leaves the session where it was", async () => {
  const spool = new Spool(await folder());
  spool.saveSessions([SESSION]);
  const broken = message(newId(), false);
  Object.assign(broken.event, { data: { content: 1n } });
  expect(() => spool.record({ session: { ...SESSION, sequence: 43 }, event: broken, news: null })).toThrow("BigInt");
  expect(spool.sessions()).toEqual([SESSION]);
  expect(spool.counts().waiting).toBe(0);
  spool.close();
});

test("the Worker's list replaces what was known, but not what was learnt since it was asked for", async () => {
  let now = Date.now();
  const spool = new Spool(await folder(), () => now);
  const [listed, closed, seenSince, madeSince] = [newId(), newId(), madeAt(now - DAY - 1000), newId()] as const;
  const learn = (channelId: string) =>
    spool.record({
      session: null,
      event: null,
      news: { seen: [{ channelId, userId: "300000000000000001" }], listedBy: null, deleted: null },
    });
  spool.threadChannels.replace([closed], now);
  now += 1000;
  const askedAt = now;
  learn(seenSince);
  now += 1000;
  spool.threadChannels.replace([listed], askedAt);
  learn(madeSince);
  // A channel whose opening was cut off isn't in the Worker's list yet.
  spool.threadChannels.replace([listed, seenSince], now + 1000);
  for (const channelId of [listed, closed, seenSince, madeSince]) {
    spool.record({ session: null, event: message(channelId, true), news: null });
  }
  expect(new Set(spool.channelsWaiting())).toEqual(new Set([listed, seenSince, madeSince]));
  spool.close();
});

test("a channel that has had a thread's topic for long goes when a later list doesn't have it", async () => {
  let now = Date.now();
  const spool = new Spool(await folder(), () => now);
  const channelId = madeAt(now - DAY - 1000);
  spool.record({
    session: null,
    event: null,
    news: { seen: [{ channelId, userId: "300000000000000001" }], listedBy: null, deleted: null },
  });
  now += 1000;
  spool.threadChannels.replace([], now);
  spool.record({ session: null, event: message(channelId, true), news: null });
  expect(spool.counts().waiting).toBe(0);
  spool.close();
});

test("whether the first list has come is known after a restart", async () => {
  const path = await folder();
  const before = new Spool(path);
  before.threadChannels.replace([], 0);
  before.close();
  const after = new Spool(path);
  after.record({ session: null, event: message(newId(), true), news: null });
  expect(after.counts().waiting).toBe(0);
  after.close();
});

test("messages held for an unknown channel go out in order as soon as its topic is seen", async () => {
  const spool = new Spool(await folder());
  const channelId = newId();
  const [first, second] = [message(channelId, true, "1"), message(channelId, true, "2")];
  spool.record({ session: null, event: first, news: null });
  expect(spool.nextOf(channelId)).toBeNull();
  spool.record({
    session: null,
    event: null,
    news: { seen: [{ channelId, userId: "300000000000000001" }], listedBy: null, deleted: null },
  });
  spool.record({ session: null, event: second, news: null });
  expect(spool.nextOf(channelId)?.id).toBe(first.id);
  spool.done(first.id);
  expect(spool.nextOf(channelId)?.id).toBe(second.id);
  spool.close();
});

test("a refused event keeps its reason over a restart and doesn't wait any more", async () => {
  const path = await folder();
  const before = new Spool(path);
  const event = message(newId(), false);
  before.record({ session: null, event, news: null });
  before.refuse(event.id, "HTTP 400: unexpected shape");
  before.close();
  const after = new Spool(path);
  expect(after.counts()).toMatchObject({ waiting: 0, deadLetters: 1 });
  expect(after.deadLetters.list(5)).toMatchObject([{ id: event.id, reason: "HTTP 400: unexpected shape" }]);
  after.close();
});

test("the file doesn't grow with what was delivered, and gives back what a backlog took", async () => {
  const path = await folder();
  const spool = new Spool(path);
  const size = async () => (await stat(join(path, "relay.sqlite"))).size;
  const pass = (count: number) => {
    const events = Array.from({ length: count }, () => message("1", false, "x".repeat(2000)));
    for (const event of events) spool.record({ session: null, event, news: null });
    for (const { id } of events) spool.done(id);
  };
  pass(200);
  const afterFirst = await size();
  for (let n = 0; n < 5; n += 1) pass(200);
  expect(await size()).toBeLessThanOrEqual(afterFirst * 1.1);
  spool.shrink();
  spool.close();
  expect(await size()).toBeLessThan(200_000);
});
