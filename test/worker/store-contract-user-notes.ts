// What every Store must do with notes on users. Part of store-contract.ts.

import { expect, test } from "vitest";
import type { UserNote } from "../../worker/domain/user-note.ts";
import type { Store } from "../../worker/threads/ports.ts";
import { AIKO, GUILD, IVO, JONAS, MARA, NOW, newThread, OTHER_GUILD } from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const LIMIT = 4;
let made = 0;
const note = (change: Partial<UserNote> = {}): UserNote => ({
  id: String(930000000000000000n + BigInt(++made)),
  author: { id: JONAS, name: "Jonas" },
  text: `Note ${made}`,
  at: NOW + made,
  ...change,
});
const add = (store: Store, given: UserNote, userId = MARA, guildId = GUILD) =>
  store.addUserNote(guildId, userId, given, LIMIT);

export function userNoteContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);

  test("notes on a user come back latest first, to their own server and user only", async () => {
    const store = await start();
    const notes = [note(), note({ text: '"Quoted" 🏰' }), note()];
    for (const one of [notes[1], notes[0], notes[2]]) if (one) expect(await add(store, one)).toBe(true);
    expect(await store.userNotes(GUILD, MARA, 10, 0)).toEqual({ notes: notes.toReversed(), total: 3 });
    expect(await store.userNotes(GUILD, MARA, 1, 1)).toEqual({ notes: [notes[1]], total: 3 });
    const none = { notes: [], total: 0 };
    expect(await store.userNotes(OTHER_GUILD, MARA, 10, 0)).toEqual(none);
    expect(await store.userNotes(GUILD, IVO, 10, 0)).toEqual(none);
  });

  test("the same note is kept once, and as many as there may be", async () => {
    const store = await start();
    const first = note();
    for (const _ of [1, 2]) expect(await add(store, first)).toBe(true);
    const more = await Promise.all([1, 2, 3, 4].map(() => add(store, note())));
    expect(more.filter(Boolean)).toHaveLength(LIMIT - 1);
    // Also when there are too many by now.
    expect(await add(store, first)).toBe(true);
    expect((await store.userNotes(GUILD, MARA, 10, 0)).total).toBe(LIMIT);
    expect(await add(store, note(), IVO)).toBe(true);
  });

  test("a note is removed by who wrote it, or by anyone when nobody is named, in its own server only", async () => {
    const store = await start();
    const [one, two] = [note(), note()];
    for (const given of [one, two]) await add(store, given);
    expect(await store.removeUserNote(OTHER_GUILD, MARA, one.id, null)).toBe("unknown");
    expect(await store.removeUserNote(GUILD, IVO, one.id, null)).toBe("unknown");
    expect(await store.removeUserNote(GUILD, MARA, one.id, AIKO)).toBe("not-theirs");
    expect(await store.removeUserNote(GUILD, MARA, one.id, JONAS)).toBe("removed");
    expect(await store.removeUserNote(GUILD, MARA, one.id, JONAS)).toBe("unknown");
    expect(await store.removeUserNote(GUILD, MARA, two.id, null)).toBe("removed");
    expect((await store.userNotes(GUILD, MARA, 10, 0)).total).toBe(0);
  });

  test("a new thread keeps how many there are and the latest three, cut; later ones don't change it", async () => {
    const store = await start();
    const notes = [note(), note({ text: "🏰".repeat(500) }), note(), note()];
    for (const given of notes) await add(store, given);
    const { thread } = await store.createThread(newThread());
    const [, long, ...others] = notes;
    expect(thread.userNotes).toEqual({
      total: 4,
      latest: [...others.toReversed(), { ...long, text: "🏰".repeat(200) }],
    });
    await store.removeUserNote(GUILD, MARA, notes[3]?.id ?? "", null);
    expect((await store.openThread(MARA, GUILD)).thread?.userNotes.total).toBe(4);
    expect((await store.createThread(newThread({ userId: IVO }))).thread.userNotes).toEqual({ total: 0, latest: [] });
  });

  test("who is noted about is listed, the latest noted first, by the beginning of a name too", async () => {
    const store = await start();
    const profile = (username: string, displayName: string) => ({ ...newThread().profile, username, displayName });
    await store.createThread(newThread({ profile: profile("mara", "Mara") }));
    await store.createThread(newThread({ userId: IVO, profile: profile("ivo", "Captain Ivo") }));
    await store.createThread(newThread({ userId: IVO, guildId: OTHER_GUILD, profile: profile("elsewhere", "X") }));
    const [early, late, ivos, aikos] = [note(), note(), note(), note()];
    await add(store, early);
    await add(store, ivos, IVO);
    await add(store, aikos, AIKO);
    await add(store, { ...late, at: NOW + 1_000_000 });
    await add(store, note(), IVO, OTHER_GUILD);
    const listed = async (name = "", limit = 10, offset = 0) => {
      const { users, total } = await store.notedUsers(GUILD, name, limit, offset);
      return [total, ...users.map((one) => [one.userId, one.profile?.displayName, one.total, one.latest.text])];
    };
    const [mara, aiko, ivo] = [
      [MARA, "Mara", 2, late.text],
      [AIKO, undefined, 1, aikos.text],
      [IVO, "Captain Ivo", 1, ivos.text],
    ];
    expect(await listed()).toEqual([3, mara, aiko, ivo]);
    expect(await listed("", 1, 1)).toEqual([3, aiko]);
    expect(await listed("CAPT")).toEqual([1, ivo]);
    expect(await listed("ivo")).toEqual([1, ivo]);
    expect(await listed("%")).toEqual([0]);
  });

  test("a user is known as staff saw them in their latest thread", async () => {
    const store = await start();
    const profile = { ...newThread().profile, displayName: "Old" };
    const { thread } = await store.createThread(newThread({ profile }));
    await store.startClosing(thread.id, null, null, NOW, NOW);
    await store.closed(thread.id, NOW);
    await store.createThread(newThread({ openedAt: NOW + 1, profile: { ...profile, displayName: "New" } }));
    expect((await store.lastProfile(GUILD, MARA))?.displayName).toBe("New");
    expect(await store.lastProfile(OTHER_GUILD, MARA)).toBeNull();
  });
}
