// The setup panel: selects and buttons that save at once, and "Create what's missing".

import { ChannelType, PermissionFlagsBits } from "discord-api-types/v10";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { SeenMessage } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { type Scene, sees, settled, startScene, textOf, threadChannel } from "./scene.ts";
import { newServer, type SetupDesk } from "./setup-desk.ts";

let scene: Scene;
let desk: SetupDesk;
beforeAll(async () => {
  // These tests act faster than people do, and would meet the global limit of 50 requests a second.
  scene = await startScene({ rateLimits: false });
});
beforeEach(() => {
  desk = newServer(scene);
});
afterAll(() => scene.close());

const { ViewChannel, SendMessages, ManageChannels, ReadMessageHistory } = PermissionFlagsBits;
type Component = { type: number; custom_id?: string; label?: string; default_values?: unknown; min_values?: number };
const components = (panel: SeenMessage): Component[][] =>
  (panel.components ?? []).map((row) => ("components" in row ? (row.components as Component[]) : []));
const buttons = (panel: SeenMessage) => components(panel)[4]?.map((button) => button.label);
const presets = (panel: SeenMessage) =>
  components(panel)
    .slice(0, 4)
    .map(([select]) => select?.default_values);
const made = () => desk.server.guild.channels().filter((channel) => /^modmail-/.test(channel.name ?? ""));

test("shows every setting by its name, with a select for each choice and the buttons", async () => {
  const panel = await desk.panel.open();
  expect(panel.ephemeral).toBe(true);
  expect(panel.embeds[0]?.fields?.map((field) => field.name)).toEqual([
    "Enabled",
    "Staff role",
    "Admin role",
    "Parent category",
    "Logs channel",
    "Reply command",
    "Prefix",
    "Anonymous replies",
    "Mirror typing",
    "Users may close",
    "Keep threads",
    "Greeting",
    "Closing text",
  ]);
  expect(components(panel).map((row) => row.map((one) => one.custom_id))).toEqual([
    ["setup:staff-role"],
    ["setup:admin-role"],
    ["setup:category"],
    ["setup:logs-channel"],
    ["setup:enabled:on", "setup:reply-command:off", "setup:create", "setup:show"],
  ]);
  expect(presets(panel)).toEqual([undefined, undefined, undefined, undefined]);
});

test("takes a server from nothing to working, in place", async () => {
  const { staffRoleId, adminRoleId, categoryId, logsChannelId } = desk.server;
  await desk.panel.open();
  expect(textOf(await desk.panel.press("Enable"))).toContain("Nothing was changed");
  await desk.panel.choose("staff-role", staffRoleId);
  await desk.panel.choose("admin-role", adminRoleId);
  await desk.panel.choose("category", categoryId);
  const ready = await desk.panel.choose("logs-channel", logsChannelId);
  expect(textOf(ready)).toContain("Press **Enable**");
  expect(presets(ready)).toEqual([
    [{ id: staffRoleId, type: "role" }],
    [{ id: adminRoleId, type: "role" }],
    [{ id: categoryId, type: "channel" }],
    [{ id: logsChannelId, type: "channel" }],
  ]);
  const on = await desk.panel.press("Enable");
  expect(textOf(on)).toContain("Modmail is on and works");
  expect(buttons(on)).toEqual(["Disable", "Reply command off", "Create what's missing", "Check again"]);
  expect(await desk.saved()).toMatchObject({
    enabled: 1,
    staff: staffRoleId,
    admin: adminRoleId,
    category: categoryId,
    logs: logsChannelId,
  });
  expect(scene.robin.messages(desk.general)).toHaveLength(1);
});

test("takes the optional choices back, switches the reply command and Modmail off", async () => {
  const { staffRoleId, adminRoleId, categoryId, logsChannelId } = desk.server;
  const all = { "staff-role": staffRoleId, "admin-role": adminRoleId, category: categoryId };
  await desk.setup({ ...all, "logs-channel": logsChannelId, enabled: true });
  await desk.panel.open();
  await desk.panel.choose("admin-role");
  await desk.panel.choose("logs-channel");
  expect(buttons(await desk.panel.press("Reply command off"))).toContain("Reply command on");
  expect(buttons(await desk.panel.press("Disable"))).toContain("Enable");
  expect(await desk.saved()).toMatchObject({ enabled: 0, admin: null, logs: null, reply: 0, staff: staffRoleId });
});

test("two choices made at once are both saved", async () => {
  const { staffRoleId, categoryId, logsChannelId } = desk.server;
  await desk.panel.open();
  await Promise.all([
    desk.panel.choose("staff-role", staffRoleId),
    desk.panel.choose("category", categoryId),
    desk.panel.choose("logs-channel", logsChannelId),
    desk.panel.press("Reply command off"),
  ]);
  expect(await desk.saved()).toMatchObject({ staff: staffRoleId, category: categoryId, logs: logsChannelId, reply: 0 });
});

