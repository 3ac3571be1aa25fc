// Reactions: carried to the same message on the other side, and taken from there when nobody holds them any more.

import { expect, test } from "vitest";
import type { Emoji } from "../../../worker/domain/emoji.ts";
import { Later } from "../../../worker/domain/refusal.ts";
import { mirrorReaction, type Reaction } from "../../../worker/threads/react.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { AIKO, dmOf, GUILD, JONAS, MARA, STAFF_ROLE } from "../ports/samples.ts";
import { kept, said } from "./changes.ts";
import { typed, write } from "./scenes.ts";

const THUMB: Emoji = { id: null, name: "👍" };
const BOT = "890000000000000001";

const inDm = (messageId: string, change: Partial<Reaction> = {}): Reaction => ({
  channelId: dmOf(MARA),
  guildId: null,
  messageId,
  userId: MARA,
  roleIds: [],
  emoji: THUMB,
  change: "added",
  ...change,
});
const inChannel = (world: MemoryPorts, messageId: string, change: Partial<Reaction> = {}): Reaction => ({
  ...inDm(messageId),
  channelId: world.thread().channelId ?? "",
  guildId: GUILD,
  userId: JONAS,
  roleIds: [STAFF_ROLE],
  ...change,
});

/** The bot's reactions on a message. */
const byBot = ({ discord }: MemoryPorts, messageId: string) =>
  discord.reactions
    .on(messageId)
    .filter(({ by }) => by === BOT)
    .map(({ emoji }) => emoji.name);

/** The messages of both, as each side sees them. */
async function scene() {
  const { world, one, two } = await said();
  const copyOf = (id: string) => kept(world, id).copyIds[0] ?? "";
  return {
    world,
    mine: one.id,
    copyOfMine: copyOf(one.id),
    reply: two.message.id,
    copyOfReply: copyOf(two.message.id),
  };
}

test("a reaction goes both ways, on sources and on copies", async () => {
  const { world, mine, copyOfMine, reply, copyOfReply } = await scene();
  const pairs = [
    [inDm(copyOfReply), reply],
    [inDm(mine), copyOfMine],
    [inChannel(world, copyOfMine), mine],
    [inChannel(world, reply), copyOfReply],
  ] as const;
  for (const [reaction, target] of pairs) {
    expect((await mirrorReaction(world.ports, reaction)).outcome).toBe("mirrored");
    expect(byBot(world, target)).toEqual(["👍"]);
  }
});

test.each([
  ["by a command", "interaction"],
  ["on the dashboard", "dashboard"],
])("a reply that was made %s is reacted to on what shows it in the channel, once that is known", async (_, source) => {
  const { world, reply, copyOfReply } = await scene();
  Object.assign(kept(world, reply), { source });
  expect((await mirrorReaction(world.ports, inDm(copyOfReply))).outcome).toBe("no-message");
  await world.store.answerShown(reply, "880000000000000777");
  await mirrorReaction(world.ports, inDm(copyOfReply));
  expect(byBot(world, "880000000000000777")).toEqual(["👍"]);
  expect((await mirrorReaction(world.ports, inChannel(world, "880000000000000777"))).outcome).toBe("mirrored");
  expect(byBot(world, copyOfReply)).toEqual(["👍"]);
});

test("in the channel only staff's reactions count", async () => {
  const { world, copyOfMine, mine } = await scene();
  const reaction = inChannel(world, copyOfMine, { roleIds: ["840000000000000099"] });
  expect((await mirrorReaction(world.ports, reaction)).outcome).toBe("not-staff");
  expect(byBot(world, mine)).toEqual([]);
});

test("what a user takes back goes from the channel", async () => {
  const { world, mine, copyOfMine } = await scene();
  await mirrorReaction(world.ports, inDm(mine));
  await mirrorReaction(world.ports, inDm(mine, { change: "removed" }));
  expect(byBot(world, copyOfMine)).toEqual([]);
});

