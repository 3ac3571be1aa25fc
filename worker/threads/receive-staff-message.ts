// A message that someone typed in a thread's channel: a reply for the user, or a note among staff.

import { type Access, accessOf } from "../domain/access.ts";
import { isEmpty } from "../domain/extras.ts";
import { Later, type Refusal } from "../domain/refusal.ts";
import { readStaffMessage } from "../domain/staff-message.ts";
import { lastMark } from "./deliver.ts";
import { keepFiles } from "./files.ts";
import type { NewMessage, Ports, ThreadInGuild } from "./ports.ts";
import { reply, sendKeptReply } from "./reply.ts";

/** More than a server has unfinished at a time, unless Discord fails for long; then the oldest leases are looked at. */
const UNFINISHED_AT_ONCE = 100;

export interface StaffMessage {
  message: Omit<NewMessage, "kind" | "userId">;
  guildId: string;
  /** The author's roles at this moment. */
  roleIds: readonly string[];
}

export interface StaffMessageOutcome {
  outcome: "delivered" | "noted" | "refused" | "repeated" | "no-thread" | "empty";
  threadId: string | null;
}

export async function receiveStaffMessage(ports: Ports, given: StaffMessage): Promise<StaffMessageOutcome> {
  const { message } = given;
  const found = await ports.store.threadByChannel(message.channelId, message.id);
  if (found === null) {
    if (await mayBecomeKnown(ports, given.guildId)) throw new Later(2, "a thread's channel isn't known yet");
    return { outcome: "no-thread", threadId: null };
  }
  const { thread, settings } = found;
  const done = (outcome: StaffMessageOutcome["outcome"]) => ({ outcome, threadId: thread.id });
  const tell = (refusal: Refusal) =>
    ports.discord.tellStaff(message.channelId, { notice: "not-sent", refusal }, `s${message.id}`);

  if (found.message) {
    if (found.message.kind === "note" || found.message.state === "refused") return done("repeated");
    if (found.message.state === "pending") {
      const sent = await sendKeptReply(ports, found, found.message, tell);
      if (!sent.ok) return done("refused");
    }
    await lastMark(ports, message);
    return done("repeated");
  }

  const meaning = readStaffMessage(message.content, {
    replyCommand: settings.replyCommand,
    readable: found.messageContent !== false,
    hasFiles: message.attachments.length > 0,
  });
  switch (meaning.kind) {
    case "unreadable":
      await ports.discord.tellStaff(message.channelId, { notice: "unreadable" }, `s${message.id}`);
      return done("refused");
    case "note":
      return done(await keepNote(ports, found, message));
    case "reply": {
      const access = await accessNow(ports, found, given);
      const sent = await reply(ports, found, access, { ...message, content: meaning.text }, tell);
      if (!sent.ok) return done("refused");
      await lastMark(ports, message);
      return done("delivered");
    }
  }
}

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

async function keepNote(ports: Ports, { thread }: ThreadInGuild, message: StaffMessage["message"]) {
  if (isEmpty(message)) return "empty" as const;
  await keepFiles(ports.files, message);
  const note = { ...message, kind: "note" as const, userId: thread.userId, threadId: thread.id };
  const kept = await ports.store.keepStaffMessage(note, "delivered");
  return kept === null ? ("no-thread" as const) : ("noted" as const);
}

/** By role; only for people with neither role is Discord asked whether they manage the server. */
async function accessNow(ports: Ports, { settings }: ThreadInGuild, given: StaffMessage): Promise<Access> {
  const { id } = given.message.author;
  const access = accessOf({ id, roleIds: given.roleIds, managesGuild: false }, settings);
  if (access !== "none") return access;
  const member = { id, roleIds: given.roleIds };
  return (await ports.discord.managesGuild(given.guildId, member)) ? "admin" : "none";
}
