// What keeps a server's settings from working, and what works but not as one may expect.

import { describe, expect, test } from "vitest";
import { bitsOf, type ChannelFacts, type PermissionName } from "../../../worker/domain/permissions.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import {
  type Advice,
  adviseSetup,
  checkChoices,
  checkSetup,
  type Problem,
  type SetupFacts,
} from "../../../worker/domain/setup-check.ts";
import {
  ADMIN,
  ALL_NEEDED,
  BOT,
  BOT_ROLE,
  CATEGORY,
  channel,
  deny,
  GUILD,
  LOGS,
  role,
  STAFF,
  STRANGE,
  sampleFacts,
  sampleSettings,
  VOICE,
  without,
} from "./setup-sample.ts";

const withChannel = (changed: ChannelFacts) => {
  const facts = sampleFacts();
  return { ...facts, channels: facts.channels.map((known) => (known.id === changed.id ? changed : known)) };
};
const children = (count: number) =>
  Array.from({ length: count }, (_, at) =>
    channel(String(200000000000000000n + BigInt(at)), 0, { parentId: CATEGORY }),
  );

test("a server with everything in place has no problem", () => {
  expect(checkSetup(sampleSettings(), sampleFacts())).toEqual([]);
});

test("admin role and logs channel may be left out", () => {
  expect(checkSetup(sampleSettings({ adminRoleId: null, logsChannelId: null }), sampleFacts())).toEqual([]);
});

test("nothing chosen names both fields that are required", () => {
  expect(checkSetup(sampleSettings({ staffRoleId: null, categoryId: null }), sampleFacts())).toEqual([
    { problem: "not-chosen", field: "staff-role" },
    { problem: "not-chosen", field: "category" },
  ]);
});

describe("a choice that can't work is named", () => {
  const cases: [string, Partial<Settings>, SetupFacts, Problem][] = [
    ["a staff role that is gone", { staffRoleId: STRANGE }, sampleFacts(), { problem: "gone", field: "staff-role" }],
    ["an admin role that is gone", { adminRoleId: STRANGE }, sampleFacts(), { problem: "gone", field: "admin-role" }],
    ["@everyone as staff", { staffRoleId: GUILD }, sampleFacts(), { problem: "everyone", field: "staff-role" }],
    ["@everyone as admins", { adminRoleId: GUILD }, sampleFacts(), { problem: "everyone", field: "admin-role" }],
    ["a category that is gone", { categoryId: STRANGE }, sampleFacts(), { problem: "gone", field: "category" }],
    [
      "a logs channel that is gone",
      { logsChannelId: STRANGE },
      sampleFacts(),
      { problem: "gone", field: "logs-channel" },
    ],
    [
      "a text channel as category",
      { categoryId: LOGS },
      sampleFacts(),
      { problem: "wrong-type", field: "category", channelId: LOGS },
    ],
    [
      "a voice channel for logs",
      { logsChannelId: VOICE },
      sampleFacts(),
      { problem: "wrong-type", field: "logs-channel", channelId: VOICE },
    ],
    [
      "a category that the bot can't see",
      { categoryId: STRANGE },
      sampleFacts({ hiddenChannelIds: [STRANGE] }),
      { problem: "hidden", field: "category", channelId: STRANGE },
    ],
    [
      "a logs channel that the bot can't see",
      { logsChannelId: STRANGE },
      sampleFacts({ hiddenChannelIds: [STRANGE] }),
      { problem: "hidden", field: "logs-channel", channelId: STRANGE },
    ],
    [
      "a category with 50 channels",
      {},
      sampleFacts({ channels: [...sampleFacts().channels, ...children(50)] }),
      { problem: "category-full", channelId: CATEGORY },
    ],
    [
      "a server with 500 channels",
      {},
      sampleFacts({
        channels: [...sampleFacts().channels, ...children(497).map((one) => ({ ...one, parentId: null }))],
      }),
      { problem: "guild-full" },
    ],
  ];
  test.each(cases)("%s", (_, settings, facts, problem) => {
    expect(checkSetup(sampleSettings(settings), facts)).toEqual([problem]);
  });
});

test("one place left in the category, and in the server, is enough", () => {
  const facts = sampleFacts({ channels: [...sampleFacts().channels, ...children(49)] });
  expect(checkSetup(sampleSettings(), facts)).toEqual([]);
});

test("an announcement channel takes logs", () => {
  expect(
    checkSetup(sampleSettings({ logsChannelId: STRANGE }), {
      ...sampleFacts(),
      channels: [...sampleFacts().channels, channel(STRANGE, 5)],
    }),
  ).toEqual([]);
});

