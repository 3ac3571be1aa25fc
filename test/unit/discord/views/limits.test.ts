// Every message that the bot can send, with the longest names, texts and lists that can occur, against the fake
// Discord's own gate: schemas and the rules beyond them.

import { expect, test } from "vitest";
import {
  type CopyView,
  replyCopies,
  replyForStaffView,
  userMessageCopies,
  withLinkedFiles,
} from "../../../../worker/discord/views/copies.ts";
import { headerView } from "../../../../worker/discord/views/header.ts";
import type { MessageView } from "../../../../worker/discord/views/layout.ts";
import { closedLogView, openedLogView } from "../../../../worker/discord/views/logs.ts";
import { staffNoticeView, userNoticeView } from "../../../../worker/discord/views/notices.ts";
import { confirmView, keptView } from "../../../../worker/discord/views/privacy.ts";
import { refusalView } from "../../../../worker/discord/views/refusals.ts";
import {
  answerRevision,
  changedReplyView,
  replyRevision,
  userMessageRevision,
} from "../../../../worker/discord/views/revisions.ts";
import { serverPickerView } from "../../../../worker/discord/views/server-picker.ts";
import { refusedNotice, setupView, statusView } from "../../../../worker/discord/views/setup.ts";
import { snippetListView, snippetView } from "../../../../worker/discord/views/snippets.ts";
import { userNotesView } from "../../../../worker/discord/views/user-notes.ts";
import type { Went } from "../../../../worker/domain/erasure.ts";
import type { StaffNotice, UserNotice } from "../../../../worker/domain/notice.ts";
import type { DiscordRefusal, Refusal } from "../../../../worker/domain/refusal.ts";
import { ANONYMOUS, defaultSettings, type Settings } from "../../../../worker/domain/settings.ts";
import { BOT_PERMISSIONS, type Problem } from "../../../../worker/domain/setup-check.ts";
import type { SetupReport } from "../../../../worker/domain/setup-report.ts";
import { SNIPPET_VARIABLES, type Snippet } from "../../../../worker/domain/snippet.ts";
import type { UserNote } from "../../../../worker/domain/user-note.ts";
import { TEXT_LIMIT } from "../../../../worker/domain/user-text.ts";
import type { Outgoing } from "../../../../worker/threads/ports.ts";
import { ApiError } from "../../../fake-discord/rest/errors.ts";
import { checkMessage } from "../../../fake-discord/rest/validation/message-body.ts";
import { sampleAttachment, sampleMessage, sampleThread } from "../../transcripts/sample.ts";

/** Discord's longest: a server's name 100, a username 32, a message with Nitro 4000. */
const LONG_NAME = "🏰".repeat(50);
const LONG_TEXT = "🔥".repeat(2000);
const id = (n: number): string => String(100_000_000_000_000_000n + BigInt(n));
const many = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, n) => make(n));

const settings: Settings = {
  ...defaultSettings(id(1), LONG_NAME),
  enabled: true,
  staffRoleId: id(2),
  adminRoleId: id(3),
  categoryId: id(4),
  logsChannelId: id(5),
};
const note: UserNote = {
  id: id(8),
  author: { id: id(1), name: LONG_NAME.slice(0, 64) },
  text: "🏰".repeat(500),
  at: 1,
};
const thread = sampleThread({
  number: 999_999,
  userNotes: { total: 100, latest: many(3, () => note) },
  earlierThreads: 9_999,
  closeReason: "x".repeat(1000),
  profile: {
    username: "m".repeat(32),
    displayName: LONG_NAME,
    avatarUrl: `https://cdn.discordapp.com/avatars/${id(1)}/${"a".repeat(34)}.png`,
    joinedAt: 1,
    roleIds: many(250, id),
  },
});
const message = sampleMessage({
  content: LONG_TEXT,
  author: { id: id(1), name: LONG_NAME, avatarUrl: thread.profile.avatarUrl },
});
const linked = many(100, (n) => ({
  name: "f".repeat(260),
  size: 500_000_000,
  link: n % 10 === 0 ? null : { url: `https://modmail.example/files/${"x".repeat(130)}${n}`, days: 30 },
}));
const file = {
  name: "f",
  contentType: null,
  size: 1,
  description: null,
  spoiler: false,
  open: async () => new ReadableStream(),
};
/** As much of everything as Discord lets a person send at once, and more. */
const outgoing: Outgoing = {
  message: {
    ...message,
    attachments: [sampleAttachment({ seconds: 1200 })],
    extras: {
      stickers: many(3, () => ({ name: "s".repeat(30), picture: null })),
      poll: { question: "q".repeat(300), answers: many(10, () => "a".repeat(55)), several: true, endsAt: 1 },
      forwarded: {
        content: LONG_TEXT,
        attachments: [],
        stickers: [],
        embeds: many(10, (n) => `**${n}**\n${"e".repeat(6000)}`),
        sentAt: 1,
      },
    },
  },
  files: [many(10, () => file), [file]],
  linked,
  continued: false,
};
const plainly: Outgoing = { message, files: [], linked: [], continued: false };
const asCopies = (views: readonly MessageView[]) => views.map((view) => ({ view, files: [] }));
const each = (name: string, copies: readonly CopyView[]): [string, MessageView][] =>
  copies
    .filter(({ view, files }) => view.embeds !== undefined || files.length === 0)
    .map(({ view }, place) => [`${name}, copy ${place + 1}`, view]);
