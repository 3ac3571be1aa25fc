// What every Store must do with edits, deletions and answers, and with what the other side hasn't been shown yet. Part of
// store-contract.ts.

import { expect, test } from "vitest";
import { type Message, snowflakeAt } from "../../worker/domain/message.ts";
import type { NewMessage, Store } from "../../worker/threads/ports.ts";
import { AIKO, IVO, JONAS, MARA, NOW, OTHER_GUILD, staffMessage, userMessage } from "../unit/ports/samples.ts";
import { type MakeStore, openThreadIn, storeWithServers } from "./store-contract.ts";

const CHANNEL = "860000000000000001";
const MINUTE = 60_000;
const LEASE = { now: NOW, until: NOW + MINUTE };
const FREE = { now: NOW + 2 * MINUTE, until: NOW + 3 * MINUTE };

/** What Discord makes or dates at this time. */
const at = (ms: number) => ({ id: snowflakeAt(NOW + ms), sentAt: NOW + ms });
const idAt = (ms: number) => at(ms).id;

export function changeContract(makeStore: MakeStore): void {
  /** An open thread of Mara's. */
  const start = async () => {
    const store = await storeWithServers(makeStore);
    const thread = await openThreadIn(store, { channelId: CHANNEL });
    const arrived = async (id: string, ...copyIds: string[]) =>
      store.delivered(thread.id, [{ id, copyIds }], NOW + MINUTE);
    const written = async (ms: number, change: Partial<NewMessage> = {}) => {
      const message = userMessage({ ...at(ms), ...change });
      await store.takeUserMessage(message);
      return message.id;
    };
    const said = async (ms: number, change: Partial<NewMessage> = {}) => {
      const message = staffMessage({ threadId: thread.id, channelId: CHANNEL, ...at(ms), ...change });
      await store.keepStaffMessage(message, message.kind === "note" ? "delivered" : "pending");
      return message.id;
    };
    /** As it stands: an edit from before its time changes nothing. */
    const kept = async (id: string): Promise<Message | undefined> =>
      (await store.editMessage({ id, content: "", at: 0, by: MARA }, { now: 0, until: 0 })).kept?.message;
    return { store, thread, arrived, written, said, kept };
  };
  const edit = (store: Store, id: string, content: string, ms: number, by = MARA, lease = LEASE) =>
    store.editMessage({ id, content, at: NOW + ms, by }, lease);
  const remove = (store: Store, id: string, by: string | null = null, lease = LEASE) =>
    store.deleteMessage({ id, at: NOW + 500, by }, lease);

  test("an edit replaces the text and keeps the old one, for whoever shows it and with the whole thread", async () => {
    const { store, thread, arrived, written } = await start();
    const id = await written(1, { content: "one" });
    await arrived(id, idAt(2));
    expect(await edit(store, id, "two", 100)).toMatchObject({
      kept: { message: { content: "two", editedAt: NOW + 100 }, inGuild: { thread: { id: thread.id } }, before: "one" },
      changed: true,
      leased: true,
    });
    expect(await edit(store, id, "three", 200)).toMatchObject({ kept: { before: "two" }, changed: true });
    const earlier = [
      { content: "one", replacedAt: NOW + 100, replacedBy: MARA },
      { content: "two", replacedAt: NOW + 200, replacedBy: MARA },
    ];
    expect(await store.messagesOf(thread.id)).toMatchObject([{ content: "three", earlier }]);
    const { messages } = await store.startClosing(thread.id, JONAS, null, NOW, NOW);
    expect(messages).toMatchObject([{ content: "three", earlier }]);
  });

  test("an edit that comes again or late, or leaves the text as it is, changes nothing that is seen", async () => {
    const { store, thread, arrived, written } = await start();
    const id = await written(1, { content: "one" });
    await arrived(id, idAt(2));
    await edit(store, id, "three", 200);
    expect(await edit(store, id, "three", 200)).toMatchObject({ changed: false });
    expect(await edit(store, id, "two", 100)).toMatchObject({
      changed: false,
      kept: { message: { content: "three" } },
    });
    await store.mirrored({ id, copyIds: [idAt(2)], editedAt: NOW + 200 }, null);
    expect(await edit(store, id, "three", 300)).toMatchObject({ changed: true, leased: false });
    const [message] = await store.messagesOf(thread.id);
    expect(message).toMatchObject({ editedAt: NOW + 300, earlier: [{ content: "one" }] });
  });

  test("of an unknown message nothing is kept", async () => {
    const { store } = await start();
    expect(await edit(store, idAt(9), "x", 10)).toEqual({ kept: null, changed: false, leased: false });
    expect(await remove(store, idAt(9))).toEqual({ kept: null, changed: false, leased: false });
  });

  test("a deletion keeps what was said, and nothing can be edited or deleted after it", async () => {
    const { store, arrived, said, kept } = await start();
    const id = await said(1, { content: "one" });
    await arrived(id, idAt(2));
    expect(await remove(store, id, AIKO)).toMatchObject({ changed: true, leased: true });
    expect(await kept(id)).toMatchObject({ content: "one", deletedAt: NOW + 500, deletedBy: AIKO, state: "delivered" });
    expect(await edit(store, id, "two", 900)).toMatchObject({ changed: false });
    expect(await remove(store, id)).toMatchObject({ changed: false, kept: { message: { deletedBy: AIKO } } });
  });

  test("what is deleted before anybody saw it is never delivered", async () => {
    const { store, written, said, kept } = await start();
    const [own, reply] = [await written(1), await said(2)];
    for (const id of [own, reply]) {
      expect(await remove(store, id)).toMatchObject({ changed: true, leased: false });
      expect(await kept(id)).toMatchObject({ state: "refused", problem: "deleted", deletedAt: NOW + 500 });
    }
    expect(await store.undelivered(NOW + MINUTE, NOW, 10)).toEqual([]);
  });

  test("what is edited before anybody saw it owes nothing until it has arrived", async () => {
    const { store, arrived, written } = await start();
    const id = await written(1, { content: "one" });
    expect(await edit(store, id, "two", 100)).toMatchObject({ changed: true, leased: false, kept: { before: "one" } });
    expect(await store.unmirrored(NOW, 10)).toEqual([]);
    await arrived(id, idAt(2));
    expect(await store.unmirrored(NOW, 10)).toMatchObject([{ message: { id, content: "two" }, before: "one" }]);
  });

  test("what is deleted while it is on its way is owed when it has arrived all the same", async () => {
    const { store, arrived, said, kept } = await start();
    const id = await said(1);
    await remove(store, id);
    await arrived(id, idAt(2));
    expect(await kept(id)).toMatchObject({ state: "delivered", copyIds: [idAt(2)] });
    expect(await store.unmirrored(NOW, 10)).toMatchObject([{ message: { id, deletedAt: NOW + 500 } }]);
  });

  test("a message that never reached the other side isn't edited, and its deletion owes nothing", async () => {
    const { store, said, kept } = await start();
    const id = await said(1, { content: "one" });
    await store.refuseMessages([id], "dm-closed");
    expect(await edit(store, id, "two", 100)).toMatchObject({ changed: false });
    expect(await remove(store, id)).toMatchObject({ changed: true, leased: false });
    expect(await kept(id)).toMatchObject({ content: "one", problem: "dm-closed", deletedAt: NOW + 500 });
  });

  test("a note is edited and deleted for the transcript only", async () => {
    const { store, said } = await start();
    const id = await said(1, { kind: "note", content: "one" });
    expect(await edit(store, id, "two", 100, JONAS)).toMatchObject({
      changed: true,
      leased: false,
      kept: { before: "one" },
    });
    expect(await remove(store, id)).toMatchObject({ changed: true, leased: false });
    expect(await store.unmirrored(NOW, 10)).toEqual([]);
  });

  test.each(["closing", "closed"] as const)(
    "messages of a thread that is %s stay as its transcript has them",
    async (state) => {
      const { store, thread, arrived, written, kept } = await start();
      const id = await written(1, { content: "one" });
      await arrived(id, idAt(2));
      await store.startClosing(thread.id, null, null, NOW, NOW);
      if (state === "closed") await store.closed(thread.id, NOW);
      expect(await edit(store, id, "two", 100)).toMatchObject({ changed: false, leased: false });
      expect(await remove(store, id)).toMatchObject({ changed: false, leased: false });
      expect(await kept(id)).toMatchObject({ content: "one" });
    },
  );

  test("a message that waits for the choice of a server can be edited and deleted", async () => {
    const { store, kept } = await start();
    for (const ms of [1, 2]) await store.takeUserMessage(userMessage({ userId: IVO, ...at(ms) }));
    expect(await edit(store, idAt(1), "two", 100, IVO)).toMatchObject({ changed: true, kept: { inGuild: null } });
    expect(await remove(store, idAt(2))).toMatchObject({ changed: true });
    expect(await kept(idAt(1))).toMatchObject({ content: "two", state: "pending" });
  });

  test("one at a time shows the other side how a message stands, and goes on when it changed meanwhile", async () => {
    const { store, arrived, written, kept } = await start();
    const id = await written(1, { content: "one" });
    await arrived(id, idAt(2));
    expect(await edit(store, id, "two", 100)).toMatchObject({ leased: true });
    expect(await edit(store, id, "three", 200)).toMatchObject({ changed: true, leased: false });
    expect(await store.leaseMirror(id, LEASE)).toBe(false);
    const newer = await store.mirrored({ id, copyIds: [idAt(2), idAt(9)], editedAt: NOW + 100 }, null);
    expect(newer).toMatchObject({ message: { content: "three", copyIds: [idAt(2), idAt(9)] }, before: "two" });
    expect(await store.mirrored({ id, copyIds: [idAt(2)], editedAt: NOW + 200 }, "dm-closed")).toBeNull();
    expect(await kept(id)).toMatchObject({ copyIds: [idAt(2)], problem: "dm-closed" });
    expect(await store.unmirrored(NOW + 9 * MINUTE, 10)).toEqual([]);
    expect(await store.leaseMirror(id, FREE)).toBe(false);
  });

  test("who was cut off while showing it is followed by the schedule, the longest owed first", async () => {
    const { store, arrived, written } = await start();
    const [first, second] = [await written(1), await written(2)];
    for (const id of [first, second]) await arrived(id, idAt(5));
    await edit(store, second, "x", 100);
    await edit(store, first, "x", 100, MARA, { now: NOW, until: NOW + 2 * MINUTE });
    expect(await store.unmirrored(NOW + 1, 10)).toEqual([]);
    const due = await store.unmirrored(FREE.now, 10);
    expect(due.map(({ message, inGuild }) => [message.id, inGuild?.settings.guildName])).toEqual([
      [second, "Northwind"],
      [first, "Northwind"],
    ]);
    expect(await store.unmirrored(FREE.now, 1)).toHaveLength(1);
    expect(await store.leaseMirror(first, FREE)).toBe(true);
    expect(await store.leaseMirror(first, FREE)).toBe(false);
    await store.mirrorLater(first, FREE.now);
    expect(await store.leaseMirror(first, FREE)).toBe(true);
  });

  test("a message is found by whatever somebody sees of it, in the threads of that place only", async () => {
    const { store, arrived, written, said, kept } = await start();
    await openThreadIn(store, { userId: IVO, channelId: "860000000000000002" });
    const [own, reply] = [await written(1), await said(2, { source: "interaction" })];
    await arrived(own, idAt(10), idAt(11));
    await arrived(reply, idAt(12));
    await store.answerShown(reply, idAt(13));
    const source = async (where: Parameters<Store["messageSeen"]>[0], seen: string) =>
      (await store.messageSeen(where, seen))?.message.id;
    for (const [seen, found] of [
      [own, own],
      [idAt(10), own],
      [idAt(11), own],
      [idAt(12), reply],
      [idAt(13), reply],
      [idAt(14), undefined],
    ] as const) {
      expect(await source({ channelId: CHANNEL }, seen)).toBe(found);
      expect(await source({ userId: MARA }, seen)).toBe(found);
      expect(await source({ userId: IVO }, seen)).toBeUndefined();
      expect(await source({ channelId: "860000000000000002" }, seen)).toBeUndefined();
    }
    expect(await kept(reply)).toMatchObject({ shownId: idAt(13), source: "interaction" });
  });

  test("what was changed before staff were shown it is owed to them once they are", async () => {
    const { store, arrived, said } = await start();
    const [edited, same, note] = await Promise.all([said(1), said(2), said(3, { kind: "note" })]);
    for (const id of [edited, same]) await arrived(id, idAt(10));
    for (const id of [edited, note]) await edit(store, id, "two", 100);
    await store.mirrored({ id: edited, copyIds: [idAt(10)], editedAt: NOW + 100 }, null);
    for (const id of [edited, same, note]) await store.answerShown(id, idAt(11));
    expect((await store.unmirrored(FREE.now, 10)).map(({ message }) => message.id)).toEqual([edited]);
  });

  test("what was typed as a note and sent as a reply much later is found by what was typed", async () => {
    const { store, said } = await start();
    const id = await said(1, { kind: "note" });
    await said(1, { id, sentAt: NOW + 60 * MINUTE });
    expect((await store.messageSeen({ channelId: CHANNEL }, id))?.message).toMatchObject({ id, kind: "reply" });
  });

  test("in closed threads nothing is seen any more", async () => {
    const { store, thread, arrived, written } = await start();
    const id = await written(1);
    await arrived(id, idAt(2));
    await store.startClosing(thread.id, null, null, NOW, NOW);
    expect(await store.messageSeen({ userId: MARA }, id)).toBeNull();
    expect(await store.messageSeen({ channelId: CHANNEL }, idAt(2))).toBeNull();
  });

  test("an answer names the source of what it answers, whichever copy its writer saw", async () => {
    const { store, arrived, written, said, kept } = await start();
    const [own, reply] = [await written(1), await said(2, { source: "interaction" })];
    await arrived(own, idAt(10), idAt(11));
    await arrived(reply, idAt(12));
    await store.answerShown(reply, idAt(13));
    const answer = async (answersId: string, ms: number) => (await kept(await written(ms, { answersId })))?.answersId;
    expect(await answer(idAt(12), 20)).toBe(reply);
    expect(await answer(own, 21)).toBe(own);
    expect(await answer(idAt(99), 22)).toBeUndefined();
    expect((await kept(await said(23, { answersId: idAt(11) })))?.answersId).toBe(own);
    expect((await kept(await said(24, { answersId: idAt(13) })))?.answersId).toBe(reply);
  });

  test("an answer to what was said in another of the user's threads names it, one to another user's doesn't", async () => {
    const { store, thread, arrived, written, kept } = await start();
    const old = await written(1);
    await arrived(old, idAt(2));
    await store.startClosing(thread.id, null, null, NOW, NOW);
    await store.closed(thread.id, NOW);
    await openThreadIn(store, { guildId: OTHER_GUILD, channelId: "860000000000000002" });
    expect((await kept(await written(20, { answersId: old })))?.answersId).toBe(old);
    // With another server: those staff aren't told what it was.
    const [other] = (await store.saveBot({ userId: JONAS, messageContent: true }, NOW)).threadChannels;
    const elsewhere = await store.threadByChannel(other ?? "", "");
    expect(await store.answered(old, elsewhere?.thread.id ?? "")).toBeNull();
    const again = await openThreadIn(store, { channelId: "860000000000000003" });
    expect(await store.answered(old, again.id)).toMatchObject({ id: old });
    expect((await kept(await written(21, { answersId: old, userId: IVO })))?.answersId).toBeUndefined();
  });

  test("what was typed in a place and should still stand there is told apart from what was never there", async () => {
    const { store, arrived, written, said } = await start();
    const [one, two, deleted, late] = [await written(1), await written(2), await written(3), await written(9)];
    await arrived(two, idAt(20));
    await remove(store, deleted);
    const [reply, , note] = [await said(4), await said(5, { source: "interaction" }), await said(6, { kind: "note" })];
    const upTo = idAt(8);
    const typedIn = async (where: Parameters<Store["typedIn"]>[0], after = "0") =>
      (await store.typedIn(where, after, upTo)).toSorted();
    expect(await typedIn({ userId: MARA })).toEqual([one, two].toSorted());
    expect(await typedIn({ userId: MARA }, one)).toEqual([two]);
    expect(await typedIn({ channelId: CHANNEL })).toEqual([reply, note].toSorted());
    expect(late).toBe(idAt(9));
    await store.takeUserMessage(userMessage({ userId: IVO, ...at(7) }));
    expect(await typedIn({ userId: IVO })).toEqual([idAt(7)]);
  });

  test("replies are listed newest first as they stood at a moment, without what never arrived", async () => {
    const { store, said } = await start();
    const [first, second] = [await said(1), await said(2)];
    const [refused, deleted] = [await said(3), await said(4)];
    await store.refuseMessages([refused], "dm-closed");
    await remove(store, deleted);
    await said(5, { kind: "note" });
    const other = await said(6, { author: { id: AIKO, name: "Aiko", avatarUrl: null } });
    const list = async (authorId: string | null, ms = MINUTE, limit = 10) =>
      (await store.repliesOf(CHANNEL, { authorId, asOf: NOW + ms }, limit)).map(({ id }) => id);
    expect(await list(JONAS)).toEqual([second, first]);
    expect(await list(null)).toEqual([other, second, first]);
    expect(await list(null, MINUTE, 1)).toEqual([other]);
    expect(await list(null, 1)).toEqual([first]);
    // At the moment of its deletion it was still there: asked again, the same one is meant.
    expect(await list(JONAS, 500)).toEqual([deleted, second, first]);
    expect(await list(JONAS, 501)).toEqual([second, first]);
  });
}
