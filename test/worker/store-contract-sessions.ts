// What every Store must do for the dashboard: sessions, what is known of people, counts. Part of store-contract.ts.

import { expect, test } from "vitest";
import type { Session, Standing } from "../../worker/domain/session.ts";
import { GUILD, IVO, MARA, NOW, OTHER_GUILD, STAFF_ROLE, sampleSettings } from "../unit/ports/samples.ts";
import { type MakeStore, storeWithServers } from "./store-contract.ts";

const HASH = "a".repeat(64);
const MINUTE = 60_000;

const session = (change: Partial<Session> = {}): Session => ({
  id: MARA,
  name: "Mara",
  avatarUrl: null,
  guilds: [{ id: GUILD, name: "Northwind", iconUrl: null, manages: true }],
  createdAt: NOW,
  expiresAt: NOW + MINUTE,
  ...change,
});

const standing = (change: Partial<Standing> = {}): Standing => ({
  guildId: GUILD,
  member: { id: MARA, roleIds: [STAFF_ROLE], managesGuild: false },
  checkedAt: NOW,
  ...change,
});

export function sessionContract(makeStore: MakeStore): void {
  test("a session is found by its hash until it ends, with the settings of the page's server", async () => {
    const store = await storeWithServers(makeStore);
    await store.startSession(HASH, session(), null);
    expect(await store.visit(HASH, GUILD, NOW)).toEqual({ session: session(), known: [], settings: sampleSettings() });
    expect(await store.visit(HASH, null, NOW)).toMatchObject({ settings: null });
    expect(await store.visit(HASH, null, NOW + MINUTE)).toMatchObject({ session: null });
    expect(await store.visit("b".repeat(64), null, NOW)).toMatchObject({ session: null });
  });

  test("a visit knows what Discord said of this person last, also where nothing was saved and where they aren't", async () => {
    const store = await storeWithServers(makeStore);
    await store.startSession(HASH, session(), null);
    await store.startSession("b".repeat(64), session({ id: IVO }), null);
    const nowhere = standing({ guildId: "810000000000000009", member: null });
    await store.rememberStandings(MARA, [standing({ checkedAt: NOW - 1 }), nowhere]);
    await store.rememberStandings(MARA, [standing()]);
    await store.rememberStandings(IVO, [standing({ guildId: OTHER_GUILD, member: null })]);
    const { known } = await store.visit(HASH, null, NOW);
    expect(known).toHaveLength(2);
    expect(known).toContainEqual({ standing: standing(), settings: sampleSettings() });
    expect(known).toContainEqual({ standing: nowhere, settings: null });
    expect((await store.visit(HASH, null, NOW + MINUTE)).known).toEqual([]);
  });

  test("signing out ends one session, or all of a person's and nobody else's", async () => {
    const store = await makeStore();
    const hashes = ["a", "b", "c"].map((letter) => letter.repeat(64));
    const [first = "", second = "", others = ""] = hashes;
    await store.startSession(first, session(), null);
    await store.startSession(second, session(), null);
    await store.startSession(others, session({ id: IVO }), null);
    await store.rememberStandings(IVO, [standing()]);
    const signedIn = async () =>
      Promise.all(hashes.map(async (hash) => (await store.visit(hash, null, NOW)).session?.id ?? null));
    await store.endSession(first);
    expect(await signedIn()).toEqual([null, MARA, IVO]);
    await store.endSessions(MARA);
    expect(await signedIn()).toEqual([null, null, IVO]);
    expect((await store.visit(others, null, NOW)).known).toHaveLength(1);
  });

  test("whoever signs in lets go what has ended: sessions, and what was known of people without one", async () => {
    const store = await makeStore();
    await store.startSession(HASH, session(), null);
    await store.rememberStandings(MARA, [standing()]);
    await store.startSession(
      "b".repeat(64),
      session({ id: IVO, createdAt: NOW + MINUTE, expiresAt: NOW + 2 * MINUTE }),
      null,
    );
    expect(await store.visit(HASH, null, NOW)).toMatchObject({ session: null, known: [] });
    await store.startSession(HASH, session({ createdAt: NOW + MINUTE, expiresAt: NOW + 2 * MINUTE }), null);
    expect((await store.visit(HASH, null, NOW + MINUTE)).known).toEqual([]);
  });

  test("a session that is signed in to anew takes the place of the one before", async () => {
    const store = await makeStore();
    const next = "b".repeat(64);
    await store.startSession(HASH, session(), null);
    await store.startSession(next, session(), HASH);
    expect(await store.visit(HASH, null, NOW)).toMatchObject({ session: null });
    expect(await store.visit(next, null, NOW)).toMatchObject({ session: { id: MARA } });
  });

  test("settings of several servers come together; a server without any is left out", async () => {
    const store = await storeWithServers(makeStore);
    const found = await store.settingsOf([OTHER_GUILD, GUILD, "810000000000000009"]);
    expect(found.map(({ guildId }) => guildId).toSorted()).toEqual([GUILD, OTHER_GUILD]);
    expect(await store.settingsOf([])).toEqual([]);
  });

  test("tries to sign in are counted for each and for all, in spans of ten minutes", async () => {
    const store = await makeStore();
    const span = NOW - (NOW % (10 * MINUTE));
    expect(await store.countSignIn("one", span)).toEqual({ own: 1, all: 1 });
    expect(await store.countSignIn("other", span + MINUTE)).toEqual({ own: 1, all: 2 });
    expect(await store.countSignIn("one", span + 10 * MINUTE - 1)).toEqual({ own: 2, all: 3 });
    expect(await store.countSignIn("one", span + 10 * MINUTE)).toEqual({ own: 1, all: 1 });
  });
}
