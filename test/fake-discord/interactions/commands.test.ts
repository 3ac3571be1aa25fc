// Slash commands and menus: who is offered which, what a client lets one send, and what the application then gets.

import { ChannelType } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../api.ts";
import { buildTown, type Town } from "./town.ts";

const MANAGE_GUILD = 1n << 5n;
const BOT_DM = 1;

let town: Town;
beforeEach(async () => {
  town = await buildTown();
});
afterEach(() => town.close());

const names = (channel: string, who = town.user) => who.commands(channel).map((command) => command.name);

describe("commands are offered", () => {
  it("by their contexts in servers and in the bot's DM", async () => {
    await town.register([
      { name: "both", description: "d", contexts: [0, BOT_DM] },
      { name: "dm-only", description: "d", contexts: [BOT_DM] },
      { name: "everywhere", description: "d" },
      { name: "not-for-work", description: "d", nsfw: true, contexts: [0] },
      { name: "server-only", description: "d", contexts: [0] },
    ]);
    await town.register([{ name: "local", description: "d" }], town.guild.id);
    expect(names(town.general)).toEqual(["both", "everywhere", "local", "server-only"]);
    expect(names("dm")).toEqual(["both", "dm-only", "everywhere"]);
  });

  it("by default_member_permissions: bits that one must have, or administrators only", async () => {
    await town.register([
      { name: "admins", description: "d", default_member_permissions: "0" },
      { name: "anyone", description: "d" },
      { name: "managers", description: "d", default_member_permissions: MANAGE_GUILD.toString() },
    ]);
    expect(names(town.general)).toEqual(["anyone"]);
    const managers = town.guild.createRole({ name: "Managers", permissions: MANAGE_GUILD });
    town.guild.setMemberRoles(town.user, [managers.id]);
    expect(names(town.general)).toEqual(["anyone", "managers"]);
    expect(names(town.general, town.owner)).toEqual(["admins", "anyone", "managers"]);
    await expect(town.user.command(town.general, "admins")).rejects.toThrow("not offered");
    expect(town.app.arrived).toEqual([]);
  });

  it("to nobody without the permission to use them, without the bot, or without a shared server", async () => {
    await town.register([{ name: "ping", description: "d" }]);
    town.guild.setOverwrites(town.general, [{ id: town.guild.id, type: 0, deny: 1n << 31n }]);
    expect(names(town.general)).toEqual([]);
    town.guild.setOverwrites(town.general, []);
    town.guild.removeBot();
    expect(names(town.general)).toEqual([]);
    expect(names("dm")).toEqual([]);
    await expect(town.user.command("dm", "ping")).rejects.toThrow("not offered");
  });
});

describe("an interaction", () => {
  beforeEach(() => town.register([{ name: "ping", description: "d" }]));

  it("in a server carries member, permissions in that channel, and the server", async () => {
    const role = town.guild.createRole({ name: "Staff" });
    town.guild.setMemberRoles(town.user, [role.id]);
    town.guild.setOverwrites(town.general, [{ id: role.id, type: 0, allow: MANAGE_GUILD }]);
    const result = await town.user.command(town.general, "ping");
    const sent = town.app.last();
    expect(sent).toMatchObject({
      id: result.interactionId,
      application_id: town.discord.application.id,
      type: 2,
      version: 1,
      channel_id: town.general,
      channel: { id: town.general, type: 0, name: "general", guild_id: town.guild.id },
      guild_id: town.guild.id,
      guild: { id: town.guild.id, locale: "en-US" },
      guild_locale: "en-US",
      locale: "en-US",
      entitlements: [],
      context: 0,
      authorizing_integration_owners: { "0": town.guild.id },
      attachment_size_limit: 10_485_760,
      data: { name: "ping", type: 1 },
      member: { user: { id: town.user.id }, roles: [role.id] },
    });
    expect(sent).not.toHaveProperty("user");
    expect(sent.data).not.toHaveProperty("options");
    expect(BigInt(String(sent.member?.permissions)) & MANAGE_GUILD).toBe(MANAGE_GUILD);
    expect(BigInt(String(sent.app_permissions)) & MANAGE_GUILD).toBe(0n);
    expect(sent.id).toMatch(/^\d{17,19}$/);
  });

  it("in the DM carries the user and no server", async () => {
    await town.user.command("dm", "ping");
    const sent = town.app.last();
    expect(sent).toMatchObject({
      channel: { type: 1, id: town.user.dm() },
      context: 1,
      authorizing_integration_owners: { "0": "0" },
      user: { id: town.user.id, global_name: "User" },
      app_permissions: ((1n << 15n) | (1n << 14n) | (1n << 17n) | (1n << 18n)).toString(),
    });
    for (const key of ["member", "guild", "guild_id", "guild_locale"]) expect(sent).not.toHaveProperty(key);
  });
});

