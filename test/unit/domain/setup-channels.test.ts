// What "Create what's missing" makes, and which existing channels make that unnecessary.

import { describe, expect, test } from "vitest";
import { type ChannelFacts, permissionsOf } from "../../../worker/domain/permissions.ts";
import {
  type NewChannel,
  newCategory,
  newLogs,
  usableCategory,
  usableLogs,
} from "../../../worker/domain/setup-channels.ts";
import { checkSetup, isPublic } from "../../../worker/domain/setup-check.ts";
import {
  ADMIN,
  BOT_ROLE,
  CATEGORY,
  channel,
  deny,
  GUILD,
  LOGS,
  STAFF,
  STRANGE,
  sampleFacts,
  sampleSettings,
} from "./setup-sample.ts";

const OLDER = "100000000000000020";
const NEWER = "1000000000000000021";
const nothing = sampleSettings({ categoryId: null, logsChannelId: null });
const factsWith = (...channels: ChannelFacts[]) => sampleFacts({ channels: [...sampleFacts().channels, ...channels] });
const hidden = [
  deny(GUILD, "role", "View Channel"),
  { id: BOT_ROLE, type: "role" as const, allow: 1n << 10n, deny: 0n },
];

describe("the category", () => {
  test("in use is kept when it works", () => {
    expect(usableCategory(sampleSettings(), factsWith(channel(OLDER, 4, { name: "modmail-threads" })))).toBe(CATEGORY);
  });
  test("made earlier is found by its name, the oldest first", () => {
    const made = [NEWER, OLDER].map((id) => channel(id, 4, { name: "modmail-threads" }));
    expect(usableCategory(nothing, factsWith(...made))).toBe(OLDER);
    expect(usableCategory(sampleSettings({ categoryId: STRANGE }), factsWith(...made))).toBe(OLDER);
  });
  test("made earlier isn't taken when it can't be used", () => {
    const locked = channel(OLDER, 4, {
      name: "modmail-threads",
      overwrites: [deny(BOT_ROLE, "role", "Manage Channels")],
    });
    expect(usableCategory(nothing, factsWith(locked))).toBeNull();
  });
  test("isn't a text channel of that name", () => {
    expect(usableCategory(nothing, factsWith(channel(OLDER, 0, { name: "modmail-threads" })))).toBeNull();
  });
});

describe("the logs channel", () => {
  test("in use is kept when it works, even when everybody sees it", () => {
    const facts = factsWith(channel(OLDER, 0, { name: "general" }));
    expect(usableLogs(sampleSettings({ logsChannelId: OLDER }), facts)).toBe(OLDER);
    expect(usableLogs(sampleSettings(), facts)).toBe(LOGS);
  });
  test("made earlier is found by its name", () => {
    expect(usableLogs(nothing, factsWith(channel(OLDER, 0, { name: "modmail-logs", overwrites: hidden })))).toBe(OLDER);
  });
  test("of that name isn't taken when everybody sees it: transcripts would be public", () => {
    expect(usableLogs(nothing, factsWith(channel(OLDER, 0, { name: "modmail-logs" })))).toBeNull();
  });
});

describe("what is made", () => {
  const facts = sampleFacts();
  const asChannel = (made: NewChannel, id: string): ChannelFacts => ({
    ...made,
    id,
    type: made.kind === "category" ? 4 : 0,
  });
  const category = asChannel(newCategory(nothing, facts), OLDER);
  const logs = asChannel(newLogs(nothing, facts, OLDER), NEWER);
  const may = (who: string[], where: ChannelFacts, bit: bigint) =>
    (permissionsOf({ id: STRANGE, roleIds: who }, facts.guild, where) & bit) !== 0n;
  const VIEW = 1n << 10n;
  const SEND = 1n << 11n;

  test("works at once", () => {
    const settings = sampleSettings({ categoryId: OLDER, logsChannelId: NEWER });
    expect(checkSetup(settings, factsWith(category, logs))).toEqual([]);
  });
  test("is hidden from everybody, and shown to staff and admins", () => {
    for (const one of [category, logs]) {
      expect(isPublic(one, facts.guild)).toBe(false);
      expect(may([STAFF], one, VIEW)).toBe(true);
      expect(may([ADMIN], one, VIEW)).toBe(true);
      expect(may([], one, VIEW)).toBe(false);
    }
  });
  test("takes no messages of people in the logs", () => {
    expect(may([STAFF], logs, SEND)).toBe(false);
    expect(may([STAFF], category, SEND)).toBe(true);
  });
  test("has the logs channel in the category, unless that is full", () => {
    expect(newLogs(nothing, facts, CATEGORY).parentId).toBe(CATEGORY);
    const children = Array.from({ length: 50 }, (_, at) =>
      channel(`3000000000000000${at + 10}`, 0, { parentId: CATEGORY }),
    );
    expect(newLogs(nothing, factsWith(...children), CATEGORY).parentId).toBeNull();
  });
  test("names no role twice and none that is gone", () => {
    const roles = (settings: typeof nothing) =>
      newCategory(settings, facts).overwrites.map((overwrite) => overwrite.id);
    expect(roles({ ...nothing, adminRoleId: STAFF })).toEqual([GUILD, STAFF, facts.bot.id]);
    expect(roles({ ...nothing, adminRoleId: STRANGE })).toEqual([GUILD, STAFF, facts.bot.id]);
    expect(roles({ ...nothing, adminRoleId: null })).toEqual([GUILD, STAFF, facts.bot.id]);
  });
});