const snippet: Snippet = {
  name: "n".repeat(32),
  text: "*".repeat(2000),
  attachments: many(5, (n) => sampleAttachment({ id: id(n), name: "f".repeat(260) })),
  filesId: id(6),
  version: id(7),
};
const never = (): never => {
  throw new Error("a message has a copy at least");
};
/** Long as no person writes, edited, and deleted by somebody else. */
const changed = { ...message, content: "x ".repeat(3000), editedAt: 1, deletedAt: 2, deletedBy: id(1) };
const LATE = message.sentAt + 30 * 24 * 60 * 60_000;

/** By reason, so that the compiler asks for a new one here. */
const DISCORD_REFUSALS: { [R in DiscordRefusal["reason"]]: Extract<DiscordRefusal, { reason: R }> } = {
  "dms-too-fast": { reason: "dms-too-fast" },
  "dm-closed": { reason: "dm-closed" },
  "unknown-channel": { reason: "unknown-channel" },
  "missing-permission": { reason: "missing-permission" },
  "category-full": { reason: "category-full" },
  "guild-full": { reason: "guild-full" },
  "unknown-category": { reason: "unknown-category" },
  "not-taken": { reason: "not-taken", status: 400, code: 50035 },
  "unknown-role": { reason: "unknown-role" },
  "blocked-by-filter": { reason: "blocked-by-filter" },
};
const REFUSALS: { [R in Refusal["reason"]]: Extract<Refusal, { reason: R }> } = {
  ...DISCORD_REFUSALS,
  "not-staff": { reason: "not-staff" },
  "not-admin": { reason: "not-admin" },
  "no-thread": { reason: "no-thread" },
  "thread-closing": { reason: "thread-closing", by: id(1) },
  "claimed-by-other": { reason: "claimed-by-other", by: id(1) },
  "claimed-already": { reason: "claimed-already" },
  "not-claimed": { reason: "not-claimed" },
  "nothing-to-send": { reason: "nothing-to-send" },
  "always-anonymous": { reason: "always-anonymous" },
  "nothing-to-note": { reason: "nothing-to-note" },
  "closes-at-once": { reason: "closes-at-once" },
  "already-sent": { reason: "already-sent" },
  "written-by-bot": { reason: "written-by-bot" },
  "too-long-for-form": { reason: "too-long-for-form" },
  "not-a-reply": { reason: "not-a-reply" },
  "no-reply-yet": { reason: "no-reply-yet" },
  "not-your-reply": { reason: "not-your-reply", by: id(1) },
  "reply-deleted": { reason: "reply-deleted" },
  "reply-not-sent": { reason: "reply-not-sent" },
  "change-waits": { reason: "change-waits" },
  "change-not-shown": { reason: "change-not-shown" },
  "edited-since": { reason: "edited-since" },
  "no-reply-any-more": { reason: "no-reply-any-more" },
  unreadable: { reason: "unreadable" },
  "too-long": { reason: "too-long", limit: 4000 },
  "not-a-member": { reason: "not-a-member", guildName: LONG_NAME },
  "server-waits": { reason: "server-waits", guildName: LONG_NAME },
  "modmail-off": { reason: "modmail-off", guildName: LONG_NAME },
  "no-server": { reason: "no-server" },
  "bot-not-here": { reason: "bot-not-here" },
  "made-up": { reason: "made-up" },
  "only-in-dm": { reason: "only-in-dm" },
  "no-own-thread": { reason: "no-own-thread" },
  "users-may-not-close": { reason: "users-may-not-close", guildName: LONG_NAME },
  "only-in-server": { reason: "only-in-server" },
  "bad-prefix": { reason: "bad-prefix" },
  "user-not-here": { reason: "user-not-here" },
  "is-a-bot": { reason: "is-a-bot" },
  "thread-exists": { reason: "thread-exists", channelId: id(4) },
  "too-many-contacts": { reason: "too-many-contacts" },
  "notes-full": { reason: "notes-full", limit: 100 },
  "no-note": { reason: "no-note" },
  "note-of-another": { reason: "note-of-another" },
  "no-user-named": { reason: "no-user-named" },
  "unknown-variable": { reason: "unknown-variable", variable: LONG_TEXT, known: [...SNIPPET_VARIABLES, "1", "2"] },
  "bad-snippet-name": { reason: "bad-snippet-name" },
  "no-snippet": { reason: "no-snippet", name: "n".repeat(32) },
  "snippet-exists": { reason: "snippet-exists", name: "n".repeat(32) },
  "snippet-changed": { reason: "snippet-changed", name: "n".repeat(32) },
  "snippets-full": { reason: "snippets-full", limit: 500 },
  "words-missing": { reason: "words-missing", name: "n".repeat(32), needed: 99 },
  "files-too-large": { reason: "files-too-large" },
};
const refusals = Object.values(REFUSALS);
const discordRefusals = Object.values(DISCORD_REFUSALS);
const about = { guildName: LONG_NAME, closes: id(1), elsewhere: true };
const closed = { notice: "thread-closed", guildName: LONG_NAME, unreachedSince: null, next: LONG_NAME } as const;
const MUCH: Went = {
  threads: 99_999,
  messages: 9_999_999,
  files: 999_999,
  notes: 99_999,
  logEntries: 99_999,
  logEntriesLeft: 99_999,
};
const NOTHING: Went = { threads: 0, messages: 0, files: 0, notes: 0, logEntries: 0, logEntriesLeft: 0 };
const userNotices: UserNotice[] = [
  { notice: "no-server" },
  { notice: "thread-opened", about, greeting: null },
  { notice: "thread-opened", about, greeting: LONG_TEXT },
  { notice: "thread-invited", about: { ...about, closes: null, elsewhere: false }, greeting: null },
  { notice: "thread-contacted", about },
  { notice: "thread-waits", about },
  { notice: "talking-to", about },
  { notice: "not-delivered", about, text: LONG_TEXT, refusal: { reason: "blocked-by-filter" } },
  { notice: "not-delivered", about, text: "", refusal: { reason: "not-taken", status: 400, code: 50035 } },
  { ...closed, closing: LONG_TEXT, reason: "x".repeat(1000) },
  { ...closed, closing: null, reason: null },
  { ...closed, closing: LONG_TEXT, reason: null, unreachedSince: 1 },
  { notice: "erased", went: MUCH, guildName: null },
  { notice: "erased", went: MUCH, guildName: LONG_NAME },
  { notice: "erased", went: NOTHING, guildName: null },
];
const typings = ANONYMOUS.flatMap((anonymous) =>
  [true, false].flatMap((readable) =>
    [id(1), null].map((botUserId) => ({ prefix: "!!!!!", replyCommand: false, anonymous, readable, botUserId })),
  ),
);
const staffNotices: StaffNotice[] = [
  { notice: "unreadable" },
  { notice: "unreadable-talk" },
  ...(["claimed", "unclaimed", "closing"] as const).map((notice): StaffNotice => ({ notice, by: id(1) })),
  { notice: "taken-over", by: id(1), from: id(2) },
  { notice: "erased", number: 999_999 },
  { notice: "user-id", userId: id(1), name: LONG_NAME },
  ...typings.flatMap((typing): StaffNotice[] => [
    { notice: "help", typing },
    { notice: "unknown-command", word: "x".repeat(2000), nearest: "reply", typing },
    { notice: "unknown-command", word: "x".repeat(2000), nearest: null, typing },
  ]),
  ...refusals.map((refusal): StaffNotice => ({ notice: "refused", refusal })),
  ...refusals.map((refusal): StaffNotice => ({ notice: "not-sent", refusal })),
  ...refusals.map((refusal): StaffNotice => ({ notice: "not-edited", refusal })),
  ...refusals.map((refusal): StaffNotice => ({ notice: "not-taken-back", refusal })),
  ...(["reply-edited", "reply-deleted"] as const).map(
    (notice): StaffNotice => ({ notice, by: id(1), message, before: "x", userName: LONG_NAME }),
  ),
  ...discordRefusals.flatMap((refusal): StaffNotice[] => [
    { notice: "not-logged", refusal },
    { notice: "not-deleted", refusal },
    { notice: "cannot-open", userId: id(1), refusal },
  ]),
];
const problems: Problem[] = [
  { problem: "not-chosen", field: "staff-role" },
  { problem: "not-chosen", field: "category" },
  { problem: "everyone", field: "staff-role" },
  { problem: "gone", field: "admin-role" },
  { problem: "hidden", field: "category", channelId: id(4) },
  { problem: "wrong-type", field: "logs-channel", channelId: id(5) },
  { problem: "bot-lacks", where: "server", permissions: [...BOT_PERMISSIONS] },
  { problem: "bot-lacks", where: "category", channelId: id(4), permissions: [...BOT_PERMISSIONS] },
  { problem: "bot-lacks", where: "logs-channel", channelId: id(5), permissions: [...BOT_PERMISSIONS] },
  { problem: "category-full", channelId: id(4) },
  { problem: "guild-full" },
];
const report: SetupReport = {
  settings: {
    ...settings,
    prefix: "mail!",
    anonymous: "default",
    greeting: "g".repeat(TEXT_LIMIT),
    closing: "c".repeat(TEXT_LIMIT),
  },
  problems,
  advice: [
    { advice: "staff-role-not-pinged" },
    { advice: "no-message-content", replyCommand: true },
    { advice: "relay-never-seen" },
    { advice: "logs-public", channelId: id(5) },
    { advice: "no-logs-channel" },
  ],
  botRole: LONG_NAME,
};

