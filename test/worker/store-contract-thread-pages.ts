// What every Store must do for the dashboard's page of one thread: part of store-contract.ts.

import { expect, test } from "vitest";
import { readTerms } from "../../worker/domain/search.ts";
import type { MessagePlace, Store } from "../../worker/threads/ports.ts";
import {
  AIKO,
  GUILD,
  JONAS,
  MARA,
  NOW,
  newThread,
  OTHER_GUILD,
  sampleExtras,
  sampleFile,
  staffMessage,
} from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const CHANNEL = "860000000000000001";

/** A thread in which messages 0 to 6 were said, two in the same millisecond, a second between the pairs. */
async function withMessages(makeStore: MakeStore) {
  const store = await storeWithServers(makeStore);
  const { thread } = await store.createThread(newThread());
  const ids = Array.from({ length: 7 }, (_, number) => `90000000000000100${number}`);
  for (const [number, id] of ids.entries()) {
    const sentAt = NOW + (number >> 1) * 1000;
    await store.keepStaffMessage(staffMessage({ threadId: thread.id, channelId: CHANNEL, id, sentAt }), "delivered");
  }
  const numbers = async (place: MessagePlace, limit = 3) => {
    const page = await store.threadPage(GUILD, thread.id, place, limit);
    return [page?.messages.map(({ id }) => ids.indexOf(id)), page?.earlier, page?.later];
  };
  const cursor = (number: number) => ({ id: ids[number] ?? "", sentAt: NOW + (number >> 1) * 1000 });
  return { store, threadId: thread.id, numbers, cursor };
}

