// Channels as the bot makes, changes and deletes them, and the limits of a server.

import type { APIChannel } from "discord-api-types/v10";
import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const make = (body: object) => here.bot("POST", `/guilds/${here.guild.id}/channels`, { body });

describe("a new channel", () => {
  test.each([
    ["modmail-Ursula", "modmail-ursula"],
    ["Two  Words", "two-words"],
    ["a--b", "a-b"],
    ["what?!", "what"],
    ["ünï-çødé_1", "ünï-çødé_1"],
    ["-dashes-", "dashes"],
  ])("called %s becomes %s", async (name, shown) => {
    expect(await make({ name })).toMatchObject({ status: 201, body: { name: shown, type: 0 } });
  });

  test("keeps its name as it is when it is a category", async () => {
    expect((await make({ name: "Mod Mail!", type: 4 })).body).toMatchObject({ name: "Mod Mail!" });
  });

  test("takes over its category's overwrites unless it brings its own", async () => {
    const category = here.guild.createCategory("Mail", [{ id: here.guild.id, type: 0, deny: 2048n }]);
    const inherited = await make({ name: "a", parent_id: category.id });
    expect(inherited.body).toMatchObject({ permission_overwrites: [{ id: here.guild.id, allow: "0", deny: "2048" }] });
    expect((await make({ name: "b", parent_id: category.id, permission_overwrites: [] })).body).toMatchObject({
      permission_overwrites: [],
    });
  });

  test.each([
    ["no name", {}, { name: ["BASE_TYPE_REQUIRED"] }],
    ["a name of nothing but punctuation", { name: "?!" }, { name: ["BASE_TYPE_REQUIRED"] }],
    ["a name of 101", { name: "x".repeat(101) }, { name: ["BASE_TYPE_BAD_LENGTH"] }],
    ["a topic of 1025", { name: "a", topic: "x".repeat(1025) }, { topic: ["BASE_TYPE_BAD_LENGTH"] }],
    [
      "a parent that isn't there",
      { name: "a", parent_id: "100000000000000001" },
      { parent_id: ["CHANNEL_PARENT_INVALID"] },
    ],
    [
      "an overwrite for an unknown role",
      { name: "a", permission_overwrites: [{ id: "100000000000000001", type: 0 }] },
      { "permission_overwrites.0.id": ["OVERWRITE_TARGET_UNKNOWN"] },
    ],
    [
      "bits that aren't a number",
      { name: "a", permission_overwrites: [{ id: "1", type: 0, allow: "VIEW" }] },
      { "permission_overwrites.0.allow": ["NUMBER_TYPE_COERCE"] },
    ],
    ["a misspelt field", { name: "a", parent: "1" }, { parent: ["UNKNOWN_KEY"] }],
  ])("is refused with %s", async (_, body, flaws) => {
    const reply = await make(body);
    expect(flawsOf(reply.body)).toEqual(flaws);
    expect(reply.status).toBe(400);
  });

  test("can't be in a channel that is no category", async () => {
    const reply = await make({ name: "a", parent_id: here.channel.id });
    expect(flawsOf(reply.body)).toEqual({ parent_id: ["CHANNEL_PARENT_INVALID_TYPE"] });
  });

  test("is the 51st of a category and refused at parent_id", async () => {
    const category = here.guild.createCategory("Full");
    for (let i = 0; i < 50; i += 1) here.guild.createTextChannel(`c${i}`, { parentId: category.id });
    const reply = await make({ name: "one-more", parent_id: category.id });
    expect(flawsOf(reply.body)).toEqual({ parent_id: ["CHANNEL_PARENT_MAX_CHANNELS"] });
  });

  test("is the 501st of a server and refused (30013), categories counted", async () => {
    while (here.guild.channels().length < 500) here.guild.createCategory("c");
    expect(await make({ name: "one-more" })).toMatchObject({ status: 400, body: { code: 30013 } });
  });
});

