// The transcript as plain text, for people and for whatever reads lines. All times are in UTC.

import { filesOf } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import type { Thread } from "../domain/thread.ts";
import type { Totals } from "../domain/totals.ts";
import { problemInWords } from "./page/problem.ts";
import { fileSize, plural } from "./page/times.ts";
import { visibleName, visibleText } from "./page/visible-text.ts";

type Names = ReadonlyMap<string, string>;

/** What stands above the messages. */
export function textStart(thread: Thread, guildName: string, totals: Totals, names: Names): string {
  const { profile } = thread;
  const closedAt = thread.closingAt ?? thread.closedAt;
  const { user, reply, note, attachments } = totals;
  const lines = [
    `Thread #${thread.number} with ${visibleName(profile.displayName)} (@${visibleName(profile.username)}, ${thread.userId})`,
    `Server: ${visibleName(guildName)} (${thread.guildId})`,
    `Opened: ${time(thread.openedAt)} by ${nameOf(thread.contactedBy ?? thread.userId, names)}`,
    thread.claimedBy === null
      ? "Claimed: by nobody"
      : `Claimed: ${thread.claimedAt === null ? "" : `${time(thread.claimedAt)} `}by ${nameOf(thread.claimedBy, names)}`,
    closedAt === null
      ? "Closed: not yet"
      : `Closed: ${time(closedAt)} by ${thread.closedBy === null ? "Modmail" : nameOf(thread.closedBy, names)}`,
    ...(thread.closeReason === null ? [] : [`Reason: ${indented(thread.closeReason).trimStart()}`]),
    `Messages: ${user} from the user, ${reply} from staff, ${plural(note, "note")}, ${plural(attachments, "file")}`,
    "All times are in UTC.",
  ];
  return `${lines.join("\n")}\n`;
}

const LABELS = { user: "user", reply: "staff", note: "note, only staff saw this" } as const;

/** A message: a line that says who and when, below it what was said, each line indented. */
export function textLines(message: Message, names: Names): string {
  const { author, kind, content, extras, earlier = [], deletedAt, deletedBy, problem, state } = message;
  const label = message.anonymous ? "staff, the user didn't see the name" : LABELS[kind];
  const by = (id: string | undefined) => (id === undefined ? "" : ` by ${nameOf(id, names)}`);
  const lines = [
    `\n[${time(message.sentAt)}] ${visibleName(author.name)} (${label}):`,
    ...(content.trim() === "" ? [] : [indented(content)]),
    ...(extras?.poll ? [indented(`[poll] ${[extras.poll.question, ...extras.poll.answers].join("\n- ")}`)] : []),
    ...(extras?.forwarded
      ? [indented(["[forwarded]", extras.forwarded.content, ...extras.forwarded.embeds].join("\n"))]
      : []),
    ...(extras?.stickers ?? []).map(({ name }) => indented(`[sticker] ${visibleName(name)}`)),
    ...filesOf(message).map((file) => indented(`[file] ${visibleName(file.name)}, ${fileSize(file.size)}`)),
    ...earlier.map((text) =>
      indented(`[until ${time(text.replacedAt)}, changed${by(text.replacedBy)}] ${text.content}`),
    ),
    ...(deletedAt === undefined ? [] : [indented(`[deleted ${time(deletedAt)}${by(deletedBy)}]`)]),
    ...(state === "delivered" ? [] : [indented(`[not delivered${state === "pending" ? " yet" : ""}]`)]),
    ...(problem === null ? [] : [indented(`[${problemInWords(problem)}]`)]),
  ];
  return `${lines.join("\n")}\n`;
}

const indented = (text: string): string =>
  visibleText(text)
    .split(/\r?\n|\r/)
    .map((line) => `  ${line}`)
    .join("\n");

const nameOf = (id: string, names: Names): string => visibleName(names.get(id) ?? `user ${id}`);

/** "2026-11-20 09:58:00". */
const time = (at: number): string => new Date(at).toISOString().slice(0, 19).replace("T", " ");
