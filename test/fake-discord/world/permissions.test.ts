// Discord's permission algorithm, case by case.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { beforeEach, describe, expect, test } from "vitest";
import { createChannel, openDm } from "./channels.ts";
import { addMember, createGuild, createRole, editMember, editRole } from "./guilds.ts";
import { ALL_PERMISSIONS, channelPermissions, guildPermissions, may } from "./permissions.ts";
import type { ChannelRecord, GuildRecord, OverwriteRecord } from "./state.ts";
import { createUser } from "./users.ts";
import { createWorld, type World } from "./world.ts";

const { Administrator, AttachFiles, ManageMessages, SendMessages, ViewChannel } = PermissionFlagsBits;

let world: World;
let guild: GuildRecord;
let ownerId: string;
let userId: string;
beforeEach(() => {
  world = createWorld({ now: () => 1_767_225_600_000, messageContent: true, attachmentLifetime: 1, nonceWindow: 1 });
  ownerId = createUser(world, { username: "olga" }).user.id;
  userId = createUser(world, { username: "ursula" }).user.id;
  guild = createGuild(world, { name: "Harbour", ownerId });
  addMember(world, guild, userId);
  editRole(world, guild, guild.id, { permissions: ViewChannel | SendMessages | AttachFiles });
});

const overwrite = (id: string, type: 0 | 1, allow: bigint, deny: bigint): OverwriteRecord => ({
  id,
  type,
  allow,
  deny,
});
const channel = (...overwrites: OverwriteRecord[]): ChannelRecord =>
  createChannel(world, guild, { name: "c", overwrites });
const role = (permissions: bigint) => createRole(world, guild, { name: "r", permissions }).id;
const join = (...roles: string[]) => editMember(world, guild, userId, { roles });
const has = (where: ChannelRecord, bits: bigint) => may(channelPermissions(world, where, userId), bits);

describe("in a server", () => {
  test("the owner may do everything, whatever overwrites say", () => {
    const closed = channel(overwrite(ownerId, 1, 0n, ViewChannel));
    expect(channelPermissions(world, closed, ownerId)).toBe(ALL_PERMISSIONS);
  });

  test("an administrator may do everything, whatever overwrites say", () => {
    join(role(Administrator));
    expect(channelPermissions(world, channel(overwrite(guild.id, 0, 0n, ViewChannel)), userId)).toBe(ALL_PERMISSIONS);
  });

  test("a member has what @everyone and all their roles have together", () => {
    join(role(ManageMessages));
    expect(guildPermissions(guild, userId)).toBe(ViewChannel | SendMessages | AttachFiles | ManageMessages);
  });

  test("a stranger may nothing", () => {
    const stranger = createUser(world, { username: "stranger" }).user.id;
    expect(guildPermissions(guild, stranger)).toBe(0n);
  });
});

describe("in a channel", () => {
  test("a role's allow goes before @everyone's deny", () => {
    const staff = role(0n);
    join(staff);
    expect(
      has(channel(overwrite(guild.id, 0, 0n, ViewChannel), overwrite(staff, 0, ViewChannel, 0n)), ViewChannel),
    ).toBe(true);
  });

  test("of two roles the one that allows goes before the one that denies", () => {
    const [a, b] = [role(0n), role(0n)];
    join(a, b);
    expect(has(channel(overwrite(a, 0, 0n, SendMessages), overwrite(b, 0, SendMessages, 0n)), SendMessages)).toBe(true);
  });

  test("the member's own overwrite has the last word", () => {
    const staff = role(0n);
    join(staff);
    expect(
      has(channel(overwrite(staff, 0, SendMessages, 0n), overwrite(userId, 1, 0n, SendMessages)), SendMessages),
    ).toBe(false);
  });

  test("a role that one doesn't have means nothing", () => {
    expect(has(channel(overwrite(role(0n), 0, ManageMessages, 0n)), ManageMessages)).toBe(false);
  });

  test("who can't look may nothing at all", () => {
    expect(channelPermissions(world, channel(overwrite(guild.id, 0, 0n, ViewChannel)), userId)).toBe(0n);
  });

  test("who can't send can't attach either", () => {
    expect(channelPermissions(world, channel(overwrite(guild.id, 0, 0n, SendMessages)), userId)).toBe(ViewChannel);
  });
});

test("a DM is for the two in it", () => {
  const dm = openDm(world, userId);
  expect(has(dm, SendMessages | AttachFiles)).toBe(true);
  expect(may(channelPermissions(world, dm, world.application.id), SendMessages)).toBe(true);
  expect(channelPermissions(world, dm, ownerId)).toBe(0n);
});
