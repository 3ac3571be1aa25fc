// What users read and do on their side: greetings, which server they talk to, turning to another, closing.

import { describe, expect, test } from "vitest";
import { chooseServer } from "../../../worker/threads/choose-server.ts";
import { closeThread } from "../../../worker/threads/close.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { receiveStaffMessage } from "../../../worker/threads/receive-staff-message.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { sharedServers } from "../../../worker/threads/servers.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { dmOf, GUILD, JONAS, MARA, OTHER_GUILD } from "../ports/samples.ts";
import { nextId, oneServer, twoServers, typed, write } from "./scenes.ts";

const open = (world: MemoryPorts, guildId: string, dmChannelId: string | null = dmOf(MARA)) =>
  chooseServer(world.ports, { userId: MARA, guildId, dmChannelId, sourceId: nextId() }, "command");
const close = async (world: MemoryPorts, by: string) => {
  const [inGuild] = await world.store.userThreads(MARA);
  if (inGuild) await closeThread(world.ports, inGuild, by, null);
};

describe("a server's own texts", () => {
  test("greet whoever opens a thread, by a message or a command, and end it, with names filled in", async () => {
    const world = await oneServer();
    world.addServer({ greeting: "Welcome to {server}, {{user}}!", closing: "Bye, {user}." });
    await receiveUserMessage(world.ports, write(world));
    await close(world, JONAS);
    await open(world, GUILD);
    expect(world.dm()).toEqual([
      '[thread-opened "Welcome to Northwind, Mara!"]',
      '[thread-closed "Bye, Mara."]',
      '[thread-invited "Welcome to Northwind, Mara!"]',
    ]);
  });
});

describe("several servers", () => {
  test("the way to another server is offered as soon as there is one, and not before", async () => {
    const world = await twoServers();
    await open(world, GUILD);
    await open(world, OTHER_GUILD);
    expect(world.dm()).toEqual(["[thread-invited]", "[thread-invited switch]"]);
  });

  test("those with an open thread come first, the one that the user is talking to before all", async () => {
    const world = await twoServers();
    await open(world, GUILD);
    world.clock.pass(1);
    await open(world, OTHER_GUILD);
    const names = async () =>
      (await sharedServers(world.ports, MARA)).servers.map(({ settings, chosenAt }) => [
        settings.guildName,
        chosenAt !== null,
      ]);
    expect(await names()).toEqual([
      ["Southwind", true],
      ["Northwind", true],
    ]);
    world.clock.pass(1);
    await open(world, GUILD);
    expect(await names()).toEqual([
      ["Northwind", true],
      ["Southwind", true],
    ]);
    await close(world, JONAS);
    expect(world.dm().at(-1)).toBe("[thread-closed next Southwind]");
    expect(await names()).toEqual([
      ["Southwind", true],
      ["Northwind", false],
    ]);
  });

  test("answering something from another server turns to it, and says so; repeated, it is one message in one place", async () => {
    const world = await twoServers();
    await open(world, OTHER_GUILD);
    const [south] = world.tables.threads;
    const asked = { ...typed(world, "!r Which level?", { channelId: south?.channelId ?? "" }), guildId: OTHER_GUILD };
    await receiveStaffMessage(world.ports, asked);
    const answersId = world.tables.messages.at(-1)?.copyIds[0] ?? "";
    world.clock.pass(1);
    await open(world, GUILD);
    await receiveUserMessage(world.ports, write(world, { content: "For the north" }));

    const answer = write(world, { content: "Level 7", answersId });
    for (const _ of [1, 2]) await receiveUserMessage(world.ports, answer);
    await receiveUserMessage(world.ports, write(world, { content: "Or 8" }));
    const [, north] = world.tables.threads;
    expect(world.channel(south).slice(-2)).toEqual(["Mara: Level 7", "Mara: Or 8"]);
    expect(world.channel(north).at(-1)).toBe("Mara: For the north");
    expect(world.dm().filter((text) => text === "[talking-to switch]")).toHaveLength(1);
  });

  test("answering something from where they are talking already says nothing", async () => {
    const world = await twoServers();
    await open(world, GUILD);
    await receiveStaffMessage(world.ports, typed(world, "!r Which rank?"));
    const answersId = world.tables.messages.at(-1)?.copyIds[0] ?? "";
    await receiveUserMessage(world.ports, write(world, { content: "Captain", answersId }));
    expect(world.channel().at(-1)).toContain("Captain");
    expect(world.dm().some((text) => text.startsWith("[talking-to"))).toBe(false);
  });

  test("an open thread can be turned to although its server switched Modmail off, or the user left it", async () => {
    const world = await twoServers();
    await open(world, GUILD);
    world.clock.pass(1);
    await open(world, OTHER_GUILD);
    world.addServer({ enabled: false });
    world.discord.leave(GUILD, MARA);
    world.clock.pass(25 * 60 * 60_000);
    const { servers } = await sharedServers(world.ports, MARA);
    expect(servers.map(({ settings }) => settings.guildName)).toEqual(["Southwind", "Northwind"]);
    expect(await open(world, GUILD)).toMatchObject({ ok: true, value: { alreadyOpen: true } });
    await receiveUserMessage(world.ports, write(world, { content: "Still here?" }));
    expect(world.channel(world.tables.threads[0]).at(-1)).toBe("Mara: Still here?");
  });
});

test("what a user wrote and nobody has seen doesn't open the next thread when they close this one", async () => {
  const world = await oneServer();
  world.discord.refusals.set("createThreadChannel", { reason: "category-full" });
  await receiveUserMessage(world.ports, write(world));
  await close(world, MARA);
  expect(world.thread()).toMatchObject({ state: "closed", closedBy: MARA, troubleSince: null });
  expect(world.tables.messages).toMatchObject([{ state: "refused", problem: "closed-by-user" }]);
  world.discord.refusals.clear();
  world.clock.pass(10 * 60_000);
  await finishCutOff(world.ports);
  expect(world.tables.threads).toHaveLength(1);
});

test("the button to close is offered where users may", async () => {
  const world = await oneServer();
  world.addServer({ usersMayClose: true });
  await receiveUserMessage(world.ports, write(world));
  expect(world.dm()).toEqual(["[thread-opened close]"]);
});

test("a message that Discord refuses to show is told to its writer, with the server", async () => {
  const world = await oneServer();
  await open(world, GUILD);
  world.discord.refusals.set("postUserMessage", { reason: "blocked-by-filter" });
  await receiveUserMessage(world.ports, write(world, { content: "bad.example" }));
  expect(world.dm().at(-1)).toBe("[not-delivered Northwind blocked-by-filter: bad.example]");
});
