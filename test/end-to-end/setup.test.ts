// `/modmail setup` with options: what is saved, what is refused with which words, and to whom.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Guild } from "../fake-discord/api.ts";
import { answerTo, marked, type Scene, sees, settled, startScene, textOf, threadChannel } from "./scene.ts";
import { everythingOf, field, newServer, type SetupDesk } from "./setup-desk.ts";

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

const { ViewChannel, SendMessages, ManageChannels, AttachFiles, Administrator } = PermissionFlagsBits;
const botRole = (guild: Guild) => guild.roles().find((role) => role.managed)?.id ?? "";
const everything = () => everythingOf(desk);

test("sets everything at once and switches Modmail on", async () => {
  const { staffRoleId, adminRoleId, categoryId, logsChannelId } = desk.server;
  const answer = await desk.setup({ ...everything(), "reply-command": false, enabled: true });
  expect(answer.ephemeral).toBe(true);
  expect(textOf(answer)).toContain("Saved");
  expect(textOf(answer)).toContain("Modmail is on and works");
  expect(answer.embeds[0]?.fields?.map(({ name, value }) => [name, value])).toEqual([
    ["Enabled", "yes"],
    ["Staff role", `<@&${staffRoleId}>`],
    ["Admin role", `<@&${adminRoleId}>`],
    ["Parent category", `<#${categoryId}>`],
    ["Logs channel", `<#${logsChannelId}>`],
    ["Reply command", expect.stringContaining("off")],
    ["Prefix", "`!`"],
    ["Anonymous replies", expect.stringContaining("off")],
    ["Mirror typing", "no"],
    ["Users may close", "no"],
    ["Keep threads", "for good"],
    ["Greeting", "the bot's own text"],
    ["Closing text", "the bot's own text"],
  ]);
  expect(await desk.saved()).toEqual({
    name: "Fresh",
    enabled: 1,
    staff: staffRoleId,
    admin: adminRoleId,
    category: categoryId,
    logs: logsChannelId,
    reply: 0,
  });
});

test("sets how staff and users talk; the word default brings a text of our own back", async () => {
  const answer = await desk.setup({
    prefix: "?",
    anonymous: "forced",
    "mirror-typing": true,
    "users-may-close": true,
    greeting: "Welcome! We answer within a day.",
    closing: "Take care.",
    "retention-days": 30,
  });
  expect(field(answer, "Prefix")).toBe("`?`");
  expect(field(answer, "Anonymous replies")).toContain("forced");
  expect(field(answer, "Mirror typing")).toBe("yes");
  expect(field(answer, "Users may close")).toBe("yes");
  expect(field(answer, "Greeting")).toContain("within a day");
  expect(field(answer, "Keep threads")).toBe("30 days after closing");
  const afterwards = await desk.setup({ greeting: "default", "retention-days": 0 });
  expect(field(afterwards, "Keep threads")).toBe("for good");
  expect(field(afterwards, "Greeting")).toBe("the bot's own text");
  expect(field(afterwards, "Closing text")).toBe("Take care.");
});

test("refuses a prefix that would be taken for something else, and changes nothing", async () => {
  const answer = await desk.setup({ prefix: "//", "mirror-typing": true });
  expect(textOf(answer)).toContain("can't be the prefix");
  expect(await desk.saved()).toBeNull();
});

test("sets only what it is given, and says what is missing still", async () => {
  const answer = await desk.setup({ "staff-role": desk.server.staffRoleId });
  expect(textOf(answer)).toContain("No **parent category** is chosen");
  expect(field(answer, "Parent category")).toBe("not chosen yet");
  expect(field(answer, "Logs channel")).toBe("none");
  await desk.setup({ category: desk.server.categoryId });
  expect(await desk.saved()).toMatchObject({
    staff: desk.server.staffRoleId,
    category: desk.server.categoryId,
    enabled: 0,
    reply: 1,
  });
});

test("answers at once, within one round trip to D1", async () => {
  await desk.setup({ "staff-role": desk.server.staffRoleId });
  const [before] = scene.worker.log
    .filter((line) => line.name === "/modmail setup" && line.outcome === "defer")
    .slice(-1);
  expect(before?.trace).toEqual(["d1 0"]);
});

