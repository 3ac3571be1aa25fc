// Which changes of the settings are taken, and which are refused as a whole.

import { describe, expect, test } from "vitest";
import { defaultSettings, type Settings, type SettingsChange } from "../../../worker/domain/settings.ts";
import { applyChange } from "../../../worker/domain/setup-change.ts";
import type { Problem, SetupFacts } from "../../../worker/domain/setup-check.ts";
import {
  ADMIN,
  CATEGORY,
  GUILD,
  LOGS,
  STAFF,
  STRANGE,
  sampleFacts,
  sampleSettings,
  VOICE,
  without,
} from "./setup-sample.ts";

const NEW = defaultSettings(GUILD, "Northwind");
const ON = sampleSettings({ enabled: true });

describe("is saved", () => {
  const cases: [string, Settings, SettingsChange, SetupFacts][] = [
    ["a first choice, with the rest still open", NEW, { staffRoleId: STAFF }, sampleFacts()],
    ["all at once, switched on", NEW, { staffRoleId: STAFF, categoryId: CATEGORY, enabled: true }, sampleFacts()],
    ["nothing, before anything is chosen", NEW, {}, sampleFacts()],
    ["an optional choice taken back", ON, { adminRoleId: null, logsChannelId: null }, sampleFacts()],
    [
      "a required choice taken back while off",
      sampleSettings(),
      { staffRoleId: null, categoryId: null },
      sampleFacts(),
    ],
    [
      "the reply command, on a server whose category is gone",
      { ...ON, categoryId: STRANGE },
      { replyCommand: false },
      sampleFacts(),
    ],
    [
      "off, whatever is broken",
      { ...ON, staffRoleId: STRANGE, categoryId: STRANGE },
      { enabled: false },
      sampleFacts({ bot: [] }),
    ],
    ["on again while on, whatever is broken", { ...ON, categoryId: STRANGE }, { enabled: true }, sampleFacts()],
    [
      "one of two broken choices mended",
      { ...ON, staffRoleId: STRANGE, categoryId: STRANGE },
      { staffRoleId: STAFF },
      sampleFacts(),
    ],
    [
      "a role, while the bot lacks permissions",
      ON,
      { adminRoleId: STAFF },
      sampleFacts({ bot: without("Manage Roles") }),
    ],
  ];
  test.each(cases)("%s", (_, before, change, facts) => {
    expect(applyChange(before, change, facts)).toEqual({ ok: true, value: { ...before, ...change } });
  });

  test("with the server's name of today", () => {
    const facts = sampleFacts();
    const renamed = { ...facts, guild: { ...facts.guild, name: "Southwind" } };
    expect(applyChange(NEW, {}, renamed)).toMatchObject({ value: { guildName: "Southwind" } });
  });
});

describe("is refused as a whole", () => {
  const cases: [string, Settings, SettingsChange, SetupFacts, Problem[]][] = [
    [
      "a bad choice beside a good one",
      NEW,
      { staffRoleId: STAFF, categoryId: STRANGE },
      sampleFacts(),
      [{ problem: "gone", field: "category" }],
    ],
    [
      "every bad choice is named",
      NEW,
      { staffRoleId: GUILD, adminRoleId: STRANGE, categoryId: LOGS, logsChannelId: VOICE },
      sampleFacts(),
      [
        { problem: "everyone", field: "staff-role" },
        { problem: "gone", field: "admin-role" },
        { problem: "wrong-type", field: "category", channelId: LOGS },
        { problem: "wrong-type", field: "logs-channel", channelId: VOICE },
      ],
    ],
    [
      "a bad choice while switching off",
      ON,
      { enabled: false, logsChannelId: STRANGE },
      sampleFacts(),
      [{ problem: "gone", field: "logs-channel" }],
    ],
    [
      "switching on with nothing chosen",
      NEW,
      { enabled: true },
      sampleFacts(),
      [
        { problem: "not-chosen", field: "staff-role" },
        { problem: "not-chosen", field: "category" },
      ],
    ],
    [
      "switching on with an optional choice that broke",
      sampleSettings({ adminRoleId: STRANGE }),
      { enabled: true },
      sampleFacts(),
      [{ problem: "gone", field: "admin-role" }],
    ],
    [
      "switching on without the permissions",
      sampleSettings({ logsChannelId: null }),
      { enabled: true },
      sampleFacts({ bot: without("Add Reactions") }),
      [{ problem: "bot-lacks", where: "server", permissions: ["Add Reactions"] }],
    ],
    [
      "a category, while the bot can't make channels anywhere",
      NEW,
      { categoryId: CATEGORY, logsChannelId: LOGS },
      sampleFacts({ bot: without("Manage Channels", "Embed Links") }),
      [{ problem: "bot-lacks", where: "server", permissions: ["Embed Links", "Manage Channels"] }],
    ],
    [
      "taking the staff role back while on",
      ON,
      { staffRoleId: null },
      sampleFacts(),
      [{ problem: "not-chosen", field: "staff-role" }],
    ],
    [
      "taking the category back while on",
      ON,
      { categoryId: null, adminRoleId: ADMIN },
      sampleFacts(),
      [{ problem: "not-chosen", field: "category" }],
    ],
  ];
  test.each(cases)("%s", (_, before, change, facts, problems) => {
    expect(applyChange(before, change, facts)).toEqual({ ok: false, error: problems });
  });
});
