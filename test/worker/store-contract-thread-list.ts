// What every Store must do for the dashboard's list of threads and its search: part of store-contract.ts.

import { expect, test } from "vitest";
import { FOUND, readTerms } from "../../worker/domain/search.ts";
import type { ThreadFilter } from "../../worker/domain/thread-filter.ts";
import type { ListedThread, Store } from "../../worker/threads/ports.ts";
import {
  AIKO,
  GUILD,
  IVO,
  JONAS,
  MARA,
  NOW,
  newThread,
  OTHER_GUILD,
  sampleProfile,
  staffMessage,
  userMessage,
} from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

export const ALL: ThreadFilter = {
  state: null,
  claimedBy: null,
  user: null,
  from: null,
  before: null,
  confidential: true,
};

const DAY = 86_400_000;
const CHANNEL = "860000000000000001";

/** A thread of a user of its own; `said` by the user, the first before the thread opens. */
async function makeThread(store: Store, change: Parameters<typeof newThread>[0] & { said?: string[] } = {}) {
  const { said = ["Hello"], ...wish } = change;
  const userId = wish.userId ?? MARA;
  const [first, ...others] = said.map((content) => userMessage({ userId, content }));
  if (first) await store.takeUserMessage(first);
  const { thread } = await store.createThread(newThread({ ...wish, userId }));
  for (const other of others) await store.takeUserMessage(other);
  const ids = [first, ...others].flatMap((message) => (message ? [{ id: message.id, copyIds: ["8800"] }] : []));
  await store.opened(thread.id);
  if (ids.length > 0) await store.delivered(thread.id, ids, NOW);
  return thread.id;
}

async function close(store: Store, threadId: string) {
  await store.startClosing(threadId, JONAS, null, NOW, NOW);
  await store.closed(threadId, NOW);
}

