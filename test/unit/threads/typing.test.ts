// Typing: shown on the other side only when the server wants it, and staff's only where it surely means an answer.

import { expect, test } from "vitest";
import { Later } from "../../../worker/domain/refusal.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import { mirrorTyping } from "../../../worker/threads/typing.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, IVO, JONAS, MARA, STAFF_ROLE } from "../ports/samples.ts";
import { openThread } from "./scenes.ts";

async function scene(settings: Partial<Settings>, claimedBy: string | null = null): Promise<MemoryPorts> {
  const world = await openThread();
  world.addServer({ mirrorTyping: true, ...settings });
  if (claimedBy !== null) await world.store.claim(world.thread().id, null, claimedBy, world.clock.now());
  return world;
}
const inDm = (world: MemoryPorts, userId = MARA) =>
  mirrorTyping(world.ports, { channelId: dmOf(userId), guildId: null, userId, roleIds: [] });
const inChannel = (world: MemoryPorts, userId = JONAS, roleIds = [STAFF_ROLE]) =>
  mirrorTyping(world.ports, { channelId: world.thread().channelId ?? "", guildId: GUILD, userId, roleIds });

test("the user's typing is shown in the channel", async () => {
  const world = await scene({});
  expect((await inDm(world)).outcome).toBe("shown");
  expect(world.discord.typing).toEqual([world.thread().channelId]);
});

test.each([
  ["the setting is off", { mirrorTyping: false }],
  ["the setting is off, typing directly", { mirrorTyping: false, replyCommand: false }],
])("nothing is shown when %s", async (_when, settings) => {
  const world = await scene(settings);
  expect((await inDm(world)).outcome).toBe("not-shown");
  expect((await inChannel(world)).outcome).toBe("not-shown");
  expect(world.discord.typing).toEqual([]);
});

test("who has no open thread is typing to nobody", async () => {
  const world = await scene({});
  expect(await inDm(world, IVO)).toEqual({ outcome: "not-shown", threadId: null });
});

test.each([
  ["the reply command on, unclaimed: it may be a note", true, null, false],
  ["the reply command on, claimed by who types", true, JONAS, true],
  ["the reply command on, claimed by another", true, AIKO, false],
  ["the reply command off, unclaimed", false, null, true],
  ["the reply command off, claimed by who types", false, JONAS, true],
  ["the reply command off, claimed by another: it won't be sent", false, AIKO, false],
])("staff type with %s", async (_how, replyCommand, claimedBy, isShown) => {
  const world = await scene({ replyCommand }, claimedBy);
  expect((await inChannel(world)).outcome).toBe(isShown ? "shown" : "not-shown");
  expect(world.discord.typing).toEqual(isShown ? [dmOf(MARA)] : []);
});

test("the typing of people who aren't staff is never shown", async () => {
  const world = await scene({ replyCommand: false });
  expect((await inChannel(world, IVO, [])).outcome).toBe("not-shown");
});

test("it is dropped when Discord is busy, and when the user takes no messages", async () => {
  const world = await scene({});
  world.intercept((name, run) =>
    name === "discord.showTyping" ? Promise.reject(new Later(1, "Discord's rate limit")) : run(),
  );
  expect((await inDm(world)).outcome).toBe("dropped");
  world.intercept((_, run) => run());
  world.discord.refusals.set("showTyping", { reason: "dm-closed" });
  expect((await inDm(world)).outcome).toBe("dropped");
});
