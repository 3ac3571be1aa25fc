// What the gateway is told of each change, and what it is never told.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { beforeEach, describe, expect, test } from "vitest";
import type { Change } from "../api.ts";
import { createChannel, deleteChannel, editChannel, openDm } from "./channels.ts";
import { deleteMessage, editMessage } from "./edit-message.ts";
import type { Dispatch } from "./events.ts";
import { addBot, addMember, createGuild, createRole, deleteRole, removeBot } from "./guilds.ts";
import { createMessage } from "./messages.ts";
import { addReaction, removeReaction, setPinned } from "./reactions.ts";
import type { ChannelRecord, GuildRecord } from "./state.ts";
import { startTyping } from "./typing.ts";
import { createUser } from "./users.ts";
import { createWorld, type World } from "./world.ts";

const SEES = PermissionFlagsBits.ViewChannel;

let world: World;
let guild: GuildRecord;
let userId: string;
let events: Dispatch[];
let changes: Change[];
beforeEach(() => {
  world = createWorld({ now: () => 1_767_225_600_000, messageContent: true, attachmentLifetime: 1, nonceWindow: 1 });
  userId = createUser(world, { username: "ursula" }).user.id;
  guild = createGuild(world, { name: "Harbour", ownerId: userId });
  addBot(world, guild, SEES);
  events = [];
  changes = [];
  world.on("dispatch", (event) => events.push(event));
  world.on("change", (change) => changes.push(change));
});

const told = () => events.map((event) => event.t);
const hidden = (): ChannelRecord => {
  const overwrites = [{ id: world.application.id, type: 1 as const, allow: 0n, deny: SEES }];
  return createChannel(world, guild, { name: "hidden", overwrites });
};

describe("the gateway is told", () => {
  test("of a message's whole life", () => {
    const dm = openDm(world, userId);
    const record = createMessage(world, dm, { authorId: userId, content: "hi" });
    editMessage(world, dm, record, { content: "hi!" });
    addReaction(world, dm, record, userId, "✅");
    addReaction(world, dm, record, userId, "✅");
    removeReaction(world, dm, record, userId, "✅");
    startTyping(world, dm, userId);
    setPinned(world, dm, record, userId, true);
    deleteMessage(world, dm, record);
    expect(told()).toEqual([
      "MESSAGE_CREATE",
      "MESSAGE_UPDATE",
      "MESSAGE_REACTION_ADD",
      "MESSAGE_REACTION_REMOVE",
      "TYPING_START",
      "MESSAGE_UPDATE",
      "CHANNEL_PINS_UPDATE",
      "MESSAGE_CREATE",
      "MESSAGE_DELETE",
    ]);
  });

  test("of the bot's own messages, with their nonce", () => {
    createMessage(world, openDm(world, userId), { authorId: world.application.id, content: "hi", nonce: "n" });
    expect(events).toMatchObject([{ t: "MESSAGE_CREATE", d: { nonce: "n", author: { bot: true }, channel_type: 1 } }]);
  });

  test("of a message in a server with its member and server, in a DM without", () => {
    createMessage(world, createChannel(world, guild, { name: "c" }), { authorId: userId, content: "a" });
    createMessage(world, openDm(world, userId), { authorId: userId, content: "b" });
    const [, inGuild, inDm] = events;
    expect(inGuild?.d).toMatchObject({ guild_id: guild.id, member: { roles: [] } });
    expect(inDm?.d).not.toHaveProperty("guild_id");
    expect(inDm?.d).not.toHaveProperty("member");
  });

  test("of channels, and of a category's children when it goes", () => {
    const category = createChannel(world, guild, { name: "Mail", type: 4 });
    const child = createChannel(world, guild, { name: "child", parentId: category.id });
    editChannel(world, child, { topic: "t" });
    deleteChannel(world, category);
    expect(told()).toEqual(["CHANNEL_CREATE", "CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", "CHANNEL_UPDATE"]);
    expect(events.at(-1)?.d).toMatchObject({ id: child.id, parent_id: null });
  });

  test("of a role that goes, of who had it and of the channels that named it", () => {
    const role = createRole(world, guild, { name: "Staff" });
    addMember(world, guild, createUser(world, { username: "sam" }).user.id, { roles: [role.id] });
    createChannel(world, guild, { name: "c", overwrites: [{ id: role.id, type: 0, allow: SEES, deny: 0n }] });
    events = [];
    deleteRole(world, guild, role.id);
    expect(told()).toEqual(["GUILD_MEMBER_UPDATE", "CHANNEL_UPDATE", "GUILD_ROLE_DELETE"]);
  });

  test("when the bot goes, once, and of nothing in that server afterwards", () => {
    removeBot(world, guild);
    createChannel(world, guild, { name: "c" });
    expect(events).toMatchObject([{ t: "GUILD_DELETE", d: { id: guild.id } }]);
    expect(events[0]?.d).not.toHaveProperty("unavailable");
  });
});

describe("the gateway is never told", () => {
  test("of messages where the bot can't look, though the channel itself is known", () => {
    createMessage(world, hidden(), { authorId: userId, content: "secret" });
    expect(told()).toEqual(["CHANNEL_CREATE"]);
  });

  test("of ephemeral messages, which only their reader's page hears of", () => {
    const channel = createChannel(world, guild, { name: "c" });
    events = [];
    const record = createMessage(world, channel, {
      authorId: world.application.id,
      content: "psst",
      ephemeralFor: userId,
    });
    editMessage(world, channel, record, { content: "psst!" });
    deleteMessage(world, channel, record);
    expect(events).toEqual([]);
    expect(changes).toContainEqual(expect.objectContaining({ kind: "message", ephemeralFor: userId }));
  });

  test("of a DM channel that opens", () => {
    openDm(world, userId);
    expect(events).toEqual([]);
  });
});
