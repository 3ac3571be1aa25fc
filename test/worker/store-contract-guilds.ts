// What every Store must do with servers, memberships and the bot's own facts. Part of store-contract.ts.

import { expect, test } from "vitest";
import { snowflakeAt } from "../../worker/domain/message.ts";
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
import { type MakeStore, openThreadIn, storeWithServers } from "./store-contract.ts";

const CHANNEL = "860000000000000001";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function guildContract(makeStore: MakeStore): void {
  const start = () => storeWithServers(makeStore);

  test("settings come back as they were saved; a server that nobody set up has none", async () => {
    const store = await makeStore();
    expect(await store.settings(GUILD)).toBeNull();
    const settings = sampleSettings({
      adminRoleId: null,
      logsChannelId: null,
      replyCommand: false,
      prefix: "m!",
      anonymous: "forced",
      mirrorTyping: true,
      usersMayClose: true,
      retentionDays: 90,
      greeting: "Hello",
      closing: "Goodbye",
    });
    expect(await store.saveSettings(null, settings, BY, NOW)).toBe(true);
    expect(await store.settings(GUILD)).toEqual(settings);
  });

  test("settings that someone else changed in the meantime aren't overwritten", async () => {
    const store = await makeStore();
    const before = sampleSettings();
    expect(await store.saveSettings(null, before, BY, NOW)).toBe(true);
    expect(await store.saveSettings(null, sampleSettings({ replyCommand: false }), BY, NOW)).toBe(false);
    const tries = [{ logsChannelId: null }, { replyCommand: false }].map((change) =>
      store.saveSettings(before, sampleSettings(change), BY, NOW),
    );
    expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
    expect(await store.settings(GUILD)).not.toEqual(before);
  });

  test("what changed is logged by whom and when, newest first; what wasn't saved isn't", async () => {
    const store = await makeStore();
    expect(await store.setup(GUILD)).toEqual({ settings: null, changes: [], bot: null });
    const first = sampleSettings({ enabled: false });
    const second = { ...first, adminRoleId: null, greeting: "Hello 'there'" };
    const jonas = { id: JONAS, name: "Jonas", via: "dashboard" } as const;
    await store.saveSettings(null, first, BY, NOW);
    await store.saveSettings(null, second, BY, NOW + 1);
    expect(await store.saveSettings(first, second, jonas, NOW + 2)).toBe(true);
    expect(await store.saveSettings(first, sampleSettings(), BY, NOW + 3)).toBe(false);
    await store.saveSettings(second, second, BY, NOW + 4);
    await store.saveSettings(null, sampleSettings({ guildId: OTHER_GUILD }), BY, NOW);
    await store.saveBot({ userId: JONAS, messageContent: true }, NOW);

    const { settings, changes, bot } = await store.setup(GUILD);
    expect({ settings, bot }).toEqual({ settings: second, bot: { userId: JONAS, messageContent: true } });
    const [newest, older, ...others] = changes;
    const line = { at: NOW + 2, by: jonas };
    expect([newest, older].toSorted((a, b) => (a?.id ?? 0) - (b?.id ?? 0))).toMatchObject([
      { ...line, field: "adminRoleId", from: first.adminRoleId, to: null },
      { ...line, field: "greeting", from: null, to: "Hello 'there'" },
    ]);
    expect(others.map(({ field }) => field).toSorted()).toEqual([
      "adminRoleId",
      "categoryId",
      "logsChannelId",
      "staffRoleId",
    ]);
    expect(others.every((change) => change.from === null && change.by.name === BY.name && change.at === NOW)).toBe(
      true,
    );
    const ids = changes.map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("a server that was renamed in the meantime can still be changed", async () => {
    const store = await start();
    const seen = sampleSettings({ guildName: "Northwind before" });
    expect(await store.saveSettings(seen, sampleSettings({ replyCommand: false }), BY, NOW)).toBe(true);
  });

  test("Modmail can't be on without a staff role and a category, whoever saves it", async () => {
    const store = await makeStore();
    for (const missing of [{ staffRoleId: null }, { categoryId: null }]) {
      await expect(store.saveSettings(null, sampleSettings(missing), BY, NOW)).rejects.toThrow();
      const off = sampleSettings({ ...missing, guildId: OTHER_GUILD, enabled: false });
      await store.saveSettings(await store.settings(OTHER_GUILD), off, BY, NOW);
    }
    expect(await store.settings(GUILD)).toBeNull();
  });

  test("candidates are the servers with Modmail on: last used first, the others by name", async () => {
    const store = await start();
    const off = sampleSettings({ guildId: "810000000000000003", guildName: "Eastwind", enabled: false });
    await store.saveSettings(null, off, BY, NOW);
    await store.saveSettings(
      null,
      { ...off, guildId: "810000000000000004", guildName: "Aeolus", enabled: true },
      BY,
      NOW,
    );
    const names = async (userId: string) =>
      (await store.candidates(userId, NOW)).candidates.map(({ settings }) => settings.guildName);
    expect(await names(MARA)).toEqual(["Aeolus", "Northwind", "Southwind"]);

    const older = await openThreadIn(store, { channelId: CHANNEL, openedAt: NOW - 2 });
    await store.createThread(newThread({ guildId: OTHER_GUILD, openedAt: NOW - 1 }));
    expect(await names(MARA)).toEqual(["Southwind", "Northwind", "Aeolus"]);
    expect(await names(IVO)).toEqual(["Aeolus", "Northwind", "Southwind"]);
    // Closed ones count too.
    await store.startClosing(older.id, null, null, NOW, NOW);
    await store.closed(older.id, NOW);
    const { candidates } = await store.candidates(MARA, NOW);
    expect(candidates.map(({ lastThreadAt }) => lastThreadAt)).toEqual([NOW - 1, NOW - 2, null]);
  });

  test("servers with an open thread come first, the chosen one before all, also when they switched Modmail off", async () => {
    const store = await start();
    const north = await openThreadIn(store, { channelId: CHANNEL, openedAt: NOW });
    const south = await openThreadIn(store, {
      channelId: "860000000000000002",
      guildId: OTHER_GUILD,
      openedAt: NOW + 1,
    });
    const aeolus = sampleSettings({ guildId: "810000000000000003", guildName: "Aeolus" });
    for (const settings of [aeolus, sampleSettings({ enabled: false })]) {
      await store.saveSettings(await store.settings(settings.guildId), settings, BY, NOW);
    }
    const chosen = async () =>
      (await store.candidates(MARA, NOW)).candidates.map((one) => [one.settings.guildName, one.chosenAt]);
    expect(await chosen()).toEqual([
      ["Southwind", NOW + 1],
      ["Northwind", NOW],
      ["Aeolus", null],
    ]);
    await store.chooseThread(north.id, NOW + 2);
    expect((await chosen())[0]).toEqual(["Northwind", NOW + 2]);
    expect((await store.userThreads(MARA)).map(({ thread, settings }) => [thread.id, settings.guildName])).toEqual([
      [north.id, "Northwind"],
      [south.id, "Southwind"],
    ]);
    expect((await store.startClosing(north.id, null, null, NOW, NOW)).next).toBe("Southwind");
    expect(await chosen()).toEqual([
      ["Southwind", NOW + 1],
      ["Aeolus", null],
    ]);
    expect(await store.userThreads(MARA)).toHaveLength(1);
    expect((await store.startClosing(south.id, null, null, NOW, NOW)).next).toBeNull();
    expect(await store.userThreads(IVO)).toEqual([]);
  });

  test("whether a user could write elsewhere: to another server that they are in, or with which they have a thread", async () => {
    const store = await start();
    const elsewhere = async () => (await store.openThread(MARA, GUILD)).elsewhere;
    expect(await elsewhere()).toBe(false);
    await store.rememberMemberships(MARA, [{ guildId: GUILD, isMember: true }], NOW);
    await store.rememberMemberships(IVO, [{ guildId: OTHER_GUILD, isMember: true }], NOW);
    expect(await elsewhere()).toBe(false);
    await store.rememberMemberships(MARA, [{ guildId: OTHER_GUILD, isMember: true }], NOW);
    expect(await elsewhere()).toBe(true);
    expect((await store.createThread(newThread())).elsewhere).toBe(true);

    const off = sampleSettings({ guildId: OTHER_GUILD, enabled: false });
    await store.saveSettings(await store.settings(OTHER_GUILD), off, BY, NOW);
    expect(await elsewhere()).toBe(false);
    await store.createThread(newThread({ guildId: OTHER_GUILD }));
    expect(await elsewhere()).toBe(true);
  });

  test("a membership is known for a day, its absence for five minutes", async () => {
    const store = await start();
    const known = async (now: number) =>
      Object.fromEntries(
        (await store.candidates(MARA, now)).candidates.map((one) => [one.settings.guildId, one.isMember]),
      );
    expect(await known(NOW)).toEqual({ [GUILD]: null, [OTHER_GUILD]: null });
    const answers = [
      { guildId: GUILD, isMember: true },
      { guildId: OTHER_GUILD, isMember: false },
    ];
    await store.rememberMemberships(MARA, answers, NOW);
    expect(await known(NOW + 5 * MINUTE - 1)).toEqual({ [GUILD]: true, [OTHER_GUILD]: false });
    expect(await known(NOW + 5 * MINUTE)).toEqual({ [GUILD]: true, [OTHER_GUILD]: null });
    expect(await known(NOW + 24 * HOUR)).toEqual({ [GUILD]: null, [OTHER_GUILD]: null });
    expect((await store.candidates(IVO, NOW)).candidates.every(({ isMember }) => isMember === null)).toBe(true);
    // A later answer replaces the earlier one.
    await store.rememberMemberships(MARA, [{ guildId: GUILD, isMember: false }], NOW + HOUR);
    expect(await known(NOW + HOUR)).toMatchObject({ [GUILD]: false });
  });

  test("opening a thread remembers that its user is in the server, and ends the question where to", async () => {
    const store = await start();
    await store.rememberUser(MARA, dmOf(MARA), NOW);
    expect((await store.candidates(MARA, NOW)).askedAt).toBe(NOW);
    await store.createThread(newThread());
    const { candidates, askedAt } = await store.candidates(MARA, NOW);
    expect(askedAt).toBeNull();
    expect(candidates.find(({ settings }) => settings.guildId === GUILD)?.isMember).toBe(true);
    expect((await store.openThread(MARA, OTHER_GUILD)).dmChannelId).toBe(dmOf(MARA));
  });

  test("a server's open threads are counted, and those that wait for a person", async () => {
    const store = await start();
    const first = await openThreadIn(store, { channelId: CHANNEL });
    const { thread } = await store.createThread(newThread({ userId: IVO }));
    await store.createThread(newThread({ guildId: OTHER_GUILD }));
    await store.release(thread.id, "category-full", NOW);
    expect(await store.countThreads(GUILD)).toEqual({ open: 2, waiting: 1 });
    await store.startClosing(first.id, null, null, NOW, NOW);
    await store.closed(first.id, NOW);
    expect(await store.countThreads(GUILD)).toEqual({ open: 1, waiting: 1 });
    expect(await store.countThreads("810000000000000009")).toEqual({ open: 0, waiting: 0 });
  });

  test("what the relay tells of the bot replaces what it told before, and is answered with the channels of threads", async () => {
    const store = await start();
    expect(await store.bot()).toBeNull();
    const open = await openThreadIn(store, { channelId: CHANNEL });
    const closing = await openThreadIn(store, { userId: IVO, channelId: "860000000000000002" });
    const closed = await openThreadIn(store, { userId: JONAS, channelId: "860000000000000003" });
    await store.createThread(newThread({ guildId: OTHER_GUILD }));
    for (const { id } of [closing, closed]) await store.startClosing(id, null, null, NOW, NOW);
    await store.closed(closed.id, NOW);
    await store.saveBot({ userId: JONAS, messageContent: true }, NOW);
    const { threadChannels } = await store.saveBot({ userId: JONAS, messageContent: false }, NOW + 1);
    expect(threadChannels.toSorted()).toEqual([open.channelId, closing.channelId]);
    expect(await store.bot()).toEqual({ userId: JONAS, messageContent: false });
  });

  test("a relay that missed something is told the newest message of every channel where people may have written", async () => {
    const store = await start();
    const at = (minutes: number) => ({ id: snowflakeAt(NOW + minutes * MINUTE), sentAt: NOW + minutes * MINUTE });
    const heard = async (userId: string, minutes: number) => {
      await store.takeUserMessage(userMessage({ userId, ...at(minutes) }));
      await store.refuseMessages([at(minutes).id], "dm-closed");
    };
    // Mara: closed, then open again with another server; both threads share her DM.
    const before = await openThreadIn(store, { channelId: "860000000000000003", openedAt: NOW - 1 });
    await heard(MARA, 1);
    await store.startClosing(before.id, null, null, NOW, NOW);
    await store.closed(before.id, NOW);
    const open = await openThreadIn(store, { channelId: CHANNEL, guildId: OTHER_GUILD, openedAt: NOW });
    const typed = { threadId: open.id, channelId: CHANNEL, ...at(2) };
    await store.keepStaffMessage(staffMessage(typed), "delivered");
    // Made by a command: newer, but something typed before it may be missing.
    await store.keepStaffMessage(staffMessage({ ...typed, ...at(3), source: "interaction" }), "delivered");
    // Ivo: opened by a command, nothing said yet. Jonas: closed. Aiko: hasn't chosen a server.
    await openThreadIn(store, { userId: IVO, channelId: "860000000000000002", openedAt: NOW });
    const closed = await openThreadIn(store, {
      userId: JONAS,
      dmChannelId: "830000000000000008",
      channelId: "860000000000000004",
    });
    await heard(JONAS, 4);
    await store.startClosing(closed.id, null, null, NOW, NOW);
    await store.closed(closed.id, NOW);
    await store.takeUserMessage(userMessage({ userId: AIKO, channelId: "830000000000000009", ...at(5) }));

    const bot = { userId: JONAS, messageContent: true };
    expect((await store.saveBot(bot, NOW)).knownChannels).toEqual([]);
    const { knownChannels } = await store.saveBot(bot, NOW, { knownChannels: true });
    const opening = snowflakeAt(NOW);
    const expected = [
      { channelId: CHANNEL, guildId: OTHER_GUILD, userId: MARA, isOpen: true, lastMessageId: at(2).id },
      { channelId: dmOf(MARA), guildId: null, userId: MARA, isOpen: true, lastMessageId: at(1).id },
      { channelId: "860000000000000002", guildId: GUILD, userId: IVO, isOpen: true, lastMessageId: opening },
      { channelId: dmOf(IVO), guildId: null, userId: IVO, isOpen: true, lastMessageId: opening },
      { channelId: "830000000000000009", guildId: null, userId: AIKO, isOpen: true, lastMessageId: at(5).id },
      { channelId: "830000000000000008", guildId: null, userId: JONAS, isOpen: false, lastMessageId: at(4).id },
    ];
    const byChannel = (one: { channelId: string }, other: { channelId: string }) =>
      one.channelId < other.channelId ? -1 : 1;
    expect(knownChannels.toSorted(byChannel)).toEqual(expected.toSorted(byChannel));
    expect(knownChannels.at(-1)?.channelId).toBe("830000000000000008");
  });
}