describe("options", () => {
  beforeEach(() =>
    town.register([
      {
        name: "modmail",
        description: "d",
        options: [
          {
            type: 1,
            name: "setup",
            description: "d",
            options: [
              { type: 8, name: "role", description: "d", required: true },
              { type: 7, name: "category", description: "d", channel_types: [ChannelType.GuildCategory] },
              { type: 6, name: "user", description: "d" },
              { type: 11, name: "file", description: "d" },
              { type: 5, name: "enabled", description: "d" },
              { type: 4, name: "hours", description: "d", min_value: 1, max_value: 48 },
              { type: 3, name: "size", description: "d", choices: [{ name: "Small", value: "s" }] },
              { type: 3, name: "text", description: "d", min_length: 2, max_length: 4 },
            ],
          },
          { type: 1, name: "status", description: "d" },
        ],
      },
    ]),
  );
  const setup = (options: Record<string, string | number | boolean>) =>
    town.user.command(town.general, "modmail setup", { role: town.guild.id, ...options });

  it("arrive in the subcommand, with everything that ids stand for", async () => {
    const role = town.guild.createRole({ name: "Staff" });
    const category = town.guild.createCategory("Modmail");
    await town.user.command(town.general, "modmail setup", {
      role: role.id,
      category: category.id,
      user: town.owner.id,
      enabled: true,
      hours: 24,
      size: "s",
      file: { name: "a.txt", bytes: new Uint8Array(2) },
    });
    const { data } = town.app.last();
    const { resolved } = data;
    const [sub] = data.options as {
      name: string;
      type: number;
      options: { name: string; type: number; value: unknown }[];
    }[];
    expect(sub).toMatchObject({ name: "setup", type: 1 });
    expect(sub?.options.map((option) => [option.name, option.type])).toEqual([
      ["role", 8],
      ["category", 7],
      ["user", 6],
      ["file", 11],
      ["enabled", 5],
      ["hours", 4],
      ["size", 3],
    ]);
    const fileId = String(sub?.options[3]?.value);
    expect(resolved?.roles?.[role.id]).toMatchObject({ id: role.id, name: "Staff" });
    expect(resolved?.channels?.[category.id]).toMatchObject({ type: 4, name: "Modmail" });
    expect(resolved?.channels?.[category.id]).toHaveProperty("app_permissions");
    expect(resolved?.users?.[town.owner.id]).toMatchObject({ username: "owner" });
    expect(resolved?.members?.[town.owner.id]).not.toHaveProperty("user");
    expect(resolved?.attachments?.[fileId]).toMatchObject({ filename: "a.txt", ephemeral: true });
    expect(String(resolved?.attachments?.[fileId]?.url)).toContain("/ephemeral-attachments/");
  });

  it("are absent for a subcommand that has none", async () => {
    await town.user.command(town.general, "modmail status");
    expect(town.app.last().data.options).toEqual([{ name: "status", type: 1, options: [] }]);
  });

  it("are checked before anything is sent, as a client's form does", async () => {
    const text = town.guild.channel("general").id;
    await expect(town.user.command(town.general, "modmail setup")).rejects.toThrow("role: This option is required");
    await expect(town.user.command(town.general, "modmail")).rejects.toThrow("choose a subcommand");
    await expect(town.user.command(town.general, "modmail nothing")).rejects.toThrow("no command");
    await expect(setup({ nothing: 1 })).rejects.toThrow('no option "nothing"');
    await expect(setup({ role: "123" })).rejects.toThrow("role: There is no role");
    await expect(setup({ category: text })).rejects.toThrow("not a channel of a type");
    await expect(setup({ user: "123" })).rejects.toThrow("user: There is no user");
    await expect(setup({ enabled: "yes" })).rejects.toThrow("True or False");
    await expect(setup({ hours: 1.5 })).rejects.toThrow("whole number");
    await expect(setup({ hours: 49 })).rejects.toThrow("Not more than 48");
    await expect(setup({ size: "m" })).rejects.toThrow("Choose one of the options");
    await expect(setup({ text: "a" })).rejects.toThrow("At least 2");
    await expect(setup({ text: "abcde" })).rejects.toThrow("At most 4");
    await expect(setup({ file: "a.txt" })).rejects.toThrow("Choose a file");
    expect(town.app.arrived).toEqual([]);
  });

  it("offer only channels that the person sees", async () => {
    const hidden = town.guild.createCategory("Hidden", [{ id: town.guild.id, type: 0, deny: 1n << 10n }]);
    await expect(setup({ category: hidden.id })).rejects.toThrow("There is no channel");
  });
});

