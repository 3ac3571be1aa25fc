// What every Store must tell of a server at a glance. Part of store-contract.ts.

import { expect, test } from "vitest";
import type { NewMessage, Store } from "../../worker/threads/ports.ts";
import {
  AIKO,
  GUILD,
  IVO,
  JONAS,
  MARA,
  NOW,
  newThread,
  OTHER_GUILD,
  staffMessage,
  userMessage,
} from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
let people = 0;

type Said = Pick<NewMessage, "kind" | "sentAt"> & { author?: string };

/** A thread of a person of its own, in which this was said; open until it is closed. */
async function thread(store: Store, said: readonly Said[], change: Parameters<typeof newThread>[0] = {}) {
  people += 1;
  const userId = change.userId ?? `8200000000000002${String(people).padStart(2, "0")}`;
  const channelId = `8600000000000002${String(people).padStart(2, "0")}`;
  const made = await store.createThread(newThread({ ...change, userId }));
  const { id } = made.thread;
  await store.setChannel(id, channelId);
  await store.opened(id);
  for (const { kind, sentAt, author = JONAS } of said) {
    if (kind === "user") {
      const message = userMessage({ userId, sentAt });
      await store.takeUserMessage(message);
      await store.delivered(id, [{ id: message.id, copyIds: [] }], sentAt);
    } else {
      const by = { id: author, name: author === AIKO ? "Aiko" : "Jonas", avatarUrl: null };
      await store.keepStaffMessage(
        staffMessage({ threadId: id, channelId, userId, kind, sentAt, author: by }),
        "delivered",
      );
    }
  }
  const close = async (at: number, by: string | null = JONAS) => {
    await store.startClosing(id, by, null, at, 0);
    await store.closed(id, at);
  };
  return { id, userId, close };
}

export function overviewContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);
  const user = (sentAt: number): Said => ({ kind: "user", sentAt });
  const reply = (sentAt: number, author?: string): Said => ({ kind: "reply", sentAt, ...(author ? { author } : {}) });

  test("a server without threads has nothing to tell", async () => {
    expect(await (await start()).overview(GUILD, NOW, 10, true)).toEqual({
      open: 0,
      unclaimed: 0,
      waiting: 0,
      longest: [],
      opened: [],
      closed: [],
      closers: [],
    });
  });

  test("who waits longest comes first, since the first message after staff's last reply; notes answer nobody", async () => {
    const store = await start();
    const answered = await thread(store, [user(NOW), reply(NOW + 1)]);
    const again = await thread(store, [
      user(NOW),
      reply(NOW + 1),
      user(NOW + 2),
      { kind: "note", sentAt: NOW + 3 },
      user(NOW + 4),
    ]);
    const never = await thread(store, [user(NOW + 1), user(NOW + 9)]);
    await thread(store, []);
    await thread(store, [user(NOW)], { guildId: OTHER_GUILD });
    const closed = await thread(store, [user(NOW - 9)]);
    await closed.close(NOW);
    await store.claim(again.id, null, AIKO, NOW);
    await store.claim(answered.id, null, JONAS, NOW);
    const { open, unclaimed, waiting, longest } = await store.overview(GUILD, NOW, 10, true);
    expect({ open, unclaimed, waiting }).toEqual({ open: 4, unclaimed: 2, waiting: 2 });
    expect(longest.map((one) => [one.thread.id, one.since, one.claimedBy])).toEqual([
      [never.id, NOW + 1, null],
      [again.id, NOW + 2, { id: AIKO, name: null }],
    ]);
  });

  test("ten at most wait by name, the others are counted; confidential ones are named to admins only", async () => {
    const store = await start();
    for (let at = 0; at < 12; at++) await thread(store, [user(NOW + at)]);
    const secret = await thread(store, [user(NOW - 1)]);
    await store.markConfidential(GUILD, secret.id, true);
    const forAdmins = await store.overview(GUILD, NOW, 10, true);
    expect([forAdmins.waiting, forAdmins.longest.length, forAdmins.longest[0]?.thread.id]).toEqual([13, 10, secret.id]);
    const forStaff = await store.overview(GUILD, NOW, 10, false);
    expect([forStaff.waiting, forStaff.longest.length]).toEqual([13, 10]);
    expect(forStaff.longest.map(({ thread: { id } }) => id)).not.toContain(secret.id);
  });

  test("what was opened and closed within the span, the latest first, with who answered first and who closed", async () => {
    const store = await start();
    const old = await thread(store, [user(NOW), reply(NOW + 1)], { openedAt: NOW - 9 * DAY });
    await old.close(NOW + HOUR, AIKO);
    const gone = await thread(store, [], { openedAt: NOW - 9 * DAY });
    await gone.close(NOW - 8 * DAY);
    const settled = await thread(
      store,
      [user(NOW), { kind: "note", sentAt: NOW + 1, author: AIKO }, reply(NOW + 2), reply(NOW + 3, AIKO)],
      { openedAt: NOW },
    );
    await settled.close(NOW + 2 * HOUR);
    await thread(store, [user(NOW + 5), reply(NOW + 6, AIKO)], { openedAt: NOW + 5 });
    await thread(store, [user(NOW + 7)], { openedAt: NOW + 7 });
    const { opened, closed, closers } = await store.overview(GUILD, NOW - DAY, 10, false);
    expect(opened).toEqual([
      { openedAt: NOW + 7, firstReply: null, byStaff: false },
      { openedAt: NOW + 5, firstReply: { at: NOW + 6, by: AIKO, name: "Aiko" }, byStaff: false },
      { openedAt: NOW, firstReply: { at: NOW + 2, by: JONAS, name: "Jonas" }, byStaff: false },
    ]);
    expect(closed).toEqual([
      { openedAt: NOW, closedAt: NOW + 2 * HOUR, closedBy: JONAS },
      { openedAt: NOW - 9 * DAY, closedAt: NOW + HOUR, closedBy: AIKO },
    ]);
    expect(closers.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: JONAS, name: "Jonas" },
      { id: AIKO, name: null },
    ]);
    const few = await store.overview(GUILD, NOW - DAY, 1, false);
    expect([few.opened.length, few.closed.length, few.closers.length]).toEqual([1, 1, 1]);
  });

  test("a user who closed their own thread is nobody of staff; an erased thread still counts", async () => {
    const store = await start();
    const own = await thread(store, [user(NOW), reply(NOW + 1)], { userId: MARA });
    await own.close(NOW + HOUR, MARA);
    const erased = await thread(store, [user(NOW), reply(NOW + 2)], { userId: IVO });
    await erased.close(NOW + 2 * HOUR);
    await store.erased(erased.id, NOW + DAY, { logEntries: 0, logEntriesLeft: 0 }, null);
    const { opened, closed, closers } = await store.overview(GUILD, NOW, 10, false);
    expect(closed.map(({ closedBy }) => closedBy)).toEqual([JONAS, null]);
    expect(closers.map(({ id }) => id)).toEqual([JONAS]);
    expect(opened.map(({ firstReply }) => firstReply?.at).toSorted()).toEqual([NOW + 1, NOW + 2]);
  });
}