const URL = `https://${"x".repeat(200)}.example/privacy`;
const kept = { guilds: [], undecided: 99_999, dmChannelId: null };
const keptIn = () => ({
  guildId: id(1),
  guildName: LONG_NAME,
  profile: thread.profile,
  threads: 99_999,
  openThreads: 1,
  messages: 9_999_999,
  files: 99_999,
  firstAt: 1,
  retentionDays: 3650,
});

const views: [string, MessageView][] = [
  ["the header", headerView(thread, settings, true)],
  [
    "the header of an unclaimed thread, without the intent",
    headerView({ ...thread, claimedBy: null }, settings, false),
  ],
  [
    "the header for a user of whom little is known",
    headerView(
      { ...thread, profile: { username: "m", displayName: "m", avatarUrl: null, joinedAt: null, roleIds: [] } },
      { ...settings, staffRoleId: null, replyCommand: false },
      null,
    ),
  ],
  ...each("a user's message", userMessageCopies(outgoing, LATE)),
  ...each("a user's message without text", userMessageCopies({ ...plainly, message: { ...message, content: "" } }, 0)),
  ...each("a reply in the DM", replyCopies(outgoing, LONG_NAME, LATE)),
  ...each("the longest reply", replyCopies({ ...plainly, message: { ...message, content: "x".repeat(6000) } }, "s", 0)),
  [
    "a reply as staff see it",
    replyForStaffView({ ...message, content: "x ".repeat(3000), anonymous: true }, LONG_NAME),
  ],
  ...each("an answer that quotes", userMessageCopies({ ...outgoing, answers: { quote: LONG_TEXT } }, LATE)),
  ...each("an answer", userMessageCopies({ ...outgoing, answers: { messageId: id(3) } }, LATE)),
  ...each(
    "a user's message, edited and deleted",
    asCopies(userMessageRevision({ message: changed, before: LONG_TEXT, linked }, LATE)),
  ),
  ...each(
    "an edited reply in the DM",
    asCopies(replyRevision({ message: changed, before: LONG_TEXT, linked }, LONG_NAME, LATE)),
  ),
  [
    "an edited and deleted reply as staff see it",
    answerRevision({ message: { ...changed, kind: "reply", anonymous: true }, before: LONG_TEXT, linked }, LONG_NAME),
  ],
  ...["", null].map((before): [string, MessageView] => [
    `a deleted reply with ${JSON.stringify(before)} before`,
    changedReplyView({ message: { ...message, deletedAt: 0 }, before, userName: LONG_NAME }, LONG_NAME),
  ]),
  [
    "a copy whose files weren't taken",
    withLinkedFiles(userMessageCopies(plainly, LATE)[0]?.view ?? never(), linked.slice(0, 10)),
  ],
  ["what is kept of a person, in more servers than fit", keptView({ ...kept, guilds: many(200, keptIn) }, URL)],
  ["what is kept of a person: nothing", keptView({ ...kept, undecided: 0 }, URL)],
  ["the question before erasing", confirmView({ ...kept, guilds: many(200, keptIn) })],
  ["the log of an opened thread", openedLogView(thread)],
  [
    "the log of a closed thread",
    closedLogView({ ...thread, confidential: true }, { user: 99_999, reply: 99_999, note: 99_999 }),
  ],
  [
    "the log of one that nobody closed",
    closedLogView({ ...thread, closedBy: null, claimedBy: null, closeReason: null }, { user: 0, reply: 0, note: 0 }),
  ],
  ...userNotices.map((notice): [string, MessageView] => [`to the user: ${notice.notice}`, userNoticeView(notice)]),
  ...staffNotices.map((notice): [string, MessageView] => [
    `to staff: ${JSON.stringify(notice)}`,
    staffNoticeView(notice),
  ]),
  ...refusals.map((refusal): [string, MessageView] => [`refused: ${refusal.reason}`, refusalView(refusal)]),
  ...[1, 25, 26, 250].map((count): [string, MessageView] => [
    `a choice of ${count} servers`,
    serverPickerView(
      many(count, (n) => ({ settings: { ...settings, guildId: id(n) }, chosenAt: n < 30 ? 1 : null })),
      { mode: "switch", question: "q".repeat(500), page: 1 },
    ),
  ]),
  [
    "a page of snippets",
    snippetListView(
      many(25, () => snippet),
      500,
      3,
    ),
  ],
  [
    "a page of notes on a user",
    userNotesView(
      id(1),
      many(5, (n) => ({ ...note, id: id(n) })),
      100,
      3,
    ),
  ],
  ["no notes on a user", userNotesView(id(1), [], 0, 0)],
  ["a list without snippets", snippetListView([], 0, 0)],
  [
    "a snippet with its history",
    snippetView(
      snippet,
      many(5, (n) => ({ id: id(n), from: snippet, to: snippet, by: { id: id(n), name: LONG_NAME }, at: 1 })),
    ),
  ],
  ["the setup panel", setupView(report, refusedNotice(problems, LONG_NAME))],
  ["the setup panel with nothing to say", setupView({ ...report, problems: [], advice: [] })],
  ["the status", statusView(report, { open: 500, waiting: 500 })],
];