export function threadListContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);
  const idsOf = (threads: readonly ListedThread[]) => threads.map(({ thread }) => thread.id);
  const list = async (store: Store, change: Partial<ThreadFilter> = {}) =>
    idsOf((await store.threadList(GUILD, { ...ALL, ...change }, null, 50)).threads);

  test("the list has a server's threads of every state, latest opened first, and no other server's", async () => {
    const store = await start();
    const older = await makeThread(store, { openedAt: NOW });
    const newer = await makeThread(store, { openedAt: NOW + 1, userId: IVO });
    await makeThread(store, { guildId: OTHER_GUILD, openedAt: NOW + 2 });
    await close(store, newer);
    expect(await list(store)).toEqual([newer, older]);
    expect(await list(store, { state: "open" })).toEqual([older]);
    expect(await list(store, { state: "closed" })).toEqual([newer]);
  });

  test("a thread is listed with what its user said first, and the name with which its claimer wrote there", async () => {
    const store = await start();
    const id = await makeThread(store, { said: ["My rank is gone", "Please"] });
    await store.claim(id, null, JONAS, NOW);
    const named = async () => (await store.threadList(GUILD, ALL, null, 50)).threads[0];
    expect(await named()).toMatchObject({ subject: "My rank is gone", claimedBy: { id: JONAS, name: null } });
    await store.startSession(
      "hash",
      {
        id: JONAS,
        name: "jonas.signed.in",
        avatarUrl: null,
        guilds: [],
        createdAt: NOW,
        expiresAt: NOW + 1,
      },
      null,
    );
    expect((await named())?.claimedBy?.name).toBe("jonas.signed.in");
    await store.keepStaffMessage(staffMessage({ threadId: id, channelId: CHANNEL }), "delivered");
    expect((await named())?.claimedBy?.name).toBe("Jonas");
  });

  test("a thread without messages has no subject, a long one is cut", async () => {
    const store = await start();
    await makeThread(store, { said: [], openedAt: NOW });
    await makeThread(store, { said: ["x".repeat(2000)], userId: IVO, openedAt: NOW + 1 });
    const { threads } = await store.threadList(GUILD, ALL, null, 50);
    expect(threads.map(({ subject }) => subject?.length)).toEqual([300, undefined]);
    expect(threads[1]?.claimedBy).toBeNull();
  });

  test("it can be narrowed to unclaimed threads, to a claimer's, a user's, and to a span of time", async () => {
    const store = await start();
    const mara = await makeThread(store, { openedAt: NOW });
    const ivo = await makeThread(store, {
      userId: IVO,
      openedAt: NOW + DAY,
      profile: sampleProfile({ username: "ivo_77", displayName: "Captain IVO" }),
    });
    await store.claim(ivo, null, AIKO, NOW);
    expect(await list(store, { state: "unclaimed" })).toEqual([mara]);
    expect(await list(store, { claimedBy: AIKO })).toEqual([ivo]);
    expect(await list(store, { claimedBy: JONAS })).toEqual([]);
    expect(await list(store, { user: { id: MARA } })).toEqual([mara]);
    for (const name of ["ivo", "IVO_77", "captain", "Captain IVO"]) {
      expect(await list(store, { user: { name } }), name).toEqual([ivo]);
    }
    for (const name of ["vo", "captain x", "%", "ivo%"]) expect(await list(store, { user: { name } })).toEqual([]);
    expect(await list(store, { from: NOW + DAY })).toEqual([ivo]);
    expect(await list(store, { before: NOW + DAY })).toEqual([mara]);
    expect(await list(store, { from: NOW, before: NOW + DAY + 1, claimedBy: AIKO, user: { id: IVO } })).toEqual([ivo]);
    await close(store, mara);
    expect(await list(store, { state: "unclaimed" })).toEqual([]);
  });

  test("confidential threads are left out for those who mustn't see them, in the list and in the search", async () => {
    const store = await start();
    const open = await makeThread(store, { said: ["a secret"] });
    const closed = await makeThread(store, { said: ["another secret"], userId: IVO });
    await close(store, closed);
    for (const id of [open, closed]) expect(await store.markConfidential(GUILD, id, true)).toBe(true);
    expect(await list(store, { confidential: false })).toEqual([]);
    expect((await list(store)).toSorted()).toEqual([open, closed].toSorted());
    const search = async (confidential: boolean) => {
      const hits = await store.searchThreads(GUILD, readTerms("secret"), { ...ALL, confidential }, null, 10);
      return [...idsOf(hits.open), ...idsOf(hits.closed)];
    };
    expect(await search(false)).toEqual([]);
    expect(await search(true)).toEqual([open, closed]);
    await store.markConfidential(GUILD, open, false);
    expect(await list(store, { confidential: false })).toEqual([open]);
  });

  test("pages follow each other without gaps and repeats in both directions, also where times are the same", async () => {
    const store = await start();
    for (let number = 0; number < 7; number++) {
      await makeThread(store, { said: [], userId: `82000000000000020${number}`, openedAt: NOW + (number >> 1) });
    }
    const all = await list(store);
    expect(all).toHaveLength(7);
    const cursor = ({ thread: { id, openedAt } }: ListedThread) => ({ id, openedAt });
    const first = await store.threadList(GUILD, ALL, null, 3);
    const second = await store.threadList(GUILD, ALL, { below: cursor(first.threads[2] as ListedThread) }, 3);
    const third = await store.threadList(GUILD, ALL, { below: cursor(second.threads[2] as ListedThread) }, 3);
    expect([first, second, third].flatMap(({ threads }) => idsOf(threads))).toEqual(all);
    expect([first, second, third].map(({ more }) => more)).toEqual([true, true, false]);
    const back = await store.threadList(GUILD, ALL, { above: cursor(third.threads[0] as ListedThread) }, 3);
    expect([idsOf(back.threads), back.more]).toEqual([all.slice(3, 6), true]);
    const top = await store.threadList(GUILD, ALL, { above: cursor(back.threads[0] as ListedThread) }, 3);
    expect([idsOf(top.threads), top.more]).toEqual([all.slice(0, 3), false]);
  });

  test("who has claimed threads of the server is told with their names, each once", async () => {
    const store = await start();
    const mine = await makeThread(store);
    const other = await makeThread(store, { userId: IVO, openedAt: NOW + 1 });
    const elsewhere = await makeThread(store, { guildId: OTHER_GUILD });
    for (const id of [mine, other]) await store.claim(id, null, JONAS, NOW);
    await store.claim(elsewhere, null, AIKO, NOW);
    await store.keepStaffMessage(staffMessage({ threadId: other, channelId: CHANNEL }), "delivered");
    const { claimers } = await store.threadList(GUILD, ALL, null, 1);
    expect(claimers).toEqual([{ id: JONAS, name: "Jonas" }]);
    expect((await store.searchThreads(GUILD, readTerms("x"), ALL, null, 1)).claimers).toEqual(claimers);
  });

  const search = async (store: Store, text: string, filter: Partial<ThreadFilter> = {}) => {
    const { open, closed } = await store.searchThreads(GUILD, readTerms(text), { ...ALL, ...filter }, null, 10);
    return { open: idsOf(open), closed: idsOf(closed) };
  };

  test("words are found in open and in closed threads of the server, with a piece of what was said", async () => {
    const store = await start();
    const said = ["Hi there", "I lost my captain's rank yesterday"];
    const open = await makeThread(store, { said });
    const closed = await makeThread(store, { said, userId: IVO });
    const elsewhere = await makeThread(store, { said, guildId: OTHER_GUILD });
    await close(store, closed);
    await close(store, elsewhere);
    expect(await search(store, "rank")).toEqual({ open: [open], closed: [closed] });
    expect(await search(store, "CAPT ran")).toEqual({ open: [open], closed: [closed] });
    expect(await search(store, '"rank yesterday"')).toEqual({ open: [open], closed: [closed] });
    for (const nothing of ["sailor", "rank sailor", '"yesterday rank"', "ank yesterdays"]) {
      expect(await search(store, nothing), nothing).toEqual({ open: [], closed: [] });
    }
    const hits = await store.searchThreads(GUILD, readTerms("rank"), ALL, null, 10);
    for (const { excerpt } of [...hits.open, ...hits.closed]) {
      expect(excerpt).toContain(`${FOUND.before}rank${FOUND.after} yesterday`);
    }
  });

  test("the search is narrowed by what narrows the list", async () => {
    const store = await start();
    const mara = await makeThread(store, { said: ["rank"], openedAt: NOW });
    const ivo = await makeThread(store, {
      said: ["rank"],
      userId: IVO,
      openedAt: NOW + DAY,
      profile: sampleProfile({ username: "ivo" }),
    });
    await store.claim(ivo, null, AIKO, NOW);
    await close(store, mara);
    await close(store, ivo);
    const found = async (filter: Partial<ThreadFilter>) => (await search(store, "rank", filter)).closed;
    expect(await found({})).toEqual([ivo, mara]);
    expect(await found({ user: { id: MARA } })).toEqual([mara]);
    expect(await found({ user: { name: "iv" } })).toEqual([ivo]);
    expect(await found({ claimedBy: AIKO })).toEqual([ivo]);
    expect(await found({ from: NOW + 1 })).toEqual([ivo]);
    expect(await found({ state: "open" })).toEqual([]);
  });

  test("notes and what staff replied are found, what a search's language means isn't obeyed", async () => {
    const store = await start();
    const id = await makeThread(store);
    const note = staffMessage({ threadId: id, channelId: CHANNEL, kind: "note", content: "Banned on the forum" });
    await store.keepStaffMessage(note, "delivered");
    await close(store, id);
    expect((await search(store, "forum")).closed).toEqual([id]);
    for (const text of ["forum OR nothing", "NOT forum", "text : forum", "for*um", "^forum(", 'forum " x', "forum\0"]) {
      await expect(search(store, text), text).resolves.toBeDefined();
    }
    expect((await search(store, "forum OR nothing")).closed).toEqual([]);
  });

  test("closed threads are found page by page, latest said first; one that was long comes more than once", async () => {
    const store = await start();
    const ids: string[] = [];
    for (let number = 0; number < 3; number++) {
      const id = await makeThread(store, {
        userId: `82000000000000020${number}`,
        said: Array(25).fill("lost my rank"),
      });
      await close(store, id);
      ids.unshift(id);
    }
    const first = await store.searchThreads(GUILD, readTerms("rank"), ALL, null, 4);
    const second = await store.searchThreads(GUILD, readTerms("rank"), ALL, first.next, 4);
    const [a, b, c] = ids;
    expect(idsOf(first.closed)).toEqual([a, a, b, b]);
    expect(idsOf(second.closed)).toEqual([c, c]);
    expect([first.next === null, second.next]).toEqual([false, null]);
  });
}