test("what one of staff takes back stays while another holds it", async () => {
  const { world, mine, copyOfMine } = await scene();
  const remove = inChannel(world, copyOfMine, { change: "removed", roleIds: [] });
  await mirrorReaction(world.ports, inChannel(world, copyOfMine));
  world.discord.reactions.add(copyOfMine, THUMB, AIKO);
  expect((await mirrorReaction(world.ports, remove)).outcome).toBe("still-held");
  expect(byBot(world, mine)).toEqual(["👍"]);
  world.discord.reactions.remove(copyOfMine, THUMB, AIKO);
  // The bot's own, mirrored from the user, holds nothing.
  world.discord.reactions.add(copyOfMine, THUMB, BOT);
  expect((await mirrorReaction(world.ports, remove)).outcome).toBe("mirrored");
  expect(byBot(world, mine)).toEqual([]);
});

test("when a moderator removes all reactions, all mirrored ones go, but not the bot's marks on sources", async () => {
  const { world, mine, copyOfMine } = await scene();
  world.discord.reactions.add(mine, { id: null, name: "✅" }, BOT);
  for (const name of ["👍", "🎉"])
    await mirrorReaction(world.ports, inChannel(world, copyOfMine, { emoji: { id: null, name } }));
  const all = inChannel(world, copyOfMine, { change: "removed", userId: null, emoji: null });
  expect((await mirrorReaction(world.ports, all)).outcome).toBe("mirrored");
  expect(byBot(world, mine)).toEqual(["✅"]);
});

test.each(["✅", "🎭", "📝"])("the bot's %s on a source stays, whatever people do with theirs", async (name) => {
  const { world, reply, copyOfReply, mine, copyOfMine } = await scene();
  const emoji = { id: null, name };
  for (const change of ["added", "removed"] as const) {
    expect((await mirrorReaction(world.ports, inDm(copyOfReply, { emoji, change }))).outcome).toBe("mark");
    expect((await mirrorReaction(world.ports, inChannel(world, copyOfMine, { emoji, change }))).outcome).toBe("mark");
  }
  expect([...byBot(world, reply), ...byBot(world, mine)]).toEqual([]);
  // On a copy there is no mark of the bot's.
  expect((await mirrorReaction(world.ports, inDm(mine, { emoji }))).outcome).toBe("mirrored");
});

test("reactions on notes, on what the bot says and on what nobody knows stay where they are", async () => {
  const { world } = await scene();
  const note = typed(world, "between us");
  for (const id of [note.message.id, write(world).id, world.thread().headerMessageId ?? ""]) {
    expect((await mirrorReaction(world.ports, inChannel(world, id))).outcome).toBe("no-message");
    expect((await mirrorReaction(world.ports, inDm(id))).outcome).toBe("no-message");
  }
});

test("a short rate limit is waited out once; after that, and at a longer one, the reaction is dropped", async () => {
  const { world, mine, copyOfMine } = await scene();
  let limits: number[] = [];
  world.intercept((name, run) => {
    const seconds = name === "discord.react" ? limits.shift() : undefined;
    return seconds === undefined ? run() : Promise.reject(new Later(seconds, "Discord's rate limit"));
  });
  for (const [seconds, outcome] of [
    [[1], "mirrored"],
    [[1, 1], "dropped"],
    [[30], "dropped"],
  ] as const) {
    limits = [...seconds];
    expect((await mirrorReaction(world.ports, inDm(mine))).outcome).toBe(outcome);
  }
  expect(byBot(world, copyOfMine)).toEqual(["👍"]);
});

test("a reply that was taken back is reacted to by nobody", async () => {
  const { world, reply } = await scene();
  Object.assign(kept(world, reply), { deletedAt: world.clock.now() });
  expect((await mirrorReaction(world.ports, inChannel(world, reply))).outcome).toBe("no-message");
});
