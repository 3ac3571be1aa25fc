// What every Store must do with messages: taking, giving to threads, ticking off. Part of store-contract.ts.

import { expect, test } from "vitest";
import { snowflakeAt } from "../../worker/domain/message.ts";
import type { NewMessage, Store } from "../../worker/threads/ports.ts";
import {
  dmOf,
  GUILD,
  IVO,
  JONAS,
  MARA,
  NOW,
  newThread,
  OTHER_GUILD,
  sampleExtras,
  sampleFile,
  staffMessage,
  userMessage,
} from "../unit/ports/samples.ts";
import { type MakeStore, openThreadIn, storeWithServers } from "./store-contract.ts";

const CHANNEL = "860000000000000001";
const ids = (messages: readonly { id: string }[]) => messages.map(({ id }) => id);

export function messageContract(makeStore: MakeStore): void {
  answeringContract(makeStore);

  const start = () => storeWithServers(makeStore);
  const take = async (store: Store, count: number, change: Parameters<typeof userMessage>[0] = {}) => {
    const messages = Array.from({ length: count }, () => userMessage(change));
    for (const message of messages) await store.takeUserMessage(message);
    return messages;
  };

  test("a message is kept as it was sent, and without a thread it waits undecided", async () => {
    const store = await start();
    const message = userMessage({
      attachments: [sampleFile({ description: "my rank", spoiler: true }), sampleFile({ seconds: 3.2 })],
      extras: sampleExtras(),
    });
    const kept = {
      ...message,
      threadId: null,
      state: "pending",
      copyIds: [],
      problem: null,
      deliveredAt: null,
    };
    expect(await store.takeUserMessage(message)).toEqual({
      current: null,
      message: kept,
      pending: [kept],
      previous: null,
      turned: false,
    });
  });

  test("a reply takes the place of a note or a refused reply of its id, and of nothing else", async () => {
    const store = await start();
    const { id: threadId } = await openThreadIn(store, { channelId: CHANNEL });
    const typed = (change: Parameters<typeof staffMessage>[0] | object) =>
      staffMessage({ id: "900000000000000900", threadId, channelId: CHANNEL, ...change });
    const note = typed({ kind: "note", content: "Which rank?", attachments: [sampleFile()] });
    const by = { id: IVO, name: "Ivo", avatarUrl: null };
    const reply = typed({ author: by, anonymous: true, sentAt: NOW + 5_000 });
    await store.keepStaffMessage(note, "delivered");
    const kept = { ...reply, state: "pending", copyIds: [], problem: null, deliveredAt: null };
    expect((await store.keepStaffMessage(reply, "pending"))?.message).toEqual(kept);
    // Of two at once the first counts, and a note never takes a reply's place.
    expect((await store.keepStaffMessage(typed({ content: "second" }), "pending"))?.message).toEqual(kept);
    expect((await store.keepStaffMessage(note, "delivered"))?.message).toEqual(kept);
    await store.refuseMessages([reply.id], "dm-closed");
    expect((await store.keepStaffMessage({ ...reply, content: "again" }, "pending"))?.message).toEqual({
      ...kept,
      content: "again",
    });
    expect(await store.messagesOf(threadId)).toHaveLength(1);
  });

  test("whether a reply is anonymous is kept with it", async () => {
    const store = await start();
    const { id: threadId } = await openThreadIn(store, { channelId: CHANNEL });
    const anonymous = staffMessage({ threadId, channelId: CHANNEL, anonymous: true });
    const named = staffMessage({ threadId, channelId: CHANNEL });
    for (const message of [anonymous, named]) await store.keepStaffMessage(message, "pending");
    const messages = await store.messagesOf(threadId);
    expect(messages.map((message) => message.anonymous)).toEqual([true, undefined]);
  });

  test("a message that comes twice, or twice at once, is kept once and as it came first", async () => {
    const store = await start();
    const message = userMessage();
    await Promise.all([store.takeUserMessage(message), store.takeUserMessage(message)]);
    const again = await store.takeUserMessage({ ...message, content: "something else" });
    expect(again.pending).toHaveLength(1);
    expect(again.message.content).toBe(message.content);
  });

  test("what waits comes oldest first, whatever came in first, and only this user's", async () => {
    const store = await start();
    const [a, b, c] = [userMessage(), userMessage(), userMessage()];
    for (const message of [c, a, userMessage({ userId: IVO })]) await store.takeUserMessage(message);
    expect(ids((await store.takeUserMessage(b)).pending)).toEqual(ids([a, b, c]));
  });

  test("messages of the same millisecond are told apart by their ids", async () => {
    const store = await start();
    const [a, b] = [userMessage({ sentAt: NOW }), userMessage({ sentAt: NOW })];
    await store.takeUserMessage(b);
    expect(ids((await store.takeUserMessage(a)).pending)).toEqual(ids([a, b]));
  });

  test("a new thread is given what its user sent before, and nobody else's", async () => {
    const store = await start();
    const waiting = await take(store, 3);
    await take(store, 1, { userId: IVO });
    const made = await store.createThread(newThread());
    expect(ids(made.pending)).toEqual(ids(waiting));
    expect(made.pending.every(({ threadId }) => threadId === made.thread.id)).toBe(true);
    const [first] = waiting;
    if (!first) throw new Error("nothing was sent");
    const again = await store.takeUserMessage(first);
    expect(again.current?.thread.id).toBe(made.thread.id);
    // Who asks for the same thread a moment later is told of the same messages.
    expect(ids((await store.createThread(newThread())).pending)).toEqual(ids(waiting));
  });

  test("a message goes to the open thread that its user chose last", async () => {
    const store = await start();
    const north = await openThreadIn(store, { channelId: CHANNEL });
    const south = await openThreadIn(store, {
      guildId: OTHER_GUILD,
      openedAt: NOW + 1,
      channelId: "860000000000000002",
    });
    const current = async () => (await store.takeUserMessage(userMessage())).current;
    expect(await current()).toMatchObject({ thread: { id: south.id }, settings: { guildName: "Southwind" } });
    await store.chooseThread(north.id, NOW + 2);
    expect(await current()).toMatchObject({ thread: { id: north.id } });
    await store.startClosing(north.id, null, null, NOW, NOW);
    expect(await current()).toMatchObject({ thread: { id: south.id } });
  });

  test("what waits in one thread isn't what waits in another", async () => {
    const store = await start();
    const north = await openThreadIn(store, { channelId: CHANNEL });
    const [first] = await take(store, 1);
    await openThreadIn(store, { guildId: OTHER_GUILD, openedAt: NOW + 1, channelId: "860000000000000002" });
    const second = userMessage();
    expect(ids((await store.takeUserMessage(second)).pending)).toEqual([second.id]);
    if (!first) throw new Error("nothing was sent");
    expect(await store.takeUserMessage(first)).toMatchObject({ current: { thread: { id: north.id } } });
  });

  test("delivered messages are ticked off with their copies", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [a, b, c] = await take(store, 3);
    if (!a || !b || !c) throw new Error("nothing was sent");
    await store.delivered(
      thread.id,
      [
        { id: a.id, copyIds: ["880000000000000001"] },
        { id: b.id, copyIds: [] },
      ],
      NOW + 9,
    );
    expect(await store.messagesOf(thread.id)).toMatchObject([
      { id: a.id, state: "delivered", copyIds: ["880000000000000001"], deliveredAt: NOW + 9 },
      { id: b.id, state: "delivered", copyIds: [], deliveredAt: NOW + 9 },
      { id: c.id, state: "pending", deliveredAt: null },
    ]);
    expect(ids((await store.takeUserMessage(c)).pending)).toEqual([c.id]);
  });

  test("a message's copies are noted one after another, in order, and all of them in the end", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [a] = await take(store, 1);
    if (!a) throw new Error("nothing was sent");
    const first = "880000000000000001";
    await store.copied({ id: a.id, copyIds: [first] });
    expect(await store.takeUserMessage(a)).toMatchObject({ message: { state: "pending", copyIds: [first] } });
    await store.copied({ id: a.id, copyIds: [first, null] });
    expect((await store.messagesOf(thread.id))[0]?.copyIds).toEqual([first, null]);
    await store.delivered(thread.id, [{ id: a.id, copyIds: [first, null, "880000000000000003"] }], NOW);
    expect(await store.messagesOf(thread.id)).toMatchObject([
      { state: "delivered", copyIds: [first, null, "880000000000000003"] },
    ]);
  });

  test("a user's message comes with what was said before it in its thread, notes included", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [first, second] = [userMessage(), userMessage()];
    const note = staffMessage({ threadId: thread.id, channelId: CHANNEL, kind: "note" });
    const third = userMessage();
    expect((await store.takeUserMessage(first)).previous).toBeNull();
    expect((await store.takeUserMessage(second)).previous?.id).toBe(first.id);
    await store.keepStaffMessage(note, "delivered");
    expect((await store.takeUserMessage(third)).previous?.id).toBe(note.id);
    // Also when it comes again and others came after it.
    expect((await store.takeUserMessage(second)).previous?.id).toBe(first.id);
  });

  test("a reply comes with what the user and staff said last, without notes", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const say = (change: Partial<Parameters<typeof staffMessage>[0]> = {}) =>
      staffMessage({ threadId: thread.id, channelId: CHANNEL, ...change });
    const before = async (reply: ReturnType<typeof say>) =>
      (await store.keepStaffMessage(reply, "pending"))?.previous?.id ?? null;
    const first = say();
    expect(await before(first)).toBeNull();
    await store.keepStaffMessage(say({ kind: "note" }), "delivered");
    const second = say();
    expect(await before(second)).toBe(first.id);
    const [fromUser] = await take(store, 1);
    expect(await before(say())).toBe(fromUser?.id);
    expect(await before(second)).toBe(first.id);

    // While the user talks to another server as well, each reply says whose it is.
    const other = await openThreadIn(store, { guildId: OTHER_GUILD, channelId: "860000000000000002" });
    expect(await before(say())).toBeNull();
    await store.startClosing(other.id, JONAS, null, NOW, NOW);
    await store.closed(other.id, NOW);
    expect(await before(say())).not.toBeNull();
  });

  test("one message is found in its own thread only", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const other = await openThreadIn(store, { userId: IVO, channelId: "860000000000000002" });
    const [a] = await take(store, 1);
    expect(await store.message(thread.id, a?.id ?? "")).toMatchObject({ id: a?.id, threadId: thread.id });
    expect(await store.message(other.id, a?.id ?? "")).toBeNull();
    expect(await store.message(thread.id, "900000000000000000")).toBeNull();
  });

  test("refused messages keep the reason and wait no more", async () => {
    const store = await start();
    const [a, b] = await take(store, 2);
    if (!a || !b) throw new Error("nothing was sent");
    await store.refuseMessages([a.id, b.id], "no-server");
    const taken = await store.takeUserMessage(a);
    expect(taken).toMatchObject({ message: { state: "refused", problem: "no-server" }, pending: [] });
    expect((await store.createThread(newThread())).pending).toEqual([]);
  });

  test("closing lets the next thread have what nobody has seen yet; what was seen stays", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [seen, unseen] = await take(store, 2);
    if (!seen || !unseen) throw new Error("nothing was sent");
    await store.delivered(thread.id, [{ id: seen.id, copyIds: ["880000000000000001"] }], NOW);
    const reply = staffMessage({ threadId: thread.id, channelId: CHANNEL });
    await store.keepStaffMessage(reply, "pending");
    const closing = await store.startClosing(thread.id, JONAS, null, NOW, NOW + 60_000);
    expect(ids(closing.messages)).toEqual([seen.id, reply.id]);

    // While it is being closed, nothing new gets in and nothing new is made.
    const late = await store.takeUserMessage(userMessage());
    expect(late).toMatchObject({ current: null, message: { threadId: null } });
    expect(ids(late.pending)).toEqual([unseen.id, late.message.id]);
    const asked = await store.createThread(newThread());
    expect(asked).toMatchObject({ created: false, pending: [], thread: { id: thread.id, state: "closing" } });

    await store.closed(thread.id, NOW);
    const next = await store.createThread(newThread());
    expect(next.created).toBe(true);
    expect(ids(next.pending)).toEqual([unseen.id, late.message.id]);
    expect(ids(await store.messagesOf(thread.id))).toEqual([seen.id, reply.id]);
  });

  test("what a closing thread gave back goes to the user's other open thread, before what is new", async () => {
    const store = await start();
    const closing = await openThreadIn(store, { channelId: CHANNEL });
    const [unseen] = await take(store, 1);
    const other = await openThreadIn(store, { guildId: OTHER_GUILD, channelId: "860000000000000002" });
    await store.startClosing(closing.id, JONAS, null, NOW, NOW);
    const taken = await store.takeUserMessage(userMessage());
    expect(taken).toMatchObject({ current: { thread: { id: other.id } }, message: { threadId: other.id } });
    expect(ids(taken.pending)).toEqual([unseen?.id, taken.message.id]);
    // Its own event, when that comes again, finds it there as well.
    const again = await store.takeUserMessage(userMessage({ id: unseen?.id ?? "" }));
    expect(again).toMatchObject({ current: { thread: { id: other.id } }, message: { threadId: other.id } });
  });

  test("what was being delivered while the thread was closed stays with it", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [message] = await take(store, 1);
    await store.startClosing(thread.id, JONAS, null, NOW, NOW);
    expect(ids(await store.messagesOf(thread.id))).toEqual([]);
    await store.delivered(thread.id, [{ id: message?.id ?? "", copyIds: ["880000000000000001"] }], NOW);
    expect(ids(await store.messagesOf(thread.id))).toEqual([message?.id]);
    // Not when the next thread has it.
    const other = await openThreadIn(store, { guildId: OTHER_GUILD, channelId: "860000000000000002" });
    await store.delivered(other.id, [{ id: message?.id ?? "", copyIds: ["880000000000000001"] }], NOW);
    expect(ids(await store.messagesOf(thread.id))).toEqual([message?.id]);
  });

  test("what staff say is kept once, pending or at once delivered", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const reply = staffMessage({ threadId: thread.id, channelId: CHANNEL });
    const note = staffMessage({ threadId: thread.id, channelId: CHANNEL, kind: "note", content: "Looks honest." });
    expect(await store.keepStaffMessage(reply, "pending")).toMatchObject({
      message: { state: "pending", deliveredAt: null },
    });
    expect(await store.keepStaffMessage(note, "delivered")).toMatchObject({
      message: { state: "delivered", deliveredAt: note.sentAt },
    });
    await store.delivered(thread.id, [{ id: reply.id, copyIds: ["880000000000000001"] }], NOW);
    expect(await store.keepStaffMessage(reply, "pending")).toMatchObject({ message: { state: "delivered" } });
    expect(await store.messagesOf(thread.id)).toMatchObject([
      { ...reply, threadId: thread.id },
      { ...note, threadId: thread.id },
    ]);
  });

  test("a thread that is being closed, or was, keeps no more of what staff say", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const say = () => staffMessage({ threadId: thread.id, channelId: CHANNEL });
    const before = say();
    await store.keepStaffMessage(before, "pending");
    await store.startClosing(thread.id, JONAS, null, NOW, NOW);
    expect(await store.keepStaffMessage(say(), "pending")).toBeNull();
    expect(await store.keepStaffMessage(before, "pending")).toMatchObject({ message: { id: before.id } });
    await store.closed(thread.id, NOW);
    expect(await store.keepStaffMessage(say(), "delivered")).toBeNull();
    expect(ids(await store.messagesOf(thread.id))).toEqual([before.id]);
  });

  test("undelivered are the waiting messages of open threads, oldest first, once they are old enough", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [a, b] = await take(store, 2);
    const reply = staffMessage({ threadId: thread.id, channelId: CHANNEL });
    await store.keepStaffMessage(reply, "pending");
    const [young] = await take(store, 1);
    if (!a || !b || !young) throw new Error("nothing was sent");
    const waiting = await store.undelivered(young.sentAt, NOW, 10);
    expect(waiting.map(({ message }) => message.id)).toEqual([a.id, b.id, reply.id]);
    expect(waiting[0]).toMatchObject({ thread: { id: thread.id }, settings: { guildId: GUILD } });
    expect(await store.undelivered(young.sentAt, NOW, 2)).toHaveLength(2);
    await store.delivered(thread.id, [{ id: a.id, copyIds: [] }], NOW);
    await store.refuseMessages([reply.id], "dm-closed");
    expect((await store.undelivered(young.sentAt, NOW, 10)).map(({ message }) => message.id)).toEqual([b.id]);
  });

  test("messages that wait for a thread to open or for a choice don't crowd out what can be delivered", async () => {
    const store = await start();
    await store.createThread(newThread({ userId: IVO }));
    await take(store, 4, { userId: IVO });
    await take(store, 4, { userId: JONAS, channelId: dmOf(JONAS) });
    await openThreadIn(store, { channelId: CHANNEL });
    const [message] = await take(store, 1);
    const waiting = await store.undelivered(NOW + 1_000_000, NOW, 2);
    expect(waiting.map((found) => found.message.id)).toEqual([message?.id]);
    expect(waiting[0]?.thread.userId).toBe(MARA);
  });

  test("messages of a thread in trouble are left alone until it is tried again", async () => {
    const store = await start();
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [message] = await take(store, 1);
    await store.release(thread.id, "missing-permission", NOW + 300_000);
    const waiting = async (due: number) =>
      (await store.undelivered(NOW + 1_000_000, due, 10)).map((found) => found.message.id);
    expect(await waiting(NOW + 299_999)).toEqual([]);
    expect(await waiting(NOW + 300_000)).toEqual([message?.id]);
  });

  test("unshown is what staff wrote by a command or on the dashboard, is with whom it is for, and isn't shown in an open thread", async () => {
    const store = await start();
    const { id: threadId } = await openThreadIn(store, { channelId: CHANNEL });
    const say = async (
      sentAt: number,
      change: Partial<NewMessage> = {},
      state: "pending" | "delivered" = "delivered",
    ) => {
      const message = staffMessage({ threadId, channelId: CHANNEL, source: "dashboard", sentAt, ...change });
      await store.keepStaffMessage(message, state);
      return message.id;
    };
    const unshown = async (sent = { from: NOW, before: NOW + 10 }, due = NOW, limit = 10) =>
      ids((await store.unshown(sent, due, limit)).map(({ message }) => message));
    const later = await say(NOW + 2);
    const first = await say(NOW + 1, { kind: "note", source: "interaction" });
    await say(NOW, { source: "message" });
    await say(NOW, {}, "pending");
    await store.answerShown(await say(NOW), "880000000000000009");
    await store.deleteMessage({ id: await say(NOW), at: NOW, by: JONAS }, { now: NOW, until: NOW });
    expect(await unshown()).toEqual([first, later]);
    expect(await unshown({ from: NOW, before: NOW + 2 })).toEqual([first]);
    expect(await unshown({ from: NOW + 2, before: NOW + 10 })).toEqual([later]);
    const [one, ...none] = await store.unshown({ from: NOW, before: NOW + 10 }, NOW, 1);
    expect([one?.message.id, one?.thread.id, one?.settings.guildId, none]).toEqual([first, threadId, GUILD, []]);
    await store.release(threadId, null, NOW + 5);
    expect(await unshown()).toEqual([]);
    expect(await unshown(undefined, NOW + 5)).toEqual([first, later]);
    await store.startClosing(threadId, JONAS, null, NOW, NOW);
    expect(await unshown()).toEqual([]);
  });

  test("undecided is each user's oldest message without a thread, unless the user is asked for a server", async () => {
    const store = await start();
    const undecided = async (limit = 10) => ids(await store.undecided(NOW + 1_000_000, limit));
    // Mara's thread is closed before staff see her messages; Ivo's first message is still in the relay's hands.
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const [first, second] = await take(store, 2);
    await take(store, 1, { userId: IVO });
    if (!first || !second) throw new Error("nothing was sent");
    expect(await undecided()).toEqual([]);
    await store.startClosing(thread.id, JONAS, null, NOW, NOW);
    expect(await undecided()).toEqual([first.id]);
    expect(ids(await store.undecided(first.sentAt, 10))).toEqual([]);

    await store.rememberUser(IVO, dmOf(IVO), null);
    expect(await undecided()).toHaveLength(2);
    expect(await undecided(1)).toEqual([first.id]);
    await store.rememberUser(MARA, dmOf(MARA), NOW);
    expect(await undecided()).not.toContain(first.id);
    await store.refuseMessages([first.id, second.id], "no-server");
    await store.rememberUser(MARA, dmOf(MARA), null);
    expect(await undecided()).toHaveLength(1);
  });
}

