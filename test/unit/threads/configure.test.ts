// Changing a server's settings: judged by what Discord says now, saved as a whole, never over somebody else's change.

import { expect, test } from "vitest";
import { no, ok } from "../../../worker/domain/result.ts";
import type { Settings } from "../../../worker/domain/settings.ts";
import { defaultSettings } from "../../../worker/domain/settings.ts";
import type { SetupFacts } from "../../../worker/domain/setup-check.ts";
import { checkGuild } from "../../../worker/threads/check-setup.ts";
import { configure } from "../../../worker/threads/configure.ts";
import { CATEGORY, GUILD, LOGS, STAFF, STRANGE, sampleFacts, sampleSettings } from "../domain/setup-sample.ts";
import { BY } from "../ports/samples.ts";
import { type Desk, setupDesk } from "./setup-desk.ts";

const saved = (desk: Desk) => desk.store.settings(GUILD);

test("starts from the defaults and keeps what is chosen", async () => {
  const desk = setupDesk();
  const configured = await configure(desk, GUILD, { staffRoleId: STAFF }, { by: BY });
  expect(configured).toMatchObject({ ok: true, value: { refused: null } });
  expect(await saved(desk)).toEqual({ ...defaultSettings(GUILD, "Northwind"), staffRoleId: STAFF });
});

test("reports what is missing still", async () => {
  const configured = await configure(setupDesk(), GUILD, { staffRoleId: STAFF }, { by: BY });
  expect(configured).toMatchObject({
    value: {
      report: {
        problems: [{ problem: "not-chosen", field: "category" }],
        advice: [{ advice: "no-logs-channel" }, { advice: "relay-never-seen" }],
        botRole: "Modmail",
      },
    },
  });
});

test("knows from the relay whether the bot may read messages", async () => {
  const desk = setupDesk({ saved: sampleSettings() });
  await desk.store.saveBot({ userId: "100000000000000001", messageContent: false }, 0);
  expect(await checkGuild(desk, GUILD)).toMatchObject({
    value: { advice: [{ advice: "no-message-content", replyCommand: true }] },
  });
});

test("saves nothing of a change that has one bad choice", async () => {
  const before = sampleSettings();
  const desk = setupDesk({ saved: before });
  const configured = await configure(
    desk,
    GUILD,
    { replyCommand: false, enabled: true, logsChannelId: STRANGE },
    { by: BY },
  );
  expect(configured).toMatchObject({
    value: { report: { settings: before }, refused: [{ problem: "gone", field: "logs-channel" }] },
  });
  expect(await saved(desk)).toEqual(before);
});

test("asks Discord about the saved channels and the wanted ones", async () => {
  const desk = setupDesk({ saved: sampleSettings() });
  await configure(desk, GUILD, { categoryId: STRANGE }, { by: BY });
  expect(desk.askedFor).toEqual([[CATEGORY, LOGS, STRANGE]]);
});

test("is refused where the bot isn't, and saves nothing", async () => {
  const desk = setupDesk({ found: no({ reason: "bot-not-here" }) });
  expect(await configure(desk, GUILD, { replyCommand: false }, { by: BY })).toEqual(no({ reason: "bot-not-here" }));
  expect(await saved(desk)).toBeNull();
});

test("a change that somebody else made meanwhile stays", async () => {
  const desk = setupDesk({ saved: sampleSettings({ logsChannelId: null }) });
  desk.meanwhile(async () => {
    await configure(desk, GUILD, { replyCommand: false }, { by: BY });
  });
  await configure(desk, GUILD, { logsChannelId: LOGS }, { by: BY });
  expect(await saved(desk)).toMatchObject({ replyCommand: false, logsChannelId: LOGS });
});

test("two first choices at once are both kept", async () => {
  const desk = setupDesk();
  await Promise.all([
    configure(desk, GUILD, { staffRoleId: STAFF }, { by: BY }),
    configure(desk, GUILD, { categoryId: CATEGORY }, { by: BY }),
    configure(desk, GUILD, { replyCommand: false }, { by: BY }),
  ]);
  expect(await saved(desk)).toMatchObject({ staffRoleId: STAFF, categoryId: CATEGORY, replyCommand: false });
});

test("whoever says what they have seen is told when it isn't so any more, and nothing is saved", async () => {
  const seen = sampleSettings({ replyCommand: true });
  const desk = setupDesk({ saved: seen });
  desk.meanwhile(async () => {
    await configure(desk, GUILD, { replyCommand: false }, { by: BY });
  });
  const told = no({ reason: "changed-meanwhile" });
  expect(await configure(desk, GUILD, { logsChannelId: null }, { by: BY, seen })).toEqual(told);
  expect(await configure(desk, GUILD, { logsChannelId: null }, { by: BY, seen })).toEqual(told);
  expect(await saved(desk)).toMatchObject({ replyCommand: false, logsChannelId: LOGS });
  const now = await saved(desk);
  if (now === null) throw new Error("nothing was saved");
  expect((await configure(desk, GUILD, { logsChannelId: null }, { by: BY, seen: now })).ok).toBe(true);
});

test("is judged again on top of what somebody else changed", async () => {
  const desk = setupDesk({ saved: sampleSettings() });
  desk.meanwhile(async () => {
    await configure(desk, GUILD, { enabled: true }, { by: BY });
  });
  const configured = await configure(desk, GUILD, { staffRoleId: null }, { by: BY });
  expect(configured).toMatchObject({ value: { refused: [{ problem: "not-chosen", field: "staff-role" }] } });
  expect(await saved(desk)).toEqual(sampleSettings({ enabled: true }));
});

test("gives up for now when the settings never hold still", async () => {
  const desk = setupDesk({ saved: sampleSettings() });
  const flip = async (): Promise<void> => {
    const now = (await saved(desk)) as Settings;
    await desk.store.saveSettings(now, { ...now, replyCommand: !now.replyCommand }, BY, 0);
    desk.meanwhile(flip);
  };
  desk.meanwhile(flip);
  await expect(configure(desk, GUILD, { adminRoleId: null }, { by: BY })).rejects.toMatchObject({
    name: "Later",
    seconds: 1,
  });
});

test("facts are asked for anew at each change", async () => {
  const desk = setupDesk({ saved: sampleSettings() });
  expect(await checkGuild(desk, GUILD)).toMatchObject({ value: { problems: [] } });
  const lost: SetupFacts = sampleFacts({ channels: [] });
  desk.found = ok(lost);
  expect(await checkGuild(desk, GUILD)).toMatchObject({
    value: {
      problems: [
        { problem: "gone", field: "category" },
        { problem: "gone", field: "logs-channel" },
      ],
    },
  });
});