describe("an invalid setting is never saved: the answer names it and says where to mend it", () => {
  const cases: [
    string,
    () => Record<string, string | boolean> | Promise<Record<string, string | boolean>>,
    string[],
  ][] = [
    [
      "@everyone as staff role",
      () => ({ "staff-role": desk.server.guild.everyone.id }),
      ["@everyone can't be the **Staff role**"],
    ],
    [
      "@everyone as admin role",
      () => ({ "admin-role": desk.server.guild.everyone.id }),
      ["@everyone can't be the **Admin role**"],
    ],
    [
      "a category in which the bot may make nothing",
      () => {
        const { guild, categoryId } = desk.server;
        guild.setOverwrites(categoryId, [{ id: botRole(guild), type: 0, deny: ManageChannels }]);
        return { category: categoryId };
      },
      ["I lack **Manage Channels** in the category", "**Edit Category → Permissions**"],
    ],
    [
      "a category that the bot doesn't see",
      () => {
        const { guild, categoryId } = desk.server;
        guild.setOverwrites(categoryId, [{ id: botRole(guild), type: 0, deny: ViewChannel }]);
        return { category: categoryId };
      },
      ["I can't see", "the **Parent category**", "allow **View Channel**"],
    ],
    [
      "a logs channel in which the bot may not write",
      () => {
        const { guild, logsChannelId } = desk.server;
        guild.setOverwrites(logsChannelId, [{ id: botRole(guild), type: 0, deny: SendMessages | AttachFiles }]);
        return { "logs-channel": logsChannelId };
      },
      ["I lack **Send Messages** and **Attach Files** in the logs channel", "**Edit Channel → Permissions**"],
    ],
    [
      "a full category",
      () => {
        const { guild, categoryId } = desk.server;
        for (let count = 0; count < 50; count++) guild.createTextChannel(`c${count}`, { parentId: categoryId });
        return { category: categoryId };
      },
      ["is full"],
    ],
    ["switching on with nothing chosen", () => ({ enabled: true }), ["No **staff role**", "No **parent category**"]],
    [
      "switching on without the permissions in the server",
      () => {
        desk.server.guild.setBotPermissions(ViewChannel | SendMessages);
        return { ...everything(), enabled: true };
      },
      ["I lack **Manage Roles** and **Manage Channels** in this server", "**Server Settings → Roles**"],
    ],
    [
      "a good choice beside a bad one",
      () => ({ ...everything(), "admin-role": desk.server.guild.everyone.id }),
      ["@everyone can't be the **Admin role**"],
    ],
  ];
  test.each(cases)("%s", async (_, make, words) => {
    const answer = await desk.setup(await make());
    expect(answer.content).toContain("Nothing was changed");
    for (const word of words) expect(answer.content).toContain(word);
    expect(await desk.saved()).toBeNull();
  });
});

test("ids that a client made up, or took from another server, are refused", async () => {
  const elsewhere = newServer(scene, "Elsewhere").server;
  const role = { custom_id: "setup:staff-role", component_type: 6, values: [elsewhere.staffRoleId] };
  const category = { custom_id: "setup:category", component_type: 8, values: [elsewhere.categoryId] };
  await desk.panel.open();
  for (const [data, words] of [
    [role, "The **Staff role** isn't a role of this server (any more)."],
    [category, "The **Parent category** isn't in this server (any more)."],
  ] as const) {
    await scene.robin.forge(desk.general, { type: 3, data, message: desk.panel.now() });
    await sees(scene.robin, desk.general, words);
  }
  expect(await desk.saved()).toBeNull();
});

describe("made-up values and buttons are refused in words", () => {
  test.each([
    ["a value that is no id", { custom_id: "setup:staff-role", values: ["everyone"] }],
    ["two values for one field", { custom_id: "setup:category", values: ["100000000000000001", "100000000000000002"] }],
    ["a field that doesn't exist", { custom_id: "setup:token", values: ["100000000000000001"] }],
    ["a switch that doesn't exist", { custom_id: "setup:staff-role:on" }],
    ["a state that doesn't exist", { custom_id: "setup:enabled:maybe" }],
    ["a button without a name", { custom_id: "setup" }],
  ])("%s", async (_, data) => {
    const { body } = await scene.robin.forge(desk.general, { type: 3, data: { component_type: 2, ...data } });
    expect(body).toMatchObject({
      type: 4,
      data: { flags: 64, content: expect.stringContaining("isn't one that I offered") },
    });
    expect(await desk.saved()).toBeNull();
  });

  test("an option that is no id", async () => {
    const options = [{ type: 1, name: "setup", options: [{ type: 8, name: "staff-role", value: "everyone" }] }];
    const { body } = await scene.robin.forge(desk.general, { type: 2, data: { name: "modmail", options } });
    expect(body).toMatchObject({
      type: 4,
      data: { flags: 64, content: expect.stringContaining("isn't one that I offered") },
    });
    expect(await desk.saved()).toBeNull();
  });
});