describe("a permission that the bot lacks", () => {
  const needed = ALL_NEEDED.filter((name) => name !== "Mention Everyone");

  test.each(needed)("%s in the server, said once and not of each channel", (name) => {
    const facts = sampleFacts({ bot: without(name) });
    // What @everyone has, the bot has too.
    facts.guild.roles[0] = role(GUILD, "@everyone");
    const settings = sampleSettings({ logsChannelId: null });
    expect(checkSetup(settings, facts)).toEqual([{ problem: "bot-lacks", where: "server", permissions: [name] }]);
  });

  test("View Channel in the server, when it hides the category", () => {
    const facts = sampleFacts({ bot: without("View Channel"), hiddenChannelIds: [CATEGORY], channels: [] });
    facts.guild.roles[0] = role(GUILD, "@everyone");
    expect(checkSetup(sampleSettings({ logsChannelId: null }), facts)).toEqual([
      { problem: "bot-lacks", where: "server", permissions: ["View Channel"] },
    ]);
  });

  test("in the server isn't lacking in a channel that grants it", () => {
    const facts = withChannel(
      channel(CATEGORY, 4, { overwrites: [{ id: BOT, type: "member", allow: bitsOf(["Manage Channels"]), deny: 0n }] }),
    );
    facts.guild.roles[1] = role(BOT_ROLE, "Modmail", without("Manage Channels"));
    expect(checkChoices(["category"], sampleSettings(), facts)).toEqual([]);
  });

  test.each<PermissionName>(["View Channel", "Manage Channels", "Manage Roles"])("%s in the category", (name) => {
    const facts = withChannel(channel(CATEGORY, 4, { overwrites: [deny(BOT_ROLE, "role", name)] }));
    expect(checkSetup(sampleSettings(), facts)).toEqual([
      { problem: "bot-lacks", where: "category", channelId: CATEGORY, permissions: [name] },
    ]);
  });

  test.each<PermissionName>(["View Channel", "Send Messages", "Embed Links", "Attach Files"])(
    "%s in the logs channel",
    (name) => {
      const facts = withChannel(channel(LOGS, 0, { overwrites: [deny(BOT, "member", name)] }));
      expect(checkSetup(sampleSettings(), facts)).toEqual([
        { problem: "bot-lacks", where: "logs-channel", channelId: LOGS, permissions: [name] },
      ]);
    },
  );

  test("in the category only what making channels takes: the rest is written into each thread's channel", () => {
    const facts = withChannel(
      channel(CATEGORY, 4, { overwrites: [deny(GUILD, "role", "Send Messages", "Attach Files")] }),
    );
    expect(checkSetup(sampleSettings(), facts)).toEqual([]);
  });

  test("is granted by Administrator, whatever the overwrites say", () => {
    const facts = withChannel(channel(LOGS, 0, { overwrites: [deny(BOT_ROLE, "role", "View Channel")] }));
    facts.guild.roles[1] = { ...role(BOT_ROLE, "Modmail"), permissions: 8n };
    expect(checkSetup(sampleSettings(), facts)).toEqual([]);
  });
});

test("several problems are all named", () => {
  const facts = sampleFacts({ bot: without("Manage Channels") });
  expect(checkSetup(sampleSettings({ staffRoleId: GUILD, logsChannelId: STRANGE }), facts)).toEqual([
    { problem: "everyone", field: "staff-role" },
    { problem: "gone", field: "logs-channel" },
    { problem: "bot-lacks", where: "server", permissions: ["Manage Channels"] },
  ]);
});

describe("advice", () => {
  const mentionable = sampleFacts({ bot: without("Mention Everyone") });
  mentionable.guild.roles[2] = role(STAFF, "Support", [], true);
  const logsShown = withChannel(channel(LOGS, 0));

  const cases: [string, Partial<Settings>, SetupFacts, Advice[]][] = [
    ["none when all is well", {}, sampleFacts(), []],
    [
      "a staff role that nobody may ping",
      {},
      sampleFacts({ bot: without("Mention Everyone") }),
      [{ advice: "staff-role-not-pinged" }],
    ],
    ["none when everybody may ping the staff role", {}, mentionable, []],
    ["a logs channel that everybody sees", {}, logsShown, [{ advice: "logs-public", channelId: LOGS }]],
    ["no logs channel", { logsChannelId: null }, sampleFacts(), [{ advice: "no-logs-channel" }]],
    ["a relay that never reported", {}, sampleFacts({ messageContent: null }), [{ advice: "relay-never-seen" }]],
    [
      "no Message Content intent, with the reply command",
      {},
      sampleFacts({ messageContent: false }),
      [{ advice: "no-message-content", replyCommand: true }],
    ],
    [
      "no Message Content intent, with typing",
      { replyCommand: false },
      sampleFacts({ messageContent: false }),
      [{ advice: "no-message-content", replyCommand: false }],
    ],
  ];
  test.each(cases)("%s", (_, settings, facts, advice) => {
    expect(adviseSetup(sampleSettings({ ...settings, adminRoleId: ADMIN }), facts)).toEqual(advice);
  });
});