test("staff role and category of a server with Modmail on can't be taken back, even by a made-up client", async () => {
  const { staffRoleId, categoryId } = desk.server;
  await desk.setup({ "staff-role": staffRoleId, category: categoryId, enabled: true });
  await desk.panel.open();
  await expect(desk.panel.choose("staff-role")).rejects.toThrow("choose at least 1");
  const data = { custom_id: "setup:staff-role", component_type: 6, values: [] };
  await scene.robin.forge(desk.general, { type: 3, data, message: desk.panel.now() });
  await sees(scene.robin, desk.general, "Nothing was changed");
  expect(await desk.saved()).toMatchObject({ enabled: 1, staff: staffRoleId });
});

test("a choice that can't work is refused, and the panel shows again what is saved", async () => {
  const { guild, staffRoleId } = desk.server;
  await desk.panel.open();
  await desk.panel.choose("staff-role", staffRoleId);
  const panel = await desk.panel.choose("staff-role", guild.everyone.id);
  expect(panel.content).toContain("@everyone can't be the **Staff role**");
  expect(presets(panel)[0]).toEqual([{ id: staffRoleId, type: "role" }]);
  expect(await desk.saved()).toMatchObject({ staff: staffRoleId });
});

test("what is deleted is no preset any more", async () => {
  const { guild, staffRoleId, categoryId } = desk.server;
  await desk.setup({ "staff-role": staffRoleId, category: categoryId });
  guild.deleteRole(staffRoleId);
  guild.deleteChannel(categoryId);
  const panel = await desk.panel.open();
  expect(presets(panel)).toEqual([undefined, undefined, undefined, undefined]);
  expect(panel.embeds[0]?.fields?.filter((field) => field.value === "deleted")).toHaveLength(2);
});

test("Check again sees what was mended in Discord, and what waited is delivered", async () => {
  const { guild, staffRoleId, categoryId } = desk.server;
  await desk.setup({ "staff-role": staffRoleId, category: categoryId, enabled: true });
  const all = BigInt(guild.roles().find((role) => role.managed)?.permissions ?? "0");
  guild.setBotPermissions(all & ~ManageChannels);
  const ines = scene.discord.createUser({ username: "ines", globalName: "Ines" });
  guild.addMember(ines);
  ines.send("dm", "Hello?");
  await sees(ines, "dm", "What you write is kept");
  await settled(scene);
  expect(textOf(await desk.panel.open())).toContain("I lack **Manage Channels** in this server");

  guild.setBotPermissions(all);
  expect(textOf(await desk.panel.press("Check again"))).toContain("Modmail is on and works");
  await sees(scene.jonas, await threadChannel({ guild, mara: ines }), "Hello?");
});

test("a failure of Discord's is whispered, and the panel stays", async () => {
  const before = await desk.panel.open();
  scene.discord.fail({ method: "GET", route: "/guilds/:id", kind: "error", status: 503 });
  await desk.panel.choose("staff-role", desk.server.staffRoleId);
  await sees(scene.robin, desk.general, "Discord is busy right now");
  expect(desk.panel.now().components).toEqual(before.components);
  expect(await desk.saved()).toBeNull();
});

