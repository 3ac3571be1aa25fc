// What every Store must do to delete: threads' content, persons, servers; each counted once. Part of store-contract.ts.

import { expect, test } from "vitest";
import { NOBODY } from "../../worker/domain/thread.ts";
import type { NewMessage, Store } from "../../worker/threads/ports.ts";
import {
  AIKO,
  dmOf,
  GUILD,
  IVO,
  JONAS,
  MARA,
  NOW,
  newSnippet,
  newThread,
  OTHER_GUILD,
  sampleExtras,
  sampleFile,
  staffMessage,
  userMessage,
} from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const LOG = { channelId: "850000000000000001", messageId: "880000000000000001" };
const CLOSED_LOG = { ...LOG, messageId: "880000000000000002" };
const NOTHING = { threads: 0, messages: 0, files: 0, notes: 0, logEntries: 0, logEntriesLeft: 0 };
const DAY = 86_400_000;

let channels = 0;

/** A thread with a word from the user, a reply and a note; closed a day after it was opened, unless it stays open. */
async function talk(
  store: Store,
  wish: Parameters<typeof newThread>[0] & { stays?: "open"; says?: Partial<NewMessage> } = {},
) {
  const { stays, says, ...change } = wish;
  const channelId = `8600000000000001${String(++channels).padStart(2, "0")}`;
  const made = newThread(change);
  await store.takeUserMessage(userMessage({ userId: made.userId, ...says }));
  const { thread, pending } = await store.createThread(made);
  await store.setChannel(thread.id, channelId);
  await store.delivered(
    thread.id,
    pending.map(({ id }) => ({ id, copyIds: [] })),
    NOW,
  );
  await store.opened(thread.id, LOG);
  const reply = staffMessage({ threadId: thread.id, channelId, userId: made.userId });
  await store.keepStaffMessage(reply, "delivered");
  await store.keepStaffMessage(staffMessage({ threadId: thread.id, channelId, kind: "note" }), "delivered");
  if (stays) return thread;
  await store.startClosing(thread.id, JONAS, "Solved", NOW, NOW);
  await store.loggedTranscript(thread.id, "posted", NOW, CLOSED_LOG);
  await store.closed(thread.id, made.openedAt + DAY);
  return thread;
}

const asked = (change: Partial<Parameters<Store["startErasure"]>[0]> = {}) => ({
  id: "930000000000000001",
  userId: MARA,
  guildId: null,
  by: null,
  dmChannelId: dmOf(MARA),
  askedAt: NOW + 10 * DAY,
  ...change,
});