test.each(views)("%s is taken as a message, as an answer and as an edit", (_, view) => {
  const existing = { flags: 0, attachments: [], content: "", embeds: [], components: [] };
  const flawsAs = (body: object, given: Parameters<typeof checkMessage>[2]) => {
    try {
      checkMessage(body, [], given);
      return null;
    } catch (error) {
      if (error instanceof ApiError) return error.body();
      throw error;
    }
  };
  expect(
    flawsAs(
      { ...view, nonce: "u".repeat(25), enforce_nonce: true },
      { schema: "MessageCreateRequest", endpoint: "create" },
    ),
  ).toBeNull();
  expect(
    flawsAs({ ...view, flags: 64 }, { schema: "IncomingWebhookInteractionRequest", endpoint: "answer" }),
  ).toBeNull();
  const edit = {
    schema: "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
    endpoint: "edit",
    existing,
  } as const;
  expect(flawsAs({ components: [], ...view }, edit)).toBeNull();
});

test("nothing pings, except that the header may ping the staff role", () => {
  for (const [name, view] of views) {
    const { parse, roles = [], ...others } = view.allowed_mentions;
    expect({ name, parse, others }).toEqual({ name, parse: [], others: {} });
    expect(roles).toEqual(name.startsWith("the header") && view.content !== "" ? [settings.staffRoleId] : []);
  }
});
