// What people read in the bot's messages: header, logs, the server dropdown. Copies: copies.test.ts. That they fit: limits.test.ts.

import type { APIActionRowComponent, APIComponentInMessageActionRow } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import { headerView } from "../../../../worker/discord/views/header.ts";
import { cut, type MessageView } from "../../../../worker/discord/views/layout.ts";
import { closedLogView, duration } from "../../../../worker/discord/views/logs.ts";
import { serverPickerView } from "../../../../worker/discord/views/server-picker.ts";
import { texts } from "../../../../worker/discord/views/texts.ts";
import { defaultSettings, type Settings } from "../../../../worker/domain/settings.ts";
import { OPENED_AT, sampleThread } from "../../transcripts/sample.ts";

const settings: Settings = { ...defaultSettings("810000000000000001", "Castle"), staffRoleId: "840000000000000009" };
const fieldsOf = (view: MessageView) =>
  Object.fromEntries((view.embeds?.[0]?.fields ?? []).map((f) => [f.name, f.value]));
const partsOf = (rows: APIActionRowComponent<APIComponentInMessageActionRow>[] = []) =>
  rows.flatMap((row) => row.components);
const labelsOf = (view: MessageView) =>
  partsOf(view.components).flatMap((part) => ("label" in part ? [part.label] : []));

