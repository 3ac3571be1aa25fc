// "Create what's missing": makes category and logs channel once, chooses them, and goes on where it was cut off.

import { expect, test } from "vitest";
import { ok } from "../../../worker/domain/result.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import { configure } from "../../../worker/threads/configure.ts";
import { createMissing } from "../../../worker/threads/create-missing.ts";
import {
  CATEGORY,
  channel,
  deny,
  GUILD,
  LOGS,
  STAFF,
  STRANGE,
  sampleFacts,
  sampleSettings,
  without,
} from "../domain/setup-sample.ts";
import { BY } from "../ports/samples.ts";
import { type Desk, setupDesk } from "./setup-desk.ts";

const nothing = sampleSettings({ categoryId: null, logsChannelId: null });
const emptyServer = (saved: Settings = nothing) => setupDesk({ saved, found: ok(sampleFacts({ channels: [] })) });
const names = (desk: Desk) => desk.channels().map((one) => one.name);

test("makes the category and the logs channel in it, and chooses both", async () => {
  const desk = emptyServer();
  const created = await createMissing(desk, GUILD, BY);
  const [category, logs] = desk.channels();
  expect(names(desk)).toEqual(["modmail-threads", "modmail-logs"]);
  expect(logs?.parentId).toBe(category?.id);
  expect(await desk.store.settings(GUILD)).toEqual({ ...nothing, categoryId: category?.id, logsChannelId: logs?.id });
  expect(created).toMatchObject({
    value: { made: [category?.id, logs?.id], refused: null, trouble: null, report: { problems: [] } },
  });
});

test("makes only what is missing", async () => {
  const desk = setupDesk({ saved: sampleSettings({ logsChannelId: STRANGE }) });
  await createMissing(desk, GUILD, BY);
  expect(desk.made).toMatchObject([{ name: "modmail-logs", parentId: CATEGORY }]);
  expect(await desk.store.settings(GUILD)).toMatchObject({ categoryId: CATEGORY });
});

test("makes nothing when nothing is missing", async () => {
  const desk = setupDesk({ saved: sampleSettings() });
  expect(await createMissing(desk, GUILD, BY)).toMatchObject({ value: { made: [], adopted: false, refused: null } });
  expect(desk.made).toEqual([]);
});

test("replaces a category in which the bot can't work", async () => {
  const locked = channel(CATEGORY, 4, { overwrites: [deny(GUILD, "role", "Manage Channels")] });
  const desk = setupDesk({ saved: sampleSettings(), found: ok(sampleFacts({ channels: [locked, channel(LOGS, 0)] })) });
  await createMissing(desk, GUILD, BY);
  expect(desk.made.map((made) => made.name)).toEqual(["modmail-threads"]);
});

test("asked twice, makes nothing the second time", async () => {
  const desk = emptyServer();
  await createMissing(desk, GUILD, BY);
  const before = desk.channels();
  expect(await createMissing(desk, GUILD, BY)).toMatchObject({ value: { made: [], adopted: false } });
  expect(desk.channels()).toEqual(before);
});

test("cut off after the category, goes on with that category", async () => {
  const desk = emptyServer();
  const { createChannel } = desk.discord;
  let calls = 0;
  desk.discord.createChannel = async (...given) => {
    if (++calls === 2) throw new Error("cut off");
    return createChannel(...given);
  };
  await expect(createMissing(desk, GUILD, BY)).rejects.toThrow("cut off");
  expect(await desk.store.settings(GUILD)).toEqual(nothing);
  expect(await createMissing(desk, GUILD, BY)).toMatchObject({ value: { adopted: true } });
  expect(names(desk)).toEqual(["modmail-threads", "modmail-logs"]);
  expect(await desk.store.settings(GUILD)).toMatchObject({ categoryId: desk.channels()[0]?.id });
});

test("keeps and chooses the category when Discord refuses the logs channel", async () => {
  const desk = emptyServer();
  desk.refusals = [null, { reason: "guild-full" }];
  const created = await createMissing(desk, GUILD, BY);
  const [category] = desk.channels();
  expect(created).toMatchObject({ value: { made: [category?.id], trouble: { reason: "guild-full" } } });
  expect(await desk.store.settings(GUILD)).toMatchObject({ categoryId: category?.id, logsChannelId: null });
});

test("makes nothing more when Discord refuses the category", async () => {
  const desk = emptyServer();
  desk.refusals = [{ reason: "missing-permission" }];
  expect(await createMissing(desk, GUILD, BY)).toMatchObject({
    value: { made: [], trouble: { reason: "missing-permission" } },
  });
  expect(desk.channels()).toEqual([]);
});

test.each([
  ["no staff role", { staffRoleId: null }, { problem: "not-chosen", field: "staff-role" }],
  ["a staff role that is gone", { staffRoleId: STRANGE }, { problem: "gone", field: "staff-role" }],
])("makes nothing with %s: nobody could see it", async (_, settings, problem) => {
  const desk = emptyServer({ ...nothing, ...settings });
  expect(await createMissing(desk, GUILD, BY)).toMatchObject({ value: { refused: [problem], made: [] } });
  expect(desk.made).toEqual([]);
});

test("names the permissions that making channels takes, and makes nothing", async () => {
  const found = ok(sampleFacts({ channels: [], bot: without("Manage Channels", "Manage Roles") }));
  const desk = setupDesk({ saved: nothing, found });
  expect(await createMissing(desk, GUILD, BY)).toMatchObject({
    value: { refused: [{ problem: "bot-lacks", where: "server", permissions: ["Manage Roles", "Manage Channels"] }] },
  });
  expect(desk.made).toEqual([]);
});

test("of two who press at once, one's channels stay and the other's go", async () => {
  const desk = emptyServer();
  await Promise.all([createMissing(desk, GUILD, BY), createMissing(desk, GUILD, BY)]);
  expect(names(desk).sort()).toEqual(["modmail-logs", "modmail-threads"]);
  const ids = desk.channels().map((one) => one.id);
  const settings = await desk.store.settings(GUILD);
  expect([settings?.categoryId, settings?.logsChannelId].sort()).toEqual(ids.sort());
});

test("a setting that somebody changed meanwhile stays, and nothing is made twice", async () => {
  const desk = emptyServer();
  desk.meanwhile(async () => {
    await configure(desk, GUILD, { replyCommand: false }, { by: BY });
  });
  await createMissing(desk, GUILD, BY);
  expect(names(desk)).toEqual(["modmail-threads", "modmail-logs"]);
  expect(desk.deleted).toEqual([]);
  expect(await desk.store.settings(GUILD)).toMatchObject({ replyCommand: false, staffRoleId: STAFF });
});
