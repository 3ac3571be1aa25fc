// What every Store must do with contacts, and with the threads that staff open. Part of store-contract.ts.

import { expect, test } from "vitest";
import type { Store } from "../../worker/threads/ports.ts";
import { GUILD, IVO, JONAS, MARA, NOW, newThread, OTHER_GUILD, staffMessage } from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const MINUTE = 60_000;
let made = 0;

/** As of `at`: what began in the last three minutes goes on; two others an hour. */
const contact = (store: Store, at: number, change: { userId?: string; guildId?: string } = {}) => {
  const id = String(930000000000000000n + BigInt(++made));
  const bounds = { since: at - 3 * MINUTE, hourAgo: at - 60 * MINUTE, limit: 2 };
  return store.startContact({ id, guildId: GUILD, userId: MARA, by: JONAS, at, ...change }, bounds);
};

const byStaff = () => {
  const reply = staffMessage({ threadId: "", channelId: "860000000000000009" });
  const { threadId: _, ...message } = reply;
  return newThread({ openedVia: "contact", contactedBy: JONAS, reply: message });
};

export function contactContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);

  test("a try that made no thread is gone on with for some minutes, then it is a new one", async () => {
    const store = await start();
    const first = await contact(store, NOW);
    expect(first).not.toBeNull();
    expect(await contact(store, NOW + 2 * MINUTE)).toEqual(first);
    // Counted from the first.
    expect(await contact(store, NOW + 3 * MINUTE)).toEqual(first);
    expect(await contact(store, NOW + 4 * MINUTE)).not.toEqual(first);
  });

  test("a try that made a thread is over", async () => {
    const store = await start();
    const first = await contact(store, NOW);
    await store.createThread(byStaff());
    expect(await contact(store, NOW + 1)).not.toEqual(first);
  });

  test("a server tries as many members an hour as it may; others don't count for it, the same member counts once", async () => {
    const store = await start();
    await contact(store, NOW);
    await contact(store, NOW + 10 * MINUTE);
    await contact(store, NOW + 10 * MINUTE, { userId: IVO });
    expect(await contact(store, NOW + 20 * MINUTE, { userId: JONAS })).toBeNull();
    expect(await contact(store, NOW + 20 * MINUTE)).not.toBeNull();
    expect(await contact(store, NOW + 20 * MINUTE, { userId: JONAS, guildId: OTHER_GUILD })).not.toBeNull();
    expect(await contact(store, NOW + 71 * MINUTE, { userId: JONAS })).not.toBeNull();
  });

  test("a thread that staff open is theirs, with their first words, as long as there was none", async () => {
    const store = await start();
    const wish = byStaff();
    const { thread, created } = await store.createThread(wish);
    expect(created).toBe(true);
    expect(thread).toMatchObject({ openedVia: "contact", contactedBy: JONAS, claimedBy: JONAS, claimedAt: NOW });
    expect(await store.messagesOf(thread.id)).toMatchObject([{ id: wish.reply?.id, kind: "reply", state: "pending" }]);

    const second = byStaff();
    expect(await store.createThread(second)).toMatchObject({ created: false, thread: { id: thread.id } });
    expect(await store.messagesOf(thread.id)).toHaveLength(1);
  });
}