describe("the header", () => {
  const thread = sampleThread({ claimedBy: null });

  test("says who the user is and which thread this is", () => {
    const view = headerView(thread, settings, true);
    expect(view.embeds?.[0]?.title).toBe("Thread #12 with Robin");
    expect(fieldsOf(view)).toEqual({
      User: "<@820000000000000002> (robin)",
      "User id": "820000000000000002",
      "Account created": expect.stringMatching(/^<t:\d+:R>$/),
      Joined: `<t:${Date.UTC(2024, 2, 1) / 1000}:R>`,
      "Earlier threads": "2",
      "Claimed by": "nobody yet",
      Roles: "<@&840000000000000004>",
    });
  });

  test("mentions the staff role, and pings nothing else", () => {
    const view = headerView(thread, settings, true);
    expect(view.content).toBe("<@&840000000000000009>");
    expect(view.allowed_mentions).toEqual({ parse: [], roles: ["840000000000000009"] });
  });

  test("offers Claim, or Unclaim when someone has it, beside Reply and Close Thread", () => {
    expect(labelsOf(headerView(thread, settings, true))).toEqual(["Claim", "Reply", "Close Thread"]);
    const claimed = headerView({ ...thread, claimedBy: "870000000000000007" }, settings, true);
    expect(labelsOf(claimed)).toEqual(["Unclaim", "Reply", "Close Thread"]);
    expect(fieldsOf(claimed)["Claimed by"]).toBe("<@870000000000000007>");
  });

  test("shows fifteen roles and how many more there are", () => {
    const roleIds = Array.from({ length: 40 }, (_, n) => String(840000000000000000n + BigInt(n)));
    const roles = fieldsOf(headerView({ ...thread, profile: { ...thread.profile, roleIds } }, settings, true)).Roles;
    expect(roles?.match(/<@&\d+>/g)).toHaveLength(15);
    expect(roles).toMatch(/ \+25$/);
  });

  test.each([
    [true, true, /!r or \/reply or the Reply button/],
    [null, true, /!r or \/reply or the Reply button/],
    [true, false, /What you type here goes to the user\. Start with \/\//],
    [false, true, /isn't available here.*Answer with \/reply, the Reply button, or a mention: @bot r/],
    [false, false, /isn't available here.*Answer with \/reply, the Reply button, or a mention: @bot r/],
  ])("says how to answer (content readable: %s, reply command: %s)", (readable, replyCommand, how) => {
    expect(headerView(thread, { ...settings, replyCommand }, readable).embeds?.[0]?.footer?.text).toMatch(how);
  });
});

test.each([
  [0, "0 s"],
  [-5_000, "0 s"],
  [499, "0 s"],
  [59_499, "59 s"],
  [59_500, "1 min"],
  [60_000, "1 min"],
  [754_000, "12 min 34 s"],
  [3_600_000, "1 h"],
  [3_661_000, "1 h 1 min"],
  [86_400_000, "1 d"],
  [90_000_000, "1 d 1 h"],
  [86_460_000, "1 d 1 min"],
  [400 * 86_400_000, "400 d"],
])("a duration of %d ms reads %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});

test("the log of a closed thread says who, when, how long, why and how much", () => {
  const view = closedLogView(sampleThread(), { user: 3, reply: 2, note: 1 });
  expect(fieldsOf(view)).toEqual({
    User: "<@820000000000000002> (robin, 820000000000000002)",
    Opened: `<t:${OPENED_AT / 1000}:f> by <@820000000000000002>`,
    Duration: "1 h 30 min",
    "Closed by": "<@870000000000000007>",
    "Claimed by": "<@870000000000000007>",
    Messages: "3 from the user, 2 from staff, 1 among staff",
    Reason: "Rank given back",
  });
});

describe("the dropdown of servers", () => {
  const servers = (count: number, open = 0) =>
    Array.from({ length: count }, (_, n) => ({
      settings: { ...settings, guildId: String(n), guildName: `Server ${n}` },
      chosenAt: n < open ? 1 : null,
    }));
  const pickerOf = (all: ReturnType<typeof servers>, page: number) =>
    serverPickerView(all, { mode: "choose", question: "Which?", page });
  const optionsOf = (view: MessageView) =>
    partsOf(view.components).flatMap((part) => ("options" in part ? part.options.map((option) => option.value) : []));
  const pagers = (view: MessageView) =>
    partsOf(view.components).flatMap((part) =>
      "label" in part ? [`${part.label}${part.disabled ? " (off)" : ""}`] : [],
    );

  test.each([
    [1, 0, ["0"], []],
    [25, 0, ["0", "24"], []],
    [26, 0, ["0", "24"], ["Earlier servers (off)", "More servers"]],
    [26, 1, ["25"], ["Earlier servers", "More servers (off)"]],
    [60, 0, ["0", "24"], ["Earlier servers (off)", "More servers"]],
    [60, 1, ["25", "49"], ["Earlier servers", "More servers"]],
    [60, 2, ["50", "59"], ["Earlier servers", "More servers (off)"]],
    [60, 99, ["50", "59"], ["Earlier servers", "More servers (off)"]],
    [60, -1, ["0", "24"], ["Earlier servers (off)", "More servers"]],
  ])("%d servers, page %d: from and to %j", (count, page, ends, buttons) => {
    const view = pickerOf(servers(count), page);
    const options = optionsOf(view);
    expect([...new Set([options[0], options.at(-1)])]).toEqual(ends);
    expect(pagers(view)).toEqual(buttons);
  });

  test("open threads are told apart, and the one to which the user is talking", () => {
    const [select] = partsOf(pickerOf(servers(4, 3), 0).components);
    const descriptions = select && "options" in select ? select.options.map((option) => option.description) : [];
    const { here, openThere } = texts.user;
    expect(descriptions).toEqual([here, openThere, openThere, undefined]);
  });

  test("every server stands on exactly one page, in the order given", () => {
    const all = servers(60);
    expect([0, 1, 2].flatMap((page) => optionsOf(pickerOf(all, page)))).toEqual(
      all.map(({ settings }) => settings.guildId),
    );
  });
});

test.each([
  ["short", 10, "short"],
  ["exactly 10", 10, "exactly 10"],
  ["more than 10", 10, "more than…"],
  ["12345678🔥🔥", 10, "12345678…"],
  ["🔥🔥🔥🔥🔥🔥", 10, "🔥🔥🔥🔥…"],
])("%j cut to %d", (text, limit, expected) => {
  expect(cut(text, limit)).toBe(expected);
  expect(cut(text, limit).length).toBeLessThanOrEqual(limit);
});
