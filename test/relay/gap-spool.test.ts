// Where the relay starts to look for what was missed, and how long events wait for it.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, onTestFinished, test } from "vitest";
import type { SelectedEvent } from "../../gateway-relay/src/select-event.ts";
import { Spool, type StoredSession } from "../../gateway-relay/src/spool.ts";
import { directMessage, newId, WITH_CONTENT } from "./dispatches.ts";

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 22, 12);
const DM = "600000000000000001";
const ADA = "300000000000000001";

const idAt = (time: number) => String(BigInt(time - 1_420_070_400_000) << 22n);

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), "relay-gap-"));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

/** A spool with a clock that stands at START until it is moved. */
async function newSpool() {
  const clock = { now: START };
  const spool = new Spool(await folder(), () => clock.now);
  onTestFinished(() => spool.close());
  return { spool, clock };
}

const session = (change: Partial<StoredSession> = {}): StoredSession => ({
  shardId: 0,
  shardCount: 1,
  sessionId: "abc",
  resumeURL: "wss://resume",
  sequence: 42,
  botUserId: "1",
  intents: WITH_CONTENT,
  seenAt: START,
  ...change,
});

function message(channelId: string, id = newId()): SelectedEvent {
  const data = directMessage(channelId, "x", { id }) as unknown as Extract<
    SelectedEvent["event"],
    { type: "MESSAGE_CREATE" }
  >["data"];
  return { id: `message-create:${id}`, channelId, needsThreadChannel: false, event: { type: "MESSAGE_CREATE", data } };
}

function typedIn(channelId: string): SelectedEvent {
  const { event, ...selected } = message(channelId);
  const data = { ...event.data, guild_id: "4" } as Extract<typeof event, { type: "MESSAGE_CREATE" }>["data"];
  return { ...selected, needsThreadChannel: true, event: { type: "MESSAGE_CREATE", data } };
}

const known = (last: string, channel_id = DM) => [{ channel_id, guild_id: null, last_message_id: last }];
const live = (spool: Spool, event: SelectedEvent) => spool.record({ session: null, event, news: null });

/** A session was seen at work at `seenAt` and was lost; another begins now. */
function replaceSession(spool: Spool, seenAt: number): void {
  spool.saveSessions([session({ seenAt })]);
  spool.forgetSession(0);
  spool.beginSession(session({ sessionId: "def" }));
}

test("what the lost session brought isn't looked for again, however little the Worker has", async () => {
  const { spool } = await newSpool();
  replaceSession(spool, START - 60 * MINUTE);
  spool.gaps.take(known(idAt(START - 300 * MINUTE)));
  // With some minutes of slack.
  expect(spool.gaps.next()?.after).toBe(idAt(START - 62 * MINUTE));
});

test("what the Worker has is skipped, when no message could overtake what was missed", async () => {
  const { spool } = await newSpool();
  replaceSession(spool, START - 60 * MINUTE);
  const last = idAt(START - 10 * MINUTE);
  spool.gaps.take(known(last));
  expect(spool.gaps.next()?.after).toBe(last);
});

test("without a session before, all that is newer than what the Worker has is looked for", async () => {
  const { spool } = await newSpool();
  spool.beginSession(session());
  spool.gaps.take(known("5"));
  expect(spool.gaps.next()).toMatchObject({ channelId: DM, guildId: null, after: "5", open: null });
});

test("edits are looked for in open threads only, from where the lost session ended", async () => {
  const { spool } = await newSpool();
  replaceSession(spool, START - 60 * MINUTE);
  const [open, closed] = [newId(), newId()];
  spool.gaps.take([
    { channel_id: open, guild_id: null, last_message_id: "5", user_id: ADA, open: true },
    ...known("5", closed),
  ]);
  expect(spool.gaps.next()).toMatchObject({ channelId: open, open: { userId: ADA, editedSince: START - 62 * MINUTE } });
  spool.gaps.record(open, [], null);
  expect(spool.gaps.next()).toMatchObject({ channelId: closed, open: null });
});

