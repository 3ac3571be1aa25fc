// What every Store must do, whatever it is made of: run over D1 and over the in-memory store of the unit tests, so that
// the second can't lie. How threads are made, leased, claimed and closed; messages and servers: store-contract-….ts.

import { expect, test } from "vitest";
import type { Store } from "../../worker/threads/ports.ts";
import {
  AIKO,
  BY,
  dmOf,
  GUILD,
  IVO,
  JONAS,
  MARA,
  NOW,
  newThread,
  OTHER_GUILD,
  sampleSettings,
  staffMessage,
  userMessage,
} from "../unit/ports/samples.ts";
import { changeContract } from "./store-contract-changes.ts";
import { contactContract } from "./store-contract-contacts.ts";
import { guildContract } from "./store-contract-guilds.ts";
import { messageContract } from "./store-contract-messages.ts";
import { overviewContract } from "./store-contract-overview.ts";
import { privacyContract } from "./store-contract-privacy.ts";
import { sessionContract } from "./store-contract-sessions.ts";
import { snippetContract } from "./store-contract-snippets.ts";
import { threadListContract } from "./store-contract-thread-list.ts";
import { threadPageContract } from "./store-contract-thread-pages.ts";
import { userNoteContract } from "./store-contract-user-notes.ts";

/** Makes an empty store. */
export type MakeStore = () => Promise<Store>;

export function storeContract(makeStore: MakeStore): void {
  threadContract(makeStore);
  messageContract(makeStore);
  changeContract(makeStore);
  guildContract(makeStore);
  snippetContract(makeStore);
  sessionContract(makeStore);
  privacyContract(makeStore);
  overviewContract(makeStore);
  userNoteContract(makeStore);
  contactContract(makeStore);
  threadListContract(makeStore);
  threadPageContract(makeStore);
}

/** An empty store but for two servers with Modmail on. */
export async function storeWithServers(makeStore: MakeStore): Promise<Store> {
  const store = await makeStore();
  await store.saveSettings(null, sampleSettings(), BY, NOW);
  await store.saveSettings(null, sampleSettings({ guildId: OTHER_GUILD, guildName: "Southwind" }), BY, NOW);
  return store;
}

/** An open thread with a channel. */
export async function openThreadIn(store: Store, change: Parameters<typeof newThread>[0] & { channelId: string }) {
  const { channelId, ...wish } = change;
  const { thread } = await store.createThread(newThread(wish));
  await store.setChannel(thread.id, channelId);
  await store.opened(thread.id);
  return { ...thread, channelId, state: "open" as const };
}

const CHANNEL = "860000000000000001";

function threadContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);
  const withThread = async () => {
    const store = await start();
    const { id } = await openThreadIn(store, { channelId: CHANNEL });
    const now = async () => {
      const found = await store.threadByChannel(CHANNEL, "");
      if (found === null) throw new Error("the thread is closed");
      return found.thread;
    };
    return { store, id, now };
  };

  test("a new thread holds what was asked for and nothing of what comes later", async () => {
    const store = await start();
    await store.saveBot({ userId: JONAS, messageContent: true }, NOW);
    const wish = newThread();
    const made = await store.createThread(wish);
    const { leaseUntil, ...asked } = wish;
    expect(made.thread).toEqual({
      ...asked,
      leaseUntil,
      number: 1,
      state: "opening",
      userNotes: { total: 0, latest: [] },
      earlierThreads: 0,
      channelId: null,
      headerMessageId: null,
      trouble: null,
      troubleSince: null,
      claimedBy: null,
      claimedAt: null,
      closedBy: null,
      closeReason: null,
      closingAt: null,
      transcriptAt: null,
      logState: null,
      userToldAt: null,
      unreadableToldAt: null,
      closedAt: null,
      erasedAt: null,
    });
    expect(made).toMatchObject({ created: true, pending: [], bot: { userId: JONAS, messageContent: true } });
  });

  test("a user has one open thread with a server, however often and at once it is asked for", async () => {
    const store = await start();
    const made = await Promise.all(Array.from({ length: 5 }, () => store.createThread(newThread())));
    expect(made.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(made.map(({ thread }) => thread.id)).size).toBe(1);
    expect((await store.createThread(newThread())).created).toBe(false);
    expect((await store.countThreads(GUILD)).open).toBe(1);
  });

  test("a user may have a thread with each server, and each user one of their own", async () => {
    const store = await start();
    const wishes = [newThread(), newThread({ guildId: OTHER_GUILD }), newThread({ userId: IVO })];
    for (const wish of wishes) expect((await store.createThread(wish)).created).toBe(true);
  });

  test("a server's threads are numbered without gaps or repeats, also when made at once", async () => {
    const store = await start();
    const wishes = Array.from({ length: 6 }, (_, n) => newThread({ userId: `82000000000000010${n}` }));
    const made = await Promise.all(wishes.map((wish) => store.createThread(wish)));
    expect(made.map(({ thread }) => thread.number).sort()).toEqual([1, 2, 3, 4, 5, 6]);
    expect((await store.createThread(newThread({ guildId: OTHER_GUILD }))).thread.number).toBe(1);
    // Asking for a thread that is there takes no number.
    await store.createThread(newThread({ userId: "820000000000000100" }));
    expect((await store.createThread(newThread({ userId: "820000000000000107" }))).thread.number).toBe(7);
  });

  test("the next thread counts the earlier ones of this user with this server", async () => {
    const { store, id } = await withThread();
    await store.createThread(newThread({ userId: IVO }));
    await store.startClosing(id, JONAS, null, NOW, NOW);
    await store.closed(id, NOW);
    expect((await store.createThread(newThread())).thread).toMatchObject({ earlierThreads: 1, number: 3 });
  });

  test("a user's thread with a server is found until it is closed, with the settings and the DM channel", async () => {
    const { store, id } = await withThread();
    expect(await store.openThread(MARA, GUILD)).toMatchObject({
      thread: { id, state: "open" },
      settings: { guildName: "Northwind" },
      dmChannelId: dmOf(MARA),
    });
    await store.startClosing(id, null, null, NOW, NOW);
    expect((await store.openThread(MARA, GUILD)).thread?.state).toBe("closing");
    await store.closed(id, NOW);
    expect((await store.openThread(MARA, GUILD)).thread).toBeNull();
    expect(await store.openThread(IVO, "810000000000000009")).toEqual({
      thread: null,
      settings: null,
      dmChannelId: null,
      elsewhere: false,
    });
  });

  test("a channel leads to its thread until that is closed, with the message that is known already", async () => {
    const { store, id } = await withThread();
    const kept = staffMessage({ threadId: id, channelId: CHANNEL });
    await store.keepStaffMessage(kept, "pending");
    expect(await store.threadByChannel(CHANNEL, kept.id)).toMatchObject({
      thread: { id, channelId: CHANNEL },
      settings: { guildId: GUILD },
      message: { id: kept.id },
      messageContent: null,
      botUserId: null,
    });
    await store.saveBot({ userId: JONAS, messageContent: false }, NOW);
    expect(await store.threadByChannel(CHANNEL, "1")).toMatchObject({
      message: null,
      messageContent: false,
      botUserId: JONAS,
    });
    expect(await store.threadByChannel("860000000000000002", kept.id)).toBeNull();
    await store.startClosing(id, null, null, NOW, NOW);
    await store.closed(id, NOW);
    expect(await store.threadByChannel(CHANNEL, "")).toBeNull();
  });

  test("a channel belongs to one thread", async () => {
    const { store } = await withThread();
    const { thread } = await store.createThread(newThread({ userId: IVO }));
    await expect(store.setChannel(thread.id, CHANNEL)).rejects.toThrow();
  });

  test("one at a time may work on an unfinished thread, until the lease ends", async () => {
    const store = await start();
    const { thread } = await store.createThread(newThread({ leaseUntil: NOW + 60_000 }));
    expect(await store.lease(thread.id, NOW + 59_999, NOW + 120_000)).toBe(false);
    const tries = [1, 2, 3].map(() => store.lease(thread.id, NOW + 60_000, NOW + 120_000));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    await store.release(thread.id, null, NOW + 61_000);
    expect(await store.lease(thread.id, NOW + 60_999, NOW + 200_000)).toBe(false);
    expect(await store.lease(thread.id, NOW + 61_000, NOW + 200_000)).toBe(true);
  });

  test("a thread in trouble may be tried again before its waiting time ends, by one at a time", async () => {
    const store = await start();
    const { thread } = await store.createThread(newThread());
    await store.release(thread.id, "category-full", NOW + 300_000);
    expect((await store.openThread(MARA, GUILD)).thread?.trouble).toBe("category-full");
    const tries = [1, 2, 3].map(() => store.lease(thread.id, NOW, NOW + 60_000));
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await store.lease(thread.id, NOW + 60_000, NOW + 120_000)).toBe(true);
  });

  test("the header is noted together with the first copies", async () => {
    const store = await start();
    const message = userMessage();
    await store.takeUserMessage(message);
    const { thread } = await store.createThread(newThread());
    const header = { messageId: "880000000000000001" };
    await store.delivered(thread.id, [{ id: message.id, copyIds: ["880000000000000002"] }], NOW, header);
    expect((await store.openThread(MARA, GUILD)).thread).toMatchObject({ headerMessageId: header.messageId });
    expect(await store.messagesOf(thread.id)).toMatchObject([{ state: "delivered", copyIds: ["880000000000000002"] }]);
  });

  test("opening ends once: what is being closed stays so", async () => {
    const { store, id, now } = await withThread();
    expect(await now()).toMatchObject({ state: "open", leaseUntil: 0 });
    await store.startClosing(id, JONAS, null, NOW, NOW + 60_000);
    await store.opened(id);
    expect((await now()).state).toBe("closing");
  });

  test("of two who claim at once, one has the thread and the other is told who", async () => {
    const { store, id } = await withThread();
    const [jonas, aiko] = await Promise.all([store.claim(id, null, JONAS, NOW), store.claim(id, null, AIKO, NOW)]);
    expect([jonas.changed, aiko.changed].filter(Boolean)).toHaveLength(1);
    const winner = jonas.changed ? JONAS : AIKO;
    for (const { thread } of [jonas, aiko]) expect(thread).toMatchObject({ claimedBy: winner, claimedAt: NOW });
  });

  test("a claim changes hands only from whom the caller named", async () => {
    const { store, id } = await withThread();
    await store.claim(id, null, JONAS, NOW);
    expect(await store.claim(id, AIKO, AIKO, NOW + 1)).toMatchObject({ changed: false, thread: { claimedBy: JONAS } });
    expect(await store.claim(id, JONAS, AIKO, NOW + 2)).toMatchObject({
      changed: true,
      thread: { claimedBy: AIKO, claimedAt: NOW + 2 },
    });
    expect(await store.claim(id, JONAS, null, NOW + 3)).toMatchObject({ changed: false, thread: { claimedBy: AIKO } });
    expect(await store.claim(id, AIKO, null, NOW + 4)).toMatchObject({
      changed: true,
      thread: { claimedBy: null, claimedAt: null },
    });
  });

  test("a thread that is being closed, and one that never was, can't be claimed", async () => {
    const { store, id } = await withThread();
    await store.startClosing(id, JONAS, null, NOW, NOW);
    expect(await store.claim(id, null, AIKO, NOW)).toMatchObject({ changed: false, thread: { state: "closing" } });
    expect(await store.claim("nobody", null, AIKO, NOW)).toEqual({ changed: false, thread: null });
  });

  test("of two who close at once, the first stands with their reason", async () => {
    const { store, id } = await withThread();
    const message = staffMessage({ threadId: id, channelId: CHANNEL });
    await store.keepStaffMessage(message, "pending");
    await store.release(id, "missing-permission", NOW + 300_000);
    const first = await store.startClosing(id, JONAS, "Solved", NOW, NOW + 60_000);
    const second = await store.startClosing(id, AIKO, "Late", NOW + 1, NOW + 2);
    const thread = { closedBy: JONAS, closeReason: "Solved", closingAt: NOW, leaseUntil: NOW + 60_000, trouble: null };
    expect(first).toMatchObject({ started: true, thread: { ...thread, state: "closing" } });
    expect(first.messages.map(({ id }) => id)).toEqual([message.id]);
    expect(second).toMatchObject({ started: false, thread });
  });

  test("that staff know what can't be read is noted with the thread", async () => {
    const { store, id, now } = await withThread();
    await store.toldUnreadable(id, NOW + 1);
    expect(await now()).toMatchObject({ state: "open", unreadableToldAt: NOW + 1 });
  });

  test("trouble is as old as it first was, until it is over", async () => {
    const { store, id, now } = await withThread();
    await store.release(id, "missing-permission", NOW, NOW);
    expect(await now()).toMatchObject({ trouble: "missing-permission", troubleSince: NOW });
    await store.release(id, "category-full", NOW, NOW + 1);
    expect(await store.lease(id, NOW + 2, NOW + 3)).toBe(true);
    expect(await now()).toMatchObject({ trouble: null, troubleSince: NOW });
    await store.release(id, "category-full", NOW);
    expect(await now()).toMatchObject({ trouble: "category-full", troubleSince: NOW });
    await store.delivered(id, [], NOW, { messageId: null });
    expect(await now()).toMatchObject({ trouble: null, troubleSince: null });
    await store.release(id, "category-full", NOW, NOW + 9);
    await store.release(id, null, NOW);
    expect(await now()).toMatchObject({ trouble: null, troubleSince: NOW + 9 });
  });

  test("what waits when a thread is closed is released or refused; a thread that ends in trouble says since when", async () => {
    const { store, id } = await withThread();
    const message = userMessage();
    await store.takeUserMessage(message);
    await store.release(id, "missing-permission", NOW, NOW);
    const { thread, messages } = await store.startClosing(id, null, null, NOW, NOW, "unreached");
    expect(thread).toMatchObject({ trouble: null, troubleSince: NOW });
    expect(messages).toMatchObject([{ id: message.id, state: "refused", problem: "unreached" }]);

    const next = await openThreadIn(store, { userId: IVO, channelId: "860000000000000002" });
    await store.takeUserMessage(userMessage({ userId: IVO }));
    await store.release(next.id, "missing-permission", NOW, NOW);
    const closed = await store.startClosing(next.id, IVO, null, NOW, NOW, "closed-by-user");
    expect(closed.thread.troubleSince).toBeNull();
    expect(closed.messages).toMatchObject([{ state: "refused", problem: "closed-by-user" }]);
  });

  test("other roles in the settings let open threads' channels be shown anew, until that is done", async () => {
    const { store, id } = await withThread();
    await store.createThread(newThread({ userId: IVO }));
    await openThreadIn(store, { guildId: OTHER_GUILD, channelId: "860000000000000002" });
    const by = { id: JONAS, name: "Jonas", via: "command" } as const;
    const save = async (change: Parameters<typeof sampleSettings>[0], before = {}) =>
      store.saveSettings(sampleSettings(before), sampleSettings({ ...before, ...change }), by, NOW);
    const ids = async (now: number, guildId?: string) =>
      (await store.misshown(now, 10, guildId)).map(({ thread }) => thread.id);
    await save({ replyCommand: false });
    // Overtaken: nothing was saved.
    expect(await save({ staffRoleId: AIKO })).toBe(false);
    expect(await ids(NOW)).toEqual([]);
    await save({ staffRoleId: AIKO }, { replyCommand: false });
    expect(await ids(NOW)).toEqual([id]);
    expect(await ids(NOW - 1)).toEqual([]);
    await store.reshown(id, NOW + 60_000);
    expect(await ids(NOW)).toEqual([]);
    expect(await ids(0, GUILD)).toEqual([id]);
    expect(await ids(0, OTHER_GUILD)).toEqual([]);
    await store.reshown(id, null);
    expect(await ids(0, GUILD)).toEqual([]);

    await save({ adminRoleId: null }, { replyCommand: false, staffRoleId: AIKO });
    expect(await ids(NOW)).toEqual([id]);
    await store.startClosing(id, null, null, NOW, NOW);
    expect(await ids(NOW)).toEqual([]);
  });

  test("each step of closing is noted by itself, and the row outlives the thread", async () => {
    const { store, id, now } = await withThread();
    await store.startClosing(id, JONAS, null, NOW, NOW + 60_000);
    await store.loggedTranscript(id, "posted", NOW + 1);
    expect(await now()).toMatchObject({ transcriptAt: NOW + 1, logState: "posted", userToldAt: null });
    await store.userTold(id, NOW + 2);
    expect(await now()).toMatchObject({ state: "closing", userToldAt: NOW + 2, closedAt: null });
    await store.closed(id, NOW + 3);
    const again = await store.startClosing(id, AIKO, "again", NOW + 4, NOW + 5);
    expect(again).toMatchObject({
      started: false,
      thread: { state: "closed", closedAt: NOW + 3, closedBy: JONAS, leaseUntil: 0 },
    });
  });

  test("only a thread that is being closed becomes closed", async () => {
    const { store, id, now } = await withThread();
    await store.closed(id, NOW);
    expect((await now()).state).toBe("open");
  });

  test("unfinished are the threads half opened, half closed or owed a log, whose lease has ended; oldest lease first", async () => {
    const { store, id } = await withThread();
    const opening = (await store.createThread(newThread({ userId: IVO, leaseUntil: NOW + 3 }))).thread.id;
    const elsewhere = (await store.createThread(newThread({ guildId: OTHER_GUILD, leaseUntil: NOW + 1 }))).thread.id;
    const busy = (await store.createThread(newThread({ userId: JONAS, leaseUntil: NOW + 60_000 }))).thread.id;
    await store.startClosing(id, null, null, NOW, NOW + 2);
    const ids = async (now: number, limit = 10, guildId?: string) =>
      (await store.unfinished(now, limit, guildId)).map(({ thread }) => thread.id);

    expect(await ids(NOW + 10)).toEqual([elsewhere, id, opening]);
    expect(await ids(NOW + 10, 2)).toEqual([elsewhere, id]);
    expect(await ids(NOW + 10, 10, GUILD)).toEqual([id, opening]);
    expect(await ids(NOW + 60_000)).toContain(busy);
    const [first] = await store.unfinished(NOW + 10, 1);
    expect(first?.settings.guildName).toBe("Southwind");

    await store.loggedTranscript(id, "owed", NOW);
    await store.closed(id, NOW);
    await store.opened(opening);
    await store.opened(elsewhere);
    expect(await ids(NOW + 10)).toEqual([id]);
    await store.loggedTranscript(id, "posted", NOW);
    expect(await ids(NOW + 10)).toEqual([]);
  });
}