/** Discord makes a copy a moment after its source. */
const COPY = snowflakeAt(NOW + 1000);

/** Answers that turn to another thread. */
function answeringContract(makeStore: MakeStore): void {
  const twoThreads = async () => {
    const store = await storeWithServers(makeStore);
    const north = await openThreadIn(store, { channelId: "860000000000000001", openedAt: NOW });
    const south = await openThreadIn(store, {
      channelId: "860000000000000002",
      guildId: OTHER_GUILD,
      openedAt: NOW + 1,
    });
    const reply = staffMessage({ threadId: north.id, channelId: north.channelId });
    await store.keepStaffMessage(reply, "pending");
    await store.delivered(north.id, [{ id: reply.id, copyIds: [COPY] }], NOW);
    return { store, north, south };
  };
  const answer = { answersId: COPY };

  test("an answer to something from another open thread goes there, and what is written next, too", async () => {
    const { store, north, south } = await twoThreads();
    expect(await store.takeUserMessage(userMessage())).toMatchObject({
      current: { thread: { id: south.id } },
      turned: false,
    });
    const message = userMessage(answer);
    for (const _ of [1, 2]) {
      expect(await store.takeUserMessage(message)).toMatchObject({
        current: { thread: { id: north.id } },
        turned: true,
      });
    }
    expect(await store.takeUserMessage(userMessage(answer))).toMatchObject({ turned: false });
    expect((await store.takeUserMessage(userMessage())).current?.thread.id).toBe(north.id);
  });

  test("an answer to something from a closed thread, or to nothing that is known, goes where the user is talking", async () => {
    const { store, north, south } = await twoThreads();
    const unknown = await store.takeUserMessage(userMessage({ answersId: "880000000000000009" }));
    expect(unknown).toMatchObject({ current: { thread: { id: south.id } }, turned: false });
    await store.startClosing(north.id, null, null, NOW, NOW);
    const late = await store.takeUserMessage(userMessage(answer));
    expect(late).toMatchObject({ current: { thread: { id: south.id } }, turned: false });
  });

  test("nobody is turned by an answer to what is another's", async () => {
    const { store, south } = await twoThreads();
    await openThreadIn(store, { userId: IVO, channelId: "860000000000000003" });
    const his = await store.takeUserMessage(userMessage({ ...answer, userId: IVO }));
    expect(his).toMatchObject({ current: { thread: { userId: IVO } }, turned: false });
    expect((await store.takeUserMessage(userMessage())).current?.thread.id).toBe(south.id);
  });
}