describe("overwrites", () => {
  const overwrite = (allow: bigint, deny = 0n) => ({
    name: "a",
    permission_overwrites: [{ id: here.guild.id, type: 0, allow: `${allow}`, deny: `${deny}` }],
  });

  test("give and take only what the bot has itself (50013)", async () => {
    expect((await make(overwrite(0n, PermissionFlagsBits.ViewChannel))).status).toBe(201);
    expect(await make(overwrite(PermissionFlagsBits.BanMembers))).toMatchObject({ status: 403, body: { code: 50013 } });
    expect(await make(overwrite(0n, PermissionFlagsBits.BanMembers))).toMatchObject({
      status: 403,
      body: { code: 50013 },
    });
  });

  test("hold MANAGE_ROLES only from an administrator", async () => {
    expect((await make(overwrite(PermissionFlagsBits.ManageRoles))).body).toMatchObject({ code: 50013 });
    here.guild.setBotPermissions(PermissionFlagsBits.Administrator);
    expect((await make(overwrite(PermissionFlagsBits.ManageRoles))).status).toBe(201);
  });

  test("need MANAGE_ROLES", async () => {
    here.guild.setBotPermissions(PermissionFlagsBits.ManageChannels);
    expect((await make(overwrite(0n, PermissionFlagsBits.SendMessages))).body).toMatchObject({ code: 50013 });
    expect((await make({ name: "a" })).status).toBe(201);
  });

  test("are set and removed one by one, and unknown ones are unknown (10009)", async () => {
    const path = `/channels/${here.channel.id}/permissions/${here.user.id}`;
    expect((await here.bot("PUT", path, { body: { type: 1, allow: "1024" } })).status).toBe(204);
    expect((await here.bot("GET", `/channels/${here.channel.id}`)).body).toMatchObject({
      permission_overwrites: [{ id: here.user.id, type: 1, allow: "1024", deny: "0" }],
    });
    expect(flawsOf((await here.bot("PUT", path, { body: { type: 1, allow: "ALL" } })).body)).toEqual({
      allow: ["NUMBER_TYPE_COERCE"],
    });
    expect((await here.bot("DELETE", path)).status).toBe(204);
    expect((await here.bot("DELETE", path)).body).toMatchObject({ code: 10009 });
  });

  test("of others may stay when the list is sent again with bits that the bot lacks", async () => {
    const staff = here.guild.createRole({ name: "Staff" });
    here.guild.setOverwrites(here.channel.id, [{ id: staff.id, type: 0, allow: PermissionFlagsBits.BanMembers }]);
    const kept = { id: staff.id, type: 0, allow: `${PermissionFlagsBits.BanMembers}`, deny: "0" };
    const reply = await here.bot("PATCH", `/channels/${here.channel.id}`, { body: { permission_overwrites: [kept] } });
    expect(reply.status).toBe(200);
  });
});

describe("deleting", () => {
  test("a channel answers with it, and then it is unknown (10003)", async () => {
    const path = `/channels/${here.channel.id}`;
    expect(await here.bot("DELETE", path)).toMatchObject({ status: 200, body: { id: here.channel.id, name: "lobby" } });
    expect(await here.bot("DELETE", path)).toMatchObject({ status: 404, body: { code: 10003 } });
    expect(await here.bot("POST", `${path}/messages`, { body: { content: "c" } })).toMatchObject({
      body: { code: 10003 },
    });
  });

  test("a category leaves its channels without one", async () => {
    const category = here.guild.createCategory("Mail");
    const child = here.guild.createTextChannel("child", { parentId: category.id });
    await here.bot("DELETE", `/channels/${category.id}`);
    expect((await here.bot("GET", `/channels/${child.id}`)).body).toMatchObject({ parent_id: null });
  });

  test("a DM only closes it", async () => {
    expect((await here.bot("DELETE", `/channels/${here.dm}`)).status).toBe(200);
    expect((await here.bot("GET", `/channels/${here.dm}`)).status).toBe(200);
  });
});

test("a change keeps what it doesn't name", async () => {
  const path = `/channels/${here.channel.id}`;
  await here.bot("PATCH", path, { body: { topic: "claimed by olga" } });
  const { body } = await here.bot("PATCH", path, { body: { name: "Done Here" } });
  expect(body as unknown as APIChannel).toMatchObject({ name: "done-here", topic: "claimed by olga" });
});