describe("autocomplete", () => {
  beforeEach(() =>
    town.register([
      {
        name: "snippet",
        description: "d",
        options: [
          { type: 3, name: "name", description: "d", required: true, autocomplete: true },
          { type: 3, name: "plain", description: "d" },
        ],
      },
    ]),
  );

  it("sends what has been typed so far and gives the choices back", async () => {
    town.app.behave(() => ({ type: 8, data: { choices: [{ name: "Hello", value: "hello" }] } }));
    const choices = await town.user.autocomplete(town.general, "snippet", { name: "he" }, "name");
    expect(choices).toEqual([{ name: "Hello", value: "hello" }]);
    expect(town.app.last()).toMatchObject({
      type: 4,
      data: { options: [{ name: "name", type: 3, value: "he", focused: true }] },
    });
  });

  it("fails when the application answers anything but choices, or more than 25", async () => {
    const attempt = () => town.user.autocomplete(town.general, "snippet", { name: "he" }, "name");
    await expect(attempt()).rejects.toThrow("can't answer");
    const many = Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` }));
    town.app.behave(() => ({ type: 8, data: { choices: many } }));
    await expect(attempt()).rejects.toThrow("50035");
    await expect(town.user.autocomplete(town.general, "snippet", {}, "plain")).rejects.toThrow("no autocomplete");
  });
});

describe("attachment_size_limit", () => {
  const MIB = 1024 * 1024;
  const limit = async (who: Person, channel: string) => {
    await who.command(channel, "ping");
    return Number(town.app.last().attachment_size_limit) / MIB;
  };

  it("is the larger of what the person and what the server may upload", async () => {
    await town.register([{ name: "ping", description: "d" }]);
    const rich = town.discord.createUser({ username: "rich", nitro: true });
    town.guild.addMember(rich);
    expect(await limit(town.user, town.general)).toBe(10);
    expect(await limit(rich, town.general)).toBe(500);
    expect(await limit(rich, "dm")).toBe(500);
    town.guild.setBoostTier(2);
    expect(await limit(town.user, town.general)).toBe(50);
    expect(await limit(town.user, "dm")).toBe(10);
    town.guild.setBoostTier(3);
    expect(await limit(town.user, town.general)).toBe(100);
  });

  it("holds for options that are files", async () => {
    await town.register([{ name: "ping", description: "d", options: [{ type: 11, name: "file", description: "d" }] }]);
    const file = { name: "a.bin", bytes: new Uint8Array(10 * MIB + 1) };
    await expect(town.user.command(town.general, "ping", { file })).rejects.toThrow("larger than 10 MiB");
    town.guild.setBoostTier(2);
    await town.user.command(town.general, "ping", { file });
    const [attachment] = Object.values(town.app.last().data.resolved?.attachments ?? {});
    expect(attachment).toMatchObject({ filename: "a.bin", size: 10 * MIB + 1, ephemeral: true });
    expect(String(attachment?.url)).toContain("/ephemeral-attachments/");
  });
});

describe("a forged interaction", () => {
  it("is signed and sent as it is, past all checks, and answered in the open", async () => {
    town.app.behave((interaction) => ({
      type: 4,
      data: { content: `no ${String(interaction.data.name)}`, flags: 64 },
    }));
    const answer = await town.user.forge(town.general, {
      type: 2,
      data: { id: "1", name: "made-up", type: 1 },
      guild_id: "42",
    });
    expect(answer).toEqual({ status: 200, body: { type: 4, data: { content: "no made-up", flags: 64 } } });
    expect(town.app.last()).toMatchObject({
      guild_id: "42",
      channel_id: town.general,
      member: { user: { id: town.user.id } },
    });
    expect(town.user.messages(town.general).map((message) => message.content)).toEqual(["no made-up"]);
  });
});