describe("Create what's missing", () => {
  beforeEach(async () => {
    const { guild, staffRoleId, adminRoleId, categoryId, logsChannelId } = desk.server;
    guild.deleteChannel(categoryId);
    guild.deleteChannel(logsChannelId);
    await desk.setup({ "staff-role": staffRoleId, "admin-role": adminRoleId });
    await desk.panel.open();
  });

  test("makes category and logs channel with the right permissions, and chooses them", async () => {
    const panel = await desk.panel.press("Create what's missing");
    const [category, logs] = made();
    if (!category || !logs) throw new Error("category or logs channel is missing");
    expect(category).toMatchObject({ name: "modmail-threads", type: ChannelType.GuildCategory });
    expect(logs).toMatchObject({ name: "modmail-logs", type: ChannelType.GuildText, parent_id: category.id });
    expect(panel.content).toContain(`Made and chosen: <#${category.id}> and <#${logs.id}>`);
    expect(textOf(panel)).toContain("Press **Enable**");
    expect(await desk.saved()).toMatchObject({ category: category.id, logs: logs.id, enabled: 0 });
    expect(textOf(await desk.panel.press("Enable"))).toContain("Modmail is on and works");
  });

  test("hides them from everybody but staff, admins and the bot; only the bot writes in the logs", async () => {
    await desk.panel.press("Create what's missing");
    const { guild, staffRoleId, adminRoleId } = desk.server;
    const read = String(ViewChannel | ReadMessageHistory);
    const [category, logs] = made().map((channel) =>
      "permission_overwrites" in channel ? channel.permission_overwrites : [],
    );
    expect(category?.slice(0, 3)).toEqual([
      { id: guild.id, type: 0, allow: "0", deny: String(ViewChannel) },
      { id: staffRoleId, type: 0, allow: read, deny: "0" },
      { id: adminRoleId, type: 0, allow: read, deny: "0" },
    ]);
    expect(logs?.slice(0, 3)).toEqual([
      { id: guild.id, type: 0, allow: "0", deny: String(ViewChannel | SendMessages) },
      { id: staffRoleId, type: 0, allow: read, deny: "0" },
      { id: adminRoleId, type: 0, allow: read, deny: "0" },
    ]);
    for (const overwrites of [category, logs]) {
      expect(overwrites?.[3]).toMatchObject({ id: scene.discord.application.id, type: 1 });
    }
    const names = (person: typeof scene.mara) => person.visibleChannels(guild.id).map((channel) => channel.name);
    expect(names(scene.mara)).not.toContain("modmail-logs");
    expect(names(scene.jonas)).toContain("modmail-logs");
    const logsId = guild.channel("modmail-logs").id;
    expect(() => scene.jonas.send(logsId, "hello")).toThrow();
  });

  test("serves a whole thread: what it made is enough", async () => {
    await desk.panel.press("Create what's missing");
    await desk.panel.press("Enable");
    const { guild } = desk.server;
    const otto = scene.discord.createUser({ username: `otto`, globalName: "Otto" });
    guild.addMember(otto);
    otto.send("dm", "Hello?");
    const channel = await threadChannel({ guild, mara: otto });
    await sees(scene.jonas, channel, "Hello?");
    await scene.jonas.command(channel, "close", { reason: "done" });
    await sees(scene.jonas, guild.channel("modmail-logs").id, "Thread #1 closed");
    await until(() => !guild.channels().some((one) => one.id === channel), "the channel stayed");
  });

  test("pressed again makes nothing more", async () => {
    await desk.panel.press("Create what's missing");
    const before = made();
    expect((await desk.panel.press("Create what's missing")).content).toContain("Nothing is missing");
    expect(made()).toEqual(before);
  });

  test("pressed twice at once leaves one of each", async () => {
    await Promise.all([desk.panel.press("Create what's missing"), desk.panel.press("Create what's missing")]);
    expect(made().map((channel) => channel.name)).toEqual(["modmail-threads", "modmail-logs"]);
    const [category, logs] = made();
    expect(await desk.saved()).toMatchObject({ category: category?.id, logs: logs?.id });
  });

  test.each(["error-after", "hang-up-after"] as const)("cut off (%s), goes on with what it had made", async (kind) => {
    scene.discord.fail({ method: "POST", route: "/guilds/:id/channels", kind, status: 502 });
    await desk.panel.press("Create what's missing");
    await sees(scene.robin, desk.general, "Discord is busy right now");
    expect(made()).toHaveLength(1);
    await desk.panel.press("Create what's missing");
    expect(made().map((channel) => channel.name)).toEqual(["modmail-threads", "modmail-logs"]);
    const [category, logs] = made();
    expect(await desk.saved()).toMatchObject({ category: category?.id, logs: logs?.id });
  });

  test("without permission to make channels, makes nothing and says where to allow it", async () => {
    desk.server.guild.setBotPermissions(ViewChannel | SendMessages);
    const panel = await desk.panel.press("Create what's missing");
    expect(panel.content).toContain("Nothing was made");
    expect(panel.content).toContain("I lack **Manage Roles** and **Manage Channels** in this server");
    expect(panel.content).toContain("**Server Settings → Roles**");
    expect(made()).toEqual([]);
  });

  test("without a staff role, asks for one first", async () => {
    desk = newServer(scene, "Bare");
    const before = desk.server.guild.channels();
    await desk.panel.open();
    const panel = await desk.panel.press("Create what's missing");
    expect(panel.content).toContain("Nothing was made");
    expect(panel.content).toContain("No **staff role** is chosen");
    expect(desk.server.guild.channels()).toEqual(before);
    expect(await desk.saved()).toBeNull();
  });

  test("in a server with room for one channel, keeps the category and says what is in the way", async () => {
    const { guild } = desk.server;
    while (guild.channels().length < 499) guild.createTextChannel(`c${guild.channels().length}`);
    const panel = await desk.panel.press("Create what's missing");
    expect(panel.content).toContain("as many channels as Discord allows (500)");
    expect(made().map((channel) => channel.name)).toEqual(["modmail-threads"]);
    expect(await desk.saved()).toMatchObject({ category: made()[0]?.id, logs: null });
  });
});