describe("who may", () => {
  const NOT_ADMIN = "That needs Manage Server or the Modmail admin role.";

  test("members and staff may not", async () => {
    await desk.setup({ ...everything(), enabled: true });
    for (const person of [scene.mara, scene.jonas]) {
      expect(textOf(await desk.setup({ enabled: false }, person))).toBe(NOT_ADMIN);
      expect(textOf(await desk.setup({}, person))).toBe(NOT_ADMIN);
    }
    expect(await desk.saved()).toMatchObject({ enabled: 1 });
  });

  test("the admin role may, until it is taken away: buttons and selects ask each time", async () => {
    const { guild, adminRoleId } = desk.server;
    await desk.setup({ ...everything(), enabled: true });
    guild.setMemberRoles(scene.aiko, [adminRoleId]);
    const panel = await desk.setup({}, scene.aiko);
    expect(textOf(panel)).toContain("Modmail is on and works");
    guild.setMemberRoles(scene.aiko, []);
    const pressed = await scene.aiko.click(desk.general, panel.id, "Disable");
    expect(pressed.message()).toMatchObject({ ephemeral: true, content: NOT_ADMIN });
    const chosen = await scene.aiko.select(desk.general, panel.id, "setup:logs-channel", []);
    expect(chosen.message()).toMatchObject({ ephemeral: true, content: NOT_ADMIN });
    expect(await desk.saved()).toMatchObject({ enabled: 1, logs: desk.server.logsChannelId });
  });

  test("Manage Server and Administrator may", async () => {
    const { guild } = desk.server;
    for (const permissions of [PermissionFlagsBits.ManageGuild, Administrator]) {
      guild.setMemberRoles(scene.jonas, [guild.createRole({ name: "Chief", permissions }).id]);
      expect(textOf(await desk.setup({}, scene.jonas))).toContain("Modmail is off");
    }
  });

  test("nobody may in direct messages", async () => {
    for (const command of ["modmail setup", "modmail status"]) {
      const answer = await answerTo(scene.robin.command("dm", command));
      expect(textOf(answer)).toBe("That works in a server only, not in direct messages.");
    }
  });
});

describe("a server that broke while Modmail was on", () => {
  beforeEach(async () => {
    await desk.setup({ ...everything(), enabled: true });
    desk.server.guild.deleteChannel(desk.server.categoryId);
    desk.server.guild.deleteRole(desk.server.staffRoleId);
  });

  test("can be mended step by step", async () => {
    const { guild } = desk.server;
    const first = await desk.setup({ "staff-role": guild.createRole({ name: "Helpers" }).id });
    expect(textOf(first)).toContain("Saved");
    expect(textOf(first)).toContain("it can't work until this is fixed");
    expect(textOf(first)).toContain("The **Parent category** isn't in this server (any more). Choose another.");
    const second = await desk.setup({ category: guild.createCategory("new home").id });
    expect(textOf(second)).toContain("Modmail is on and works");
  });

  test("can be switched off, and not on again before it is mended", async () => {
    expect(textOf(await desk.setup({ enabled: false }))).toContain("Saved");
    expect((await desk.setup({ enabled: true })).content).toContain("Nothing was changed");
    expect(await desk.saved()).toMatchObject({ enabled: 0 });
  });
});

test("what waited is delivered as soon as the setting is mended", async () => {
  const { guild, categoryId } = desk.server;
  await desk.setup({ ...everything(), enabled: true });
  const ines = scene.discord.createUser({ username: "ines", globalName: "Ines" });
  guild.addMember(ines);
  guild.deleteChannel(categoryId);
  const message = ines.send("dm", "Is anybody there?");
  await sees(ines, "dm", "What you write is kept");
  await settled(scene);
  expect(textOf(await desk.status())).toContain("Open threads: **1**, of which **1** can't take messages");

  await desk.setup({ category: guild.createCategory("new home").id });
  const channel = await threadChannel({ guild, mara: ines });
  await sees(scene.jonas, channel, "Is anybody there?");
  await marked(ines, "dm", message.id);
});

test("where only the commands are installed, says that the bot itself is missing", async () => {
  scene.discord.fail({ method: "GET", route: "/guilds/:id", kind: "error", status: 404, code: 10004 });
  expect(textOf(await desk.setup())).toContain("I'm not a member of this server");
});

test("when Discord is too busy, says so and changes nothing", async () => {
  scene.discord.fail({ method: "GET", route: "/guilds/:id", kind: "rate-limit", scope: "global", retryAfter: 5 });
  expect(textOf(await desk.setup({ "reply-command": false }))).toBe(
    "Discord is busy right now. Please try again in a moment.",
  );
  expect(await desk.saved()).toBeNull();
});