export function privacyContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);
  const erasing = async (change: Parameters<typeof asked>[0] = {}) => {
    const store = await start();
    const erasure = await store.startErasure(asked(change), NOW);
    if (erasure === null) throw new Error("it was asked for already");
    return { store, erasure };
  };
  const wentOf = async (store: Store) => (await store.takeErasures(NOW + DAY, NOW, 10))[0]?.went;

  test("a closed thread may be erased by one at a time, and nobody owes its log any more", async () => {
    const store = await start();
    const { id } = await talk(store);
    await store.loggedTranscript(id, "owed", NOW);
    const tries = await Promise.all([1, 2, 3].map(() => store.startErasing(id, NOW, NOW + 60_000)));
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await store.unfinished(Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
    expect(await store.startErasing(id, NOW + 60_000, NOW + 120_000)).toBe(true);
    const open = await talk(store, { userId: IVO, stays: "open" });
    expect(await store.startErasing(open.id, NOW + DAY, NOW + 2 * DAY)).toBe(false);
  });

  test("messages go by their ids, counted once; files are known by what may have any", async () => {
    const { store, erasure } = await erasing();
    const files = [sampleFile(), sampleFile()];
    const { id } = await talk(store, { says: { attachments: files, extras: sampleExtras() } });
    const left = await store.messagesToErase(id, 10);
    expect(left.map(({ hasFiles }) => hasFiles).toSorted()).toEqual([false, false, true]);
    expect(await store.messagesToErase(id, 2)).toHaveLength(2);
    const ids = left.map((message) => message.id);
    for (let times = 0; times < 2; times++) await store.eraseMessages(ids, erasure.id);
    expect(await store.messagesToErase(id, 10)).toEqual([]);
    // A forwarded message's files are the person's, too.
    expect(await wentOf(store)).toEqual({ ...NOTHING, messages: 3, files: 3 });
    await store.eraseMessages(["900000000000000099"], null);
  });

  test("an erased thread keeps its number and times, but nothing of its user", async () => {
    const { store, erasure } = await erasing();
    const { id, number } = await talk(store);
    const logs = { logEntries: 1, logEntriesLeft: 1 };
    for (let times = 0; times < 2; times++) await store.erased(id, NOW + 2 * DAY, logs, erasure.id);
    expect(await wentOf(store)).toEqual({ ...NOTHING, threads: 1, ...logs });
    const { thread } = await store.startClosing(id, null, null, NOW, NOW);
    expect(thread).toMatchObject({
      number,
      state: "closed",
      userId: NOBODY,
      dmChannelId: NOBODY,
      openedAt: NOW,
      closedAt: NOW + DAY,
      erasedAt: NOW + 2 * DAY,
      closedBy: JONAS,
      closeReason: null,
      channelId: null,
      headerMessageId: null,
    });
    expect(JSON.stringify(thread)).not.toMatch(/mara/i);
    expect((await store.kept(MARA, null)).guilds).toEqual([]);
    expect(await store.startErasing(id, NOW + 3 * DAY, NOW + 4 * DAY)).toBe(false);
    // Several of them don't get into each other's way.
    const { id: second } = await talk(store);
    await store.erased(second, NOW, logs, null);
    expect((await store.createThread(newThread())).thread.number).toBe(3);
  });

  test("a user who closed their own thread isn't named by that either", async () => {
    const store = await start();
    const { thread } = await store.createThread(newThread());
    await store.opened(thread.id);
    await store.startClosing(thread.id, MARA, null, NOW, NOW);
    await store.closed(thread.id, NOW);
    await store.erased(thread.id, NOW, { logEntries: 0, logEntriesLeft: 0 }, null);
    expect((await store.startClosing(thread.id, null, null, NOW, NOW)).thread.closedBy).toBeNull();
  });

  test("what is kept of a person is told server by server, without what staff said among themselves", async () => {
    const store = await start();
    await talk(store, { says: { attachments: [sampleFile()] } });
    await talk(store, { guildId: OTHER_GUILD });
    const { profile } = await talk(store, {
      openedAt: NOW + DAY,
      stays: "open",
      profile: { ...newThread().profile, displayName: "Captain Mara" },
    });
    await talk(store, { userId: IVO });
    await store.takeUserMessage(userMessage({ userId: AIKO }));
    const northwind = {
      guildId: GUILD,
      guildName: "Northwind",
      profile,
      threads: 2,
      openThreads: 1,
      messages: 4,
      files: 1,
      firstAt: NOW,
      retentionDays: null,
    };
    const { guilds, ...rest } = await store.kept(MARA, null);
    expect(guilds.map(({ guildName }) => guildName)).toEqual(["Northwind", "Southwind"]);
    expect(guilds[0]).toEqual(northwind);
    expect(rest).toEqual({ undecided: 0, dmChannelId: dmOf(MARA) });
    expect((await store.kept(MARA, GUILD)).guilds).toEqual([northwind]);
    expect(await store.kept(AIKO, null)).toEqual({ guilds: [], undecided: 1, dmChannelId: null });
  });

  test("a person's threads come oldest first, of one server or of all", async () => {
    const store = await start();
    await talk(store, { openedAt: NOW + DAY });
    const first = await talk(store, { guildId: OTHER_GUILD });
    await talk(store, { userId: IVO });
    expect((await store.threadsOf(MARA, null)).map(({ settings }) => settings.guildName)).toEqual([
      "Southwind",
      "Northwind",
    ]);
    expect((await store.threadsOf(MARA, OTHER_GUILD)).map(({ thread }) => thread.id)).toEqual([first.id]);
  });

  test("the same erasure is asked for once until it is done; another server's is another", async () => {
    const { store, erasure } = await erasing();
    expect(erasure).toEqual({ ...asked(), went: NOTHING });
    expect(await store.startErasure(asked(), NOW)).toBeNull();
    expect(await store.startErasure(asked({ id: "930000000000000002" }), NOW)).toBeNull();
    const others = [
      { id: "930000000000000003", userId: IVO },
      { id: "930000000000000004", guildId: GUILD },
      { id: "930000000000000005", guildId: OTHER_GUILD },
    ];
    for (const other of others) expect(await store.startErasure(asked(other), NOW)).not.toBeNull();
    await store.finishErasure(erasure.id, NOW);
    expect(await store.startErasure(asked(), NOW)).toBeNull();
    expect(await store.startErasure(asked({ id: "930000000000000006" }), NOW)).not.toBeNull();
  });

  test("one at a time works on an erasure, until its lease ends or it gives it back", async () => {
    const { store, erasure } = await erasing();
    const ids = async (now: number, until = now) => (await store.takeErasures(now, until, 10)).map(({ id }) => id);
    expect(await ids(NOW - 1)).toEqual([]);
    expect(await ids(NOW, NOW + 60_000)).toEqual([erasure.id]);
    expect(await ids(NOW + 59_999)).toEqual([]);
    await store.releaseErasure(erasure.id, NOW + 1000);
    expect(await ids(NOW + 1000)).toEqual([erasure.id]);
    await store.finishErasure(erasure.id, NOW);
    expect(await ids(NOW + DAY)).toEqual([]);
  });

  test("to be erased are the threads from before it was asked, those that aren't closed first", async () => {
    const { store, erasure } = await erasing({ askedAt: NOW + 2 * DAY });
    const closed = await talk(store);
    const open = await talk(store, { openedAt: NOW + DAY, stays: "open" });
    await talk(store, { userId: IVO });
    await talk(store, { guildId: OTHER_GUILD, openedAt: NOW + 3 * DAY });
    const found = await store.threadsToErase(erasure, 10);
    expect(found.map(({ thread, logs }) => [thread.id, logs])).toEqual([
      [open.id, [LOG]],
      [closed.id, [LOG, CLOSED_LOG]],
    ]);
    expect(await store.threadsToErase({ ...erasure, guildId: OTHER_GUILD }, 10)).toEqual([]);
    expect(await store.threadsToErase(erasure, 1)).toHaveLength(1);
  });

  test("messages that wait for the choice of a server are found, those from before it was asked", async () => {
    const { store, erasure } = await erasing({ askedAt: NOW + DAY });
    const [early, late] = [userMessage(), userMessage({ sentAt: NOW + 2 * DAY })];
    for (const message of [early, late, userMessage({ userId: IVO })]) await store.takeUserMessage(message);
    expect(await store.undecidedToErase(erasure, 10)).toEqual([{ id: early.id, hasFiles: false }]);
  });

  test("a message that no server is there for keeps nothing of who wrote it and what", async () => {
    const store = await start();
    const message = userMessage({ attachments: [sampleFile()] });
    await store.takeUserMessage(message);
    await store.refuseMessages([message.id], "no-server");
    const again = await store.takeUserMessage(message);
    expect(again.message).toMatchObject({ id: message.id, state: "refused", content: "", attachments: [] });
    expect(again.message.author).toEqual({ id: NOBODY, name: "", avatarUrl: null });
    expect(again.message.userId).toBe(NOBODY);
    const { thread } = await store.createThread(newThread());
    const inThread = userMessage();
    await store.takeUserMessage(inThread);
    await store.refuseMessages([inThread.id], "blocked-by-filter");
    expect((await store.messagesOf(thread.id))[0]).toMatchObject({ content: inThread.content, userId: MARA });
  });

  test("a person is forgotten everywhere, or in one server alone; notes are counted once", async () => {
    const { store, erasure } = await erasing();
    const note = (id: string) => ({ id, author: { id: JONAS, name: "Jonas" }, text: "Honest.", at: NOW });
    for (const guildId of [GUILD, OTHER_GUILD]) await store.addUserNote(guildId, MARA, note("1"), 10);
    await store.addUserNote(GUILD, IVO, note("2"), 10);
    await store.rememberUser(MARA, dmOf(MARA), null);
    const here = { ...erasure, guildId: GUILD };
    expect(await store.forgetUser(here)).toEqual({ ...NOTHING, notes: 1 });
    expect((await store.userNotes(GUILD, MARA, 10, 0)).total).toBe(0);
    expect((await store.userNotes(OTHER_GUILD, MARA, 10, 0)).total).toBe(1);
    expect((await store.kept(MARA, null)).dmChannelId).toBe(dmOf(MARA));
    for (let times = 0; times < 2; times++) expect(await store.forgetUser(erasure)).toEqual({ ...NOTHING, notes: 2 });
    expect((await store.userNotes(OTHER_GUILD, MARA, 10, 0)).total).toBe(0);
    expect((await store.userNotes(GUILD, IVO, 10, 0)).total).toBe(1);
    expect((await store.kept(MARA, null)).dmChannelId).toBeNull();
  });

  test("of a person's threads one alone may be erased, which forgets nothing else of them", async () => {
    const { store, erasure } = await erasing();
    const { id } = await talk(store);
    await talk(store);
    await store.addUserNote(
      GUILD,
      MARA,
      { id: "1", author: { id: JONAS, name: "Jonas" }, text: "Honest.", at: NOW },
      10,
    );
    const one = { ...asked({ id: "930000000000000009", guildId: GUILD }), threadId: id };
    const started = await store.startErasure(one, NOW);
    expect(started).toMatchObject({ threadId: id });
    expect(await store.startErasure({ ...one, id: "930000000000000010" }, NOW)).toBeNull();
    const threads = await store.threadsToErase({ ...erasure, ...one }, 10);
    expect(threads.map(({ thread }) => thread.id)).toEqual([id]);
    expect(await store.forgetUser({ ...erasure, ...one })).toEqual(NOTHING);
    expect((await store.userNotes(GUILD, MARA, 10, 0)).total).toBe(1);
    expect((await store.takeErasures(NOW, NOW + 60_000, 5)).map(({ threadId }) => threadId)).toContain(id);
  });

  test("where a person was seen is forgotten with them, and that they are signed in", async () => {
    const { store, erasure } = await erasing();
    const servers = [GUILD, OTHER_GUILD].map((guildId) => ({ guildId, isMember: true }));
    for (const userId of [MARA, IVO]) await store.rememberMemberships(userId, servers, NOW);
    const session = { name: "Mara", avatarUrl: null, guilds: [], createdAt: NOW, expiresAt: NOW + DAY };
    for (const id of [MARA, IVO]) await store.startSession(`hash of ${id}`, { ...session, id }, null);
    const members = async (userId: string) =>
      (await store.candidates(userId, NOW)).candidates.map(({ isMember }) => isMember);
    await store.forgetUser({ ...erasure, guildId: GUILD });
    expect(await members(MARA)).toEqual([null, true]);
    expect((await store.visit(`hash of ${MARA}`, null, NOW)).session).not.toBeNull();
    await store.forgetUser(erasure);
    expect(await members(MARA)).toEqual([null, null]);
    expect((await store.visit(`hash of ${MARA}`, null, NOW)).session).toBeNull();
    expect(await members(IVO)).toEqual([true, true]);
    expect((await store.visit(`hash of ${IVO}`, null, NOW)).session).not.toBeNull();
  });

  test("a server's admins see what they asked for, but not of whom", async () => {
    const by = { id: AIKO, name: "Aiko" };
    const { store, erasure } = await erasing({ guildId: GUILD, by });
    await store.startErasure(asked({ id: "930000000000000002", userId: IVO, guildId: OTHER_GUILD, by }), NOW);
    const past = { id: erasure.id, by, askedAt: erasure.askedAt, went: NOTHING };
    expect(await store.erasuresIn(GUILD, 10)).toEqual([{ ...past, doneAt: null }]);
    await store.finishErasure(erasure.id, NOW + 1);
    expect(await store.erasuresIn(GUILD, 10)).toEqual([{ ...past, doneAt: NOW + 1 }]);
  });

  test("servers are looked after in turn, each by one at a time", async () => {
    const store = await start();
    const names = (taken: Awaited<ReturnType<Store["takeGuilds"]>>) => taken.map(({ settings }) => settings.guildName);
    expect(names(await store.takeGuilds(NOW, NOW + 60_000, 10)).toSorted()).toEqual(["Northwind", "Southwind"]);
    expect(await store.takeGuilds(NOW, NOW, 10)).toEqual([]);
    await store.tended(GUILD, { leftAt: NOW - DAY, purgedUntil: NOW - 1, tendAt: NOW + 2 });
    await store.tended(OTHER_GUILD, { leftAt: null, purgedUntil: 0, tendAt: NOW + 1 });
    expect(names(await store.takeGuilds(NOW + 1, NOW + DAY, 10))).toEqual(["Southwind"]);
    expect(await store.takeGuilds(NOW + 2, NOW + DAY, 1)).toMatchObject([
      { settings: { guildName: "Northwind" }, leftAt: NOW - DAY, purgedUntil: NOW - 1 },
    ]);
  });

  test("to be purged are a server's threads that were closed within a span and hold something, in order", async () => {
    const store = await start();
    const ids: string[] = [];
    for (const days of [0, 1, 2, 3]) ids.push((await talk(store, { openedAt: NOW + days * DAY })).id);
    await talk(store, { guildId: OTHER_GUILD, openedAt: NOW + DAY });
    await talk(store, { openedAt: NOW + DAY, stays: "open" });
    await store.erased(ids[1] ?? "", NOW, { logEntries: 0, logEntriesLeft: 0 }, null);
    const found = async (limit: number) =>
      (await store.threadsToPurge(GUILD, NOW + DAY, NOW + 3 * DAY, limit)).map(({ thread }) => thread.id);
    expect(await found(10)).toEqual([ids[0], ids[2]]);
    expect(await found(1)).toEqual([ids[0]]);
  });

  test("a server that is gone loses its threads, then everything else, and no other server does", async () => {
    const store = await start();
    const file = sampleFile();
    for (const guildId of [GUILD, OTHER_GUILD]) {
      await talk(store, { guildId });
      await talk(store, { guildId, userId: IVO, stays: "open" });
      await store.addUserNote(guildId, MARA, { id: "1", author: { id: JONAS, name: "J" }, text: "!", at: NOW }, 10);
      const to = { text: "", attachments: [file], filesId: `files of ${guildId}` };
      await store.changeSnippet(newSnippet({ guildId, to }), 10);
      await store.changeSnippet(newSnippet({ guildId, name: "plain" }), 10);
    }
    expect(await store.snippetFiles(GUILD, "", 10)).toEqual([`files of ${GUILD}`]);
    expect(await store.snippetFiles(GUILD, `files of ${GUILD}`, 10)).toEqual([]);
    const ids = await store.threadIdsIn(GUILD, 10);
    expect(ids).toHaveLength(2);
    expect(await store.threadIdsIn(GUILD, 1)).toEqual(ids.slice(0, 1));
    await expect(store.deleteThreads(ids)).rejects.toThrow();
    for (const id of ids) {
      await store.eraseMessages(
        (await store.messagesToErase(id, 10)).map((message) => message.id),
        null,
      );
    }
    await store.deleteThreads(ids);
    await store.forgetGuild(GUILD);
    const left = async (guildId: string) => [
      (await store.settings(guildId)) !== null,
      (await store.threadIdsIn(guildId, 10)).length,
      (await store.userNotes(guildId, MARA, 10, 0)).total,
      (await store.snippets(guildId, "", 10, 0)).total,
      (await store.snippetChanges(guildId, "rules", 10)).length,
    ];
    expect(await left(GUILD)).toEqual([false, 0, 0, 0, 0]);
    expect(await left(OTHER_GUILD)).toEqual([true, 2, 1, 2, 1]);
  });
}
