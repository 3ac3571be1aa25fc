// A message that someone typed in a thread's channel: words for the user, a note among staff, or a command.

import { type Access, accessOf } from "../domain/access.ts";
import { isEmpty } from "../domain/extras.ts";
import type { Message } from "../domain/message.ts";
import type { StaffNotice } from "../domain/notice.ts";
import { Later, type Refusal } from "../domain/refusal.ts";
import { readSnippetName } from "../domain/snippet.ts";
import { readStaffMessage, type StaffMessageMeaning } from "../domain/staff-message.ts";
import { lastMark } from "./deliver.ts";
import { keepNote } from "./note.ts";
import type { FoundThread, NewMessage, Ports, ThreadInGuild } from "./ports.ts";
import { reply, sendKeptReply, type TellRefusal } from "./reply.ts";
import { sendSnippet } from "./snippets.ts";
import { runTypedCommand, typingIn } from "./typed-command.ts";

/** More than a server has unfinished at a time, unless Discord fails for long; then the oldest leases are looked at. */
const UNFINISHED_AT_ONCE = 100;

export interface StaffMessage {
  message: Omit<NewMessage, "kind" | "userId" | "anonymous">;
  guildId: string;
  /** The author's roles at this moment. */
  roleIds: readonly string[];
}

type Outcome = "delivered" | "noted" | "done" | "refused" | "repeated" | "empty";

export interface StaffMessageOutcome {
  outcome: Outcome | "no-thread";
  threadId: string | null;
}

/** Says something in the channel, once for this message. */
type Tell = (notice: StaffNotice) => Promise<unknown>;

export async function receiveStaffMessage(ports: Ports, given: StaffMessage): Promise<StaffMessageOutcome> {
  const { message } = given;
  const found = await ports.store.threadByChannel(message.channelId, message.id);
  if (found === null) {
    if (await mayBecomeKnown(ports, given.guildId)) throw new Later(2, "a thread's channel isn't known yet");
    return { outcome: "no-thread", threadId: null };
  }
  const hasMore = message.attachments.length > 0 || message.extras !== undefined;
  const meaning = readStaffMessage(message.content, { ...typingIn(found), hasMore });
  const tell: Tell = (notice) => ports.discord.tellStaff(message.channelId, notice, `s${message.id}`);
  const outcome =
    found.message === null
      ? await act(ports, found, given, meaning, tell)
      : await actAgain(ports, found, found.message, meaning, tell);
  return { outcome, threadId: found.thread.id };
}

/**
 * What was refused or done is kept as a note: read again after a gap in what the relay heard, it mustn't be done then.
 */
async function act(
  ports: Ports,
  found: FoundThread,
  given: StaffMessage,
  meaning: StaffMessageMeaning,
  tell: Tell,
): Promise<Outcome> {
  const { message } = given;
  switch (meaning.kind) {
    case "unreadable":
      await tellUnreadable(ports, found, tell);
      return "refused";
    case "note": {
      if (!meaning.asked && isEmpty(message)) return "empty";
      const noted = await keepNote(ports, found, { ...message, content: meaning.text });
      if (!noted.ok) await tell({ notice: "refused", refusal: noted.error });
      else if (meaning.asked) await lastMark(ports, noted.value);
      return noted.ok ? "noted" : "refused";
    }
    case "reply":
    case "snippet": {
      const sent = await say(ports, found, given, meaning, tellNotSent(tell));
      if (!sent.ok) await keepNote(ports, found, message);
      else await lastMark(ports, sent.value);
      return sent.ok ? "delivered" : "refused";
    }
    case "command": {
      const person = { id: message.author.id, access: await accessNow(ports, found, given) };
      const { sentAt, answersId } = message;
      const typed = { found, person, sentAt, ...(answersId === undefined ? {} : { answersId }) };
      const done = await runTypedCommand(ports, meaning, typed, tell);
      // A thread that was just closed keeps nothing more.
      if (!done || meaning.command !== "close") await keepNote(ports, found, message);
      return done ? "done" : "refused";
    }
    case "unknown-command":
      await tell({ notice: "unknown-command", word: meaning.word, nearest: meaning.nearest, typing: typingIn(found) });
      await keepNote(ports, found, message);
      return "refused";
  }
}

/** Where typing goes to the user each message was an answer in vain; where it is talk, staff are told once a thread. */
async function tellUnreadable(ports: Ports, { thread, settings }: FoundThread, tell: Tell): Promise<void> {
  if (!settings.replyCommand) await tell({ notice: "unreadable" });
  else if (thread.unreadableToldAt === null) {
    await tell({ notice: "unreadable-talk" });
    await ports.store.toldUnreadable(thread.id, ports.now());
  }
}

/** To the user: the text, or the snippet. */
async function say(
  ports: Ports,
  found: FoundThread,
  given: StaffMessage,
  meaning: Extract<StaffMessageMeaning, { kind: "reply" | "snippet" }>,
  tell: TellRefusal,
): ReturnType<typeof reply> {
  const access = await accessNow(ports, found, given);
  const { anonymous } = meaning;
  const draft = { ...given.message, ...(anonymous === undefined ? {} : { anonymous }) };
  if (meaning.kind === "reply") return reply(ports, found, access, { ...draft, content: meaning.text }, tell);
  const name = readSnippetName(meaning.name);
  if (name.ok) return sendSnippet(ports, found, access, { name: name.value, words: meaning.words }, draft, tell);
  await tell(name.error);
  return name;
}

/** The event of a message that is kept came again: what was cut off is finished. */
async function actAgain(
  ports: Ports,
  found: FoundThread,
  known: Message,
  meaning: StaffMessageMeaning,
  tell: Tell,
): Promise<Outcome> {
  if (known.state === "refused") return "repeated";
  if (known.kind === "note") {
    if (meaning.kind === "note" && meaning.asked) await lastMark(ports, known);
    return "repeated";
  }
  if (known.state === "pending") {
    const sent = await sendKeptReply(ports, found, { message: known }, tellNotSent(tell));
    if (!sent.ok) return "refused";
  }
  await lastMark(ports, known);
  return "repeated";
}

const tellNotSent = (tell: Tell) => (refusal: Refusal) => tell({ notice: "not-sent", refusal });

/**
 * Whether a thread of this server is being opened and hasn't noted its channel: staff see the channel before that, much
 * before when Discord's answer was lost. One in trouble has no channel, and nobody knows for how long.
 */
async function mayBecomeKnown({ store }: Pick<Ports, "store">, guildId: string): Promise<boolean> {
  const unfinished = await store.unfinished(Number.MAX_SAFE_INTEGER, UNFINISHED_AT_ONCE, guildId);
  return unfinished.some(({ thread }) => {
    return thread.state === "opening" && thread.channelId === null && thread.trouble === null;
  });
}

/** By role; only for people with neither role is Discord asked whether they manage the server. */
export async function accessNow(
  ports: Pick<Ports, "discord">,
  { settings }: ThreadInGuild,
  given: StaffMessage,
): Promise<Access> {
  const { id } = given.message.author;
  const access = accessOf({ id, roleIds: given.roleIds, managesGuild: false }, settings);
  if (access !== "none") return access;
  const member = { id, roleIds: given.roleIds };
  return (await ports.discord.managesGuild(given.guildId, member)) ? "admin" : "none";
}
