// Erasing a person's data: everything that is theirs goes, nothing of anybody else's, and the receipt says what.

import { beforeEach, describe, expect, test } from "vitest";
import type { Erasure, Went } from "../../../worker/domain/erasure.ts";
import { Later } from "../../../worker/domain/refusal.ts";
import { askErasure, finishErasures } from "../../../worker/threads/erase-user.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, IVO, LOGS, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { muchKept } from "./flows-privacy.ts";
import { conversation, MINUTE, noServer, oneServer, screenshot, twoServers, write } from "./scenes.ts";

let world: MemoryPorts;
const admin = { id: AIKO, name: "Aiko" };

const ask = (change: Partial<Omit<Erasure, "went" | "askedAt">> = {}): Promise<{ went: Went | null }> =>
  askErasure(world.ports, {
    id: "940000000000000001",
    userId: MARA,
    guildId: null,
    by: null,
    dmChannelId: dmOf(MARA),
    ...change,
  });

/** Everything that is kept, and everything that stands in the logs channel. */
const all = () =>
  JSON.stringify([
    Object.entries(world.tables).map(([, rows]) => asJson(rows)),
    asJson(world.files.bucket),
    world.logs(),
  ]);
const asJson = (rows: unknown) => (rows instanceof Map ? [...rows] : rows);

describe("a person who wants everything erased", () => {
  beforeEach(async () => {
    world = await muchKept();
  });

  test("has nothing left anywhere that names them or holds what they said, or what was said to them", async () => {
    expect(all()).toMatch(MARA);
    const { went } = await ask();
    expect(went).toEqual({ threads: 2, messages: 5, files: 2, notes: 1, logEntries: 4, logEntriesLeft: 0 });
    // The erasure itself knows whose it was until the receipt is given.
    world.tables.erasures.length = 0;
    expect(all()).not.toMatch(new RegExp(`${MARA}|${dmOf(MARA)}|Captain|Which rank|Looks honest|One more thing`, "i"));
    expect([...world.files.bucket.keys()]).toEqual([]);
  });

  test("is told that their open thread is closed; its channel is gone, other people's threads aren't touched", async () => {
    const channels = world.tables.threads.map(({ channelId }) => channelId ?? "");
    await ask();
    expect(world.dm().at(-1)).toBe("[thread-closed]");
    expect(channels.map((id) => world.discord.channels.get(id).gone)).toEqual([true, false, true]);
    expect(world.tables.threads.map(({ userId }) => userId)).toEqual(["0", IVO, "0"]);
    expect(world.tables.messages.map(({ userId }) => userId)).toEqual([IVO]);
  });

  test("leaves a line in the logs channel for each thread, in place of the transcripts", async () => {
    await ask();
    expect(world.logs()).toEqual(["[opened #2]", "[erased #1]", "[erased #3]"]);
  });

  test("leaves numbers and times for the server's figures", async () => {
    await ask();
    const [first] = world.tables.threads;
    expect(first).toMatchObject({ number: 1, state: "closed", closeReason: null, firstReply: { name: "Jonas" } });
    expect(first?.closedAt).not.toBeNull();
    await receiveUserMessage(world.ports, write(world, { content: "Me again" }));
    expect(world.tables.threads.at(-1)).toMatchObject({ number: 4, userId: MARA, earlierThreads: 0 });
  });

  test("who asks again, when all is done, is told that nothing was left", async () => {
    await ask();
    await finishErasures(world.ports);
    world.clock.pass(3 * MINUTE);
    await finishErasures(world.ports);
    expect((await ask({ id: "940000000000000002" })).went).toMatchObject({ threads: 0, messages: 0 });
  });

  test("who asks twice at once is erased once", async () => {
    const both = await Promise.all([ask(), ask({ id: "940000000000000002" })]);
    expect(both.filter(({ went }) => went === null)).toHaveLength(1);
  });

  test("an entry that Discord doesn't let the bot delete is counted as left", async () => {
    world.discord.refusals.set("deleteMessages", { reason: "missing-permission" });
    expect((await ask()).went).toMatchObject({ threads: 2, logEntries: 0, logEntriesLeft: 4 });
  });

  /** The logs channel's limit: its line about a thread is put off by so many seconds, so often. */
  const putOff = (seconds: number, times: number) => {
    let left = times;
    world.intercept((name, run) => {
      if (name !== "discord.tellStaff" || left === 0) return run();
      left -= 1;
      throw new Later(seconds, "Discord's rate limit");
    });
  };

  test("gets the receipt at once when the logs channel takes no more for the five seconds of Discord's limit", async () => {
    putOff(6, 3);
    expect((await ask()).went).toMatchObject({ threads: 2 });
    expect(world.logs()).toEqual(["[opened #2]", "[erased #1]", "[erased #3]"]);
  });

  test("gets it from the schedule when that takes longer than an invocation lives after its answer", async () => {
    const askedAt = world.clock.now();
    putOff(6, 4);
    expect((await ask()).went).toBeNull();
    expect(world.clock.now() - askedAt).toBeLessThan(30_000);
    world.clock.pass(MINUTE);
    expect(await finishErasures(world.ports)).toEqual({ finished: 1, failed: 0 });
    expect(world.dm().at(-1)).toBe("[erased]");
  });

  test("what they write meanwhile isn't erased with it", async () => {
    world.intercept(async (name, run) => {
      if (name === "store.forgetUser") {
        world.intercept((_, go) => go());
        world.clock.pass(1);
        await receiveUserMessage(world.ports, write(world, { content: "Wait!" }));
      }
      return run();
    });
    expect((await ask()).went).toMatchObject({ threads: 2 });
    expect(world.tables.messages.map(({ content }) => content)).toContain("Wait!");
  });
});