test("the newest message that was written for sure is one that waits, else one that the Worker has", async () => {
  const { spool } = await newSpool();
  const waiting = idAt(START);
  live(spool, message(DM, waiting));
  replaceSession(spool, START);
  const listed = newId();
  spool.gaps.take([...known("5"), ...known(idAt(START - MINUTE), listed)]);
  expect(spool.gaps.next()).toMatchObject({ channelId: DM, after: idAt(START - 2 * MINUTE), upTo: waiting });
  spool.gaps.record(DM, [], null);
  expect(spool.gaps.next()).toMatchObject({ channelId: listed, upTo: idAt(START - MINUTE) });
});

test("of several lost sessions the one that was lost first counts, also over a restart", async () => {
  const path = await folder();
  const before = new Spool(path, () => START);
  before.saveSessions([session({ seenAt: START - 60 * MINUTE }), session({ shardId: 1, seenAt: START - 30 * MINUTE })]);
  for (const shardId of [1, 0]) before.forgetSession(shardId);
  before.close();
  const after = new Spool(path, () => START);
  for (const shardId of [0, 1]) after.beginSession(session({ shardId }));
  after.gaps.take(known("5"));
  expect(after.gaps.next()?.after).toBe(idAt(START - 62 * MINUTE));
  after.close();
});

test("a session that is replaced without being given up first leaves the same gap", async () => {
  const { spool } = await newSpool();
  spool.saveSessions([session({ seenAt: START - 60 * MINUTE })]);
  spool.beginSession(session({ sessionId: "def" }));
  spool.gaps.take(known("5"));
  expect(spool.gaps.next()?.after).toBe(idAt(START - 62 * MINUTE));
});

test("events wait for a quarter of an hour at most, first for the Worker's list and then for their channel", async () => {
  const { spool, clock } = await newSpool();
  replaceSession(spool, START - MINUTE);
  live(spool, message(DM));
  expect(spool.nextOf(DM)).toBeNull();
  clock.now += 15 * MINUTE - 1;
  expect(spool.gaps.letOverdueGo()).toBe(false);
  spool.gaps.take(known("5"));
  clock.now += 15 * MINUTE - 1;
  expect(spool.gaps.letOverdueGo()).toBe(false);
  expect(spool.nextOf(DM)).toBeNull();
  clock.now += 1;
  expect(spool.gaps.letOverdueGo()).toBe(true);
  expect(spool.nextOf(DM)).not.toBeNull();
  expect(spool.gaps.letOverdueGo()).toBe(false);
  // What was missed is still looked for.
  expect(spool.gaps.next()?.channelId).toBe(DM);
});

test("once events went first, what the Worker has last no longer says that nothing is missing before it", async () => {
  const { spool, clock } = await newSpool();
  replaceSession(spool, START - MINUTE);
  clock.now += 15 * MINUTE;
  spool.gaps.letOverdueGo();
  spool.gaps.take(known(idAt(clock.now)));
  expect(spool.gaps.next()?.after).toBe(idAt(START - 3 * MINUTE));
});

test("before there is a new session, what was taken goes on being delivered", async () => {
  const { spool } = await newSpool();
  spool.saveSessions([session()]);
  live(spool, message(DM));
  spool.forgetSession(0);
  expect(spool.nextOf(DM)).not.toBeNull();
});

test("servers' channels that aren't in the list are free at once; of the others those with waiting messages are first", async () => {
  const { spool } = await newSpool();
  const [first, second, other] = [newId(), newId(), newId()];
  replaceSession(spool, START);
  spool.threadChannels.replace([other], START);
  live(spool, message(second));
  live(spool, typedIn(other));
  spool.gaps.take([...known("5", first), ...known("5", second)]);
  expect(spool.nextOf(other)).not.toBeNull();
  expect(spool.nextOf(second)).toBeNull();
  expect(spool.gaps.next()?.channelId).toBe(second);
  spool.gaps.putOff(second);
  expect(spool.gaps.next()?.channelId).toBe(first);
});