export function threadPageContract(makeStore: MakeStore): void {
  test("a thread's messages come in pages, from the start, from the end, and from any of them", async () => {
    const { numbers, cursor } = await withMessages(makeStore);
    expect(await numbers("start")).toEqual([[0, 1, 2], false, true]);
    expect(await numbers({ after: cursor(2) })).toEqual([[3, 4, 5], true, true]);
    expect(await numbers({ after: cursor(5) })).toEqual([[6], true, false]);
    expect(await numbers({ after: cursor(6) })).toEqual([[], true, false]);
    expect(await numbers("end")).toEqual([[4, 5, 6], true, false]);
    expect(await numbers({ before: cursor(4) })).toEqual([[1, 2, 3], true, true]);
    expect(await numbers({ before: cursor(1) })).toEqual([[0], false, true]);
    expect(await numbers("start", 7)).toEqual([[0, 1, 2, 3, 4, 5, 6], false, false]);
  });

  test("a page may begin with what was said at a time or later", async () => {
    const { numbers } = await withMessages(makeStore);
    expect(await numbers({ since: NOW })).toEqual([[0, 1, 2], false, true]);
    expect(await numbers({ since: NOW + 1 })).toEqual([[2, 3, 4], true, true]);
    expect(await numbers({ since: NOW + 60_000 })).toEqual([[], true, false]);
  });

  test("a page may begin a little before words that were said, at the start when nobody said them", async () => {
    const { store, threadId } = await withMessages(makeStore);
    for (let number = 0; number < 60; number++) {
      const content = number === 55 ? "a TREASURE" : "nothing";
      const message = staffMessage({ threadId, channelId: CHANNEL, sentAt: NOW + 10_000 + number, content });
      await store.keepStaffMessage(message, "delivered");
    }
    const at = async (words: string) => {
      const page = await store.threadPage(GUILD, threadId, { said: readTerms(words) }, 100);
      return [page?.messages.findIndex(({ content }) => content === "a TREASURE"), page?.earlier, page?.later];
    };
    expect(await at("gold treasure")).toEqual([49, true, false]);
    expect(await at("gold")).toEqual([62, false, false]);
    expect(await at("")).toEqual([62, false, false]);
  });

  test("a thread's page says who claimed and closed it, by the names with which they wrote there", async () => {
    const { store, threadId } = await withMessages(makeStore);
    const staff = async () => (await store.threadPage(GUILD, threadId, "start", 1))?.staff;
    expect(await staff()).toEqual([]);
    await store.claim(threadId, null, JONAS, NOW);
    await store.startClosing(threadId, AIKO, null, NOW, NOW);
    expect(await staff()).toEqual([
      { id: JONAS, name: "Jonas" },
      { id: AIKO, name: null },
    ]);
  });

  test("a thread and its messages aren't there for other servers, nor a message in another thread", async () => {
    const { store, threadId, cursor } = await withMessages(makeStore);
    const { id } = cursor(0);
    const other = await store.createThread(newThread({ guildId: OTHER_GUILD }));
    expect(await store.threadPage(OTHER_GUILD, threadId, "start", 3)).toBeNull();
    expect(await store.threadPage(GUILD, "nothing", "start", 3)).toBeNull();
    expect(await store.messageIn(OTHER_GUILD, threadId, id)).toBeNull();
    expect(await store.messageIn(OTHER_GUILD, other.thread.id, id)).toBeNull();
    expect(await store.messageIn(GUILD, threadId, "1")).toBeNull();
    expect(await store.messageIn(GUILD, threadId, id)).toMatchObject({ thread: { id: threadId }, message: { id } });
    expect(await store.threadIn(OTHER_GUILD, threadId)).toBeNull();
    expect(await store.threadIn(GUILD, threadId)).toMatchObject({
      thread: { id: threadId },
      settings: { guildId: GUILD },
      messageContent: null,
      botUserId: null,
    });
    expect(await store.markConfidential(OTHER_GUILD, threadId, true)).toBe(false);
    expect((await store.threadPage(GUILD, threadId, "start", 1))?.thread).not.toHaveProperty("confidential");
  });

  test("messages come with the texts that edits replaced", async () => {
    const { store, threadId, cursor } = await withMessages(makeStore);
    await store.opened(threadId);
    const edit = { id: cursor(1).id, content: "Which rank exactly?", at: NOW + 60_000, by: JONAS };
    await store.editMessage(edit, { now: NOW, until: NOW });
    const page = await store.threadPage(GUILD, threadId, "start", 3);
    expect(page?.messages.map(({ earlier }) => earlier)).toEqual([
      undefined,
      [{ content: "Which rank?", replacedAt: NOW + 60_000, replacedBy: JONAS }],
      undefined,
    ]);
  });

  test("messages come with what they answer on other pages, of this thread only", async () => {
    const { store, threadId, cursor } = await withMessages(makeStore);
    const say = (number: number, answersId: string) => {
      const message = { threadId, channelId: CHANNEL, sentAt: NOW + 10_000 + number, answersId };
      return store.keepStaffMessage(staffMessage(message), "delivered");
    };
    const old = await store.createThread(newThread({ guildId: OTHER_GUILD }));
    const there = staffMessage({ threadId: old.thread.id, channelId: CHANNEL, sentAt: NOW });
    await store.keepStaffMessage(there, "delivered");
    for (const [number, id] of [cursor(1).id, cursor(6).id, there.id].entries()) await say(number, id);
    const answered = async (place: MessagePlace, limit: number) =>
      (await store.threadPage(GUILD, threadId, place, limit))?.answered.map(({ id }) => id);
    expect(await answered("end", 4)).toEqual([cursor(1).id]);
    expect(await answered("end", 3)).toEqual([cursor(1).id, cursor(6).id]);
    expect(await answered("start", 7)).toEqual([]);
    expect(await answered("start", 10)).toEqual([]);
  });

  test("an admin's mark stays until it is taken off", async () => {
    const { store, threadId } = await withMessages(makeStore);
    const mark = async () => (await store.threadPage(GUILD, threadId, "start", 1))?.thread.confidential;
    expect(await store.markConfidential(GUILD, threadId, true)).toBe(true);
    expect(await mark()).toBe(true);
    expect(await store.markConfidential(GUILD, threadId, false)).toBe(true);
    expect(await mark()).toBeUndefined();
  });

  test("the totals count everybody's messages and files", async () => {
    const store: Store = await storeWithServers(makeStore);
    const { thread } = await store.createThread(newThread());
    const say = (
      change: Partial<Parameters<typeof staffMessage>[0]> & object,
      state: "pending" | "delivered" = "delivered",
    ) => store.keepStaffMessage(staffMessage({ threadId: thread.id, channelId: CHANNEL, ...change }), state);
    await say({ sentAt: NOW, attachments: [sampleFile(), sampleFile()], extras: sampleExtras() });
    await say({ kind: "user", author: { id: MARA, name: "Mara", avatarUrl: null }, sentAt: NOW + 1 });
    await say({ sentAt: NOW + 2 }, "pending");
    await say({ kind: "note", author: { id: AIKO, name: "Aiko", avatarUrl: null }, sentAt: NOW + 3 });
    expect(await store.threadTotals(thread.id)).toEqual({
      user: 1,
      reply: 2,
      note: 1,
      undelivered: 1,
      // Two of its own, a forwarded one, and a sticker's picture.
      attachments: 4,
      participants: [
        { id: JONAS, name: "Jonas", side: "staff", messages: 2 },
        { id: MARA, name: "Mara", side: "user", messages: 1 },
        { id: AIKO, name: "Aiko", side: "staff", messages: 1 },
      ],
    });
    expect(await store.threadTotals("nothing")).toMatchObject({ user: 0, attachments: 0, participants: [] });
  });
}