test("messages that wait for the choice of a server are erased, with their files", async () => {
  world = await twoServers();
  await receiveUserMessage(world.ports, write(world, { attachments: [screenshot(world)] }));
  expect(world.files.bucket.size).toBe(1);
  expect((await ask()).went).toMatchObject({ threads: 0, messages: 1, files: 1 });
  expect(world.tables.messages).toEqual([]);
  expect(world.files.bucket.size).toBe(0);
  expect(world.tables.users.size).toBe(0);
});

test("what no server was there for isn't kept in the first place", async () => {
  world = await noServer();
  const message = write(world, { content: "Anybody?", attachments: [screenshot(world)] });
  await receiveUserMessage(world.ports, message);
  expect(all()).not.toMatch(/Anybody|820000000000000001/);
  expect(world.tables.messages).toMatchObject([{ id: message.id, state: "refused" }]);
});

describe("an admin who has a user's data erased", () => {
  beforeEach(async () => {
    world = await twoServers();
    for (const guildId of [GUILD, OTHER_GUILD]) {
      const settings = await world.store.settings(guildId);
      if (!settings) throw new Error("no settings");
      const profile = { username: "mara", displayName: "Mara", avatarUrl: null, joinedAt: null, roleIds: [] };
      await world.store.createThread({
        id: `thread${guildId.slice(-14)}`,
        guildId,
        userId: MARA,
        dmChannelId: dmOf(MARA),
        profile,
        openedVia: "command",
        openedAt: world.clock.now(),
        leaseUntil: 0,
        contactedBy: null,
      });
      await world.store.addUserNote(guildId, MARA, { id: "1", author: admin, text: "Honest.", at: 0 }, 9);
    }
  });

  test("erases their server's part and no other's, and says nothing of it in the logs channel", async () => {
    const { went } = await ask({ guildId: GUILD, by: admin, dmChannelId: null });
    expect(world.warnings).toEqual([]);
    expect(went).toMatchObject({ threads: 1, notes: 1 });
    expect(world.tables.threads.map(({ guildId, userId, closedBy }) => [guildId, userId, closedBy])).toEqual([
      [GUILD, "0", AIKO],
      [OTHER_GUILD, MARA, null],
    ]);
    expect(world.tables.userNotes.map(({ guildId }) => guildId)).toEqual([OTHER_GUILD]);
    expect(world.tables.users.has(MARA)).toBe(true);
    expect(world.logs().filter((line) => line.includes("erased"))).toEqual([]);
  });

  test("the record of it stays: who asked, when and what went, but not whose", async () => {
    await ask({ guildId: GUILD, by: admin, dmChannelId: null });
    world.clock.pass(3 * MINUTE);
    expect(await finishErasures(world.ports)).toEqual({ finished: 1, failed: 0 });
    expect(await world.store.erasuresIn(GUILD, 9)).toMatchObject([{ by: admin, went: { threads: 1, notes: 1 } }]);
    expect(JSON.stringify(world.tables.erasures)).not.toContain(MARA);
  });
});

test("one of a person's threads may go alone: the others and what is known of them stay", async () => {
  world = await muchKept();
  const [first, , other] = world.tables.threads;
  const { went } = await ask({ guildId: GUILD, by: admin, dmChannelId: null, threadId: first?.id ?? "" });
  expect(went).toEqual({ threads: 1, messages: 4, files: 1, notes: 0, logEntries: 2, logEntriesLeft: 0 });
  expect(first).toMatchObject({ userId: "0", erasedAt: expect.any(Number) });
  expect(other).toMatchObject({ userId: MARA, erasedAt: null, state: "open" });
  expect(world.tables.userNotes).toHaveLength(1);
});

describe("what is too much for one invocation", () => {
  beforeEach(async () => {
    world = await conversation();
    for (let at = 0; at < 1200; at++) {
      world.tables.messages.push({
        ...structuredClone(write(world, { content: `line ${at}` })),
        threadId: world.thread().id,
        state: "delivered",
        copyIds: [],
        problem: null,
        deliveredAt: 0,
      });
    }
  });

  test("goes on with the schedule, and the receipt comes into the direct messages", async () => {
    expect((await ask()).went).toBeNull();
    expect(world.tables.messages.length).toBeLessThan(250);
    expect(world.tables.messages.length).toBeGreaterThan(0);
    world.clock.pass(MINUTE);
    await finishErasures(world.ports);
    expect(world.tables.messages).toEqual([]);
    expect(world.dm().at(-1)).toBe("[erased]");
    expect(world.tables.erasures).toMatchObject([{ userId: null, went: { threads: 1, messages: 1204 } }]);
  });

  test("while somebody else is closing the thread, it waits for that", async () => {
    const { id } = world.thread();
    await world.store.startClosing(id, AIKO, null, world.clock.now(), world.clock.now() + MINUTE);
    expect((await ask()).went).toBeNull();
    expect(world.thread()).toMatchObject({ state: "closing", erasedAt: null });
  });
});

test("a person of whom nothing is kept gets a receipt all the same", async () => {
  world = await oneServer();
  expect((await ask()).went).toEqual({ threads: 0, messages: 0, files: 0, notes: 0, logEntries: 0, logEntriesLeft: 0 });
  expect(world.discord.channels.get(LOGS).messages).toEqual([]);
});