describe("direct messages that the Worker's list lacks", () => {
  const slack = 2 * MINUTE;
  const place = {
    channelId: DM,
    guildId: null,
    after: idAt(START - slack),
    open: { userId: ADA, editedSince: START - slack },
  };

  test("are looked through once somebody writes there, before their words go out", async () => {
    const { spool } = await newSpool();
    replaceSession(spool, START);
    spool.gaps.take([]);
    expect(spool.gaps.next()).toBeNull();
    expect(live(spool, message(DM))).toBe(true);
    expect(spool.nextOf(DM)).toBeNull();
    expect(spool.gaps.next()).toMatchObject(place);
    spool.gaps.record(DM, [], null);
    expect(spool.nextOf(DM)).not.toBeNull();
    expect(live(spool, message(DM))).toBe(false);
  });

  test("are looked through with the list when somebody's words wait already", async () => {
    const { spool } = await newSpool();
    live(spool, message(DM));
    replaceSession(spool, START);
    const other = newId();
    spool.gaps.take(known("5", other));
    expect(spool.gaps.next()).toMatchObject(place);
    spool.gaps.record(DM, [], null);
    expect(live(spool, message(DM))).toBe(false);
  });

  test("are still looked through after a restart, and for a week", async () => {
    const path = await folder();
    const before = new Spool(path, () => START);
    replaceSession(before, START);
    before.gaps.take([]);
    before.close();
    const clock = { now: START + 7 * 24 * 60 * MINUTE - 1 };
    const after = new Spool(path, () => clock.now);
    expect(live(after, message(DM))).toBe(true);
    clock.now += 1;
    expect(live(after, message(newId()))).toBe(false);
    after.close();
  });

  test("are looked through again after another gap, from where that one began", async () => {
    const { spool, clock } = await newSpool();
    replaceSession(spool, START);
    spool.gaps.take([]);
    const first = message(DM);
    live(spool, first);
    spool.gaps.record(DM, [], null);
    spool.done(first.id);
    clock.now += 60 * MINUTE;
    replaceSession(spool, clock.now);
    spool.gaps.take([]);
    expect(live(spool, message(DM))).toBe(true);
    expect(spool.gaps.next()?.after).toBe(idAt(clock.now - slack));
  });

  test("aren't looked through when the list has them, or when nobody knows what was missed", async () => {
    const { spool } = await newSpool();
    replaceSession(spool, START);
    spool.gaps.take(known("5"));
    spool.gaps.record(DM, [], null);
    expect(live(spool, message(DM))).toBe(false);
    const { spool: first } = await newSpool();
    first.beginSession(session());
    first.gaps.take([]);
    expect(live(first, message(DM))).toBe(false);
  });
});

describe("threads' channels that the Worker's list lacks", () => {
  const [made, old] = [idAt(START + MINUTE), idAt(START - 60 * MINUTE)];
  const tell = (spool: Spool, channelId: string, listedBy: string | null) =>
    spool.record({ session: null, event: null, news: { seen: [{ channelId, userId: ADA }], listedBy, deleted: null } });

  test("are looked through from their beginning when they are younger than the gap, also after a restart", async () => {
    const path = await folder();
    const before = new Spool(path, () => START);
    replaceSession(before, START);
    before.close();
    const after = new Spool(path, () => START);
    expect(tell(after, made, "4")).toBe(true);
    expect(tell(after, made, "4")).toBe(false);
    expect(after.gaps.next()).toBeNull();
    after.gaps.take([]);
    const open = { userId: ADA, editedSince: START - 2 * MINUTE };
    expect(after.gaps.next()).toMatchObject({ channelId: made, guildId: "4", after: made, open });
    after.close();
  });

  test("are looked through from where the gap began when they are older, and known for a thread's", async () => {
    const { spool } = await newSpool();
    tell(spool, old, null);
    replaceSession(spool, START);
    spool.gaps.take([]);
    expect(tell(spool, old, "4")).toBe(true);
    expect(spool.gaps.next()).toMatchObject({ channelId: old, guildId: "4", after: idAt(START - 2 * MINUTE) });
    expect(tell(spool, idAt(START - 61 * MINUTE), "4")).toBe(false);
  });

  test("aren't looked through when the gateway told of them, or the list has them", async () => {
    const { spool } = await newSpool();
    replaceSession(spool, START);
    tell(spool, made, null);
    spool.gaps.take(known("5", old));
    spool.gaps.record(old, [], null);
    for (const channel of [made, old]) expect(tell(spool, channel, "4"), channel).toBe(false);
  });

  test("aren't remembered where nothing was missed", async () => {
    const path = await folder();
    const spool = new Spool(path, () => START);
    tell(spool, made, null);
    spool.close();
    const file = new DatabaseSync(join(path, "relay.sqlite"));
    expect(file.prepare("SELECT channel_id FROM looked_through").all()).toEqual([]);
    file.close();
  });

  test("keep the list's place in line, however early their server told of them", async () => {
    const { spool } = await newSpool();
    const [first, second] = [newId(), newId()];
    for (const channel of [second, first]) tell(spool, channel, null);
    replaceSession(spool, START);
    for (const channel of [second, first]) tell(spool, channel, "4");
    const listed = (channel_id: string) => ({
      ...known("5", channel_id)[0],
      channel_id,
      guild_id: "4",
      last_message_id: "5",
    });
    spool.gaps.take([listed(first), listed(second)]);
    expect(spool.gaps.next()?.channelId).toBe(first);
  });
});

test("a found message goes before those that came live, by its id, and only a deleted channel is later than all", async () => {
  const { spool } = await newSpool();
  const [one, two, three, four] = [newId(), newId(), newId(), newId()];
  replaceSession(spool, START);
  live(spool, message(DM, two));
  live(spool, message(DM, four));
  const deletion = { id: DM, guild_id: "4" };
  const event: SelectedEvent["event"] = { type: "CHANNEL_DELETE", data: deletion };
  live(spool, { id: `channel-delete:${DM}`, channelId: DM, needsThreadChannel: false, event });
  spool.gaps.take(known("5"));
  spool.gaps.record(DM, [message(DM, one)], one);
  spool.gaps.record(DM, [message(DM, two), message(DM, three)], null);
  const order: string[] = [];
  for (let next = spool.nextOf(DM); next !== null; next = spool.nextOf(DM)) {
    order.push(next.id);
    spool.done(next.id);
  }
  const messages = [one, two, three, four].map((id) => `message-create:${id}`);
  expect(order).toEqual([...messages, `channel-delete:${DM}`]);
});

test("the file of an earlier relay is taken over with everything in it, one of a later relay isn't touched", async () => {
  const path = await folder();
  const first = new Spool(path);
  live(first, message(DM));
  first.close();
  const file = new DatabaseSync(join(path, "relay.sqlite"));
  file.exec(`
    DROP TABLE gap;
    DROP TABLE catch_up;
    DROP TABLE last_gap;
    DROP TABLE looked_through;
    ALTER TABLE sessions DROP COLUMN seen_at;
    ALTER TABLE sessions DROP COLUMN intents;
    ALTER TABLE sessions ADD COLUMN message_content INTEGER NOT NULL DEFAULT 1 CHECK (message_content IN (0, 1));
    PRAGMA user_version = 1;
    INSERT INTO sessions VALUES (0, 'abc', 'wss://resume', 42, 1, '1', 1);
  `);
  file.close();
  const upgraded = new Spool(path);
  expect(upgraded.counts().waiting).toBe(1);
  expect(upgraded.sessions()).toEqual([session({ seenAt: 0, intents: 0 })]);
  upgraded.close();
  const newer = new DatabaseSync(join(path, "relay.sqlite"));
  newer.exec("PRAGMA user_version = 99");
  newer.close();
  expect(() => new Spool(path)).toThrow("format 99");
});
