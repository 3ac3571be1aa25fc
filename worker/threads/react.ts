// Reactions, carried to the same message on the other side by the bot. A courtesy: it yields to everything that people
// write, is dropped where Discord doesn't take it, and who reacted isn't kept.

import { accessOf, isStaff } from "../domain/access.ts";
import { type Emoji, isMark, isSameEmoji } from "../domain/emoji.ts";
import { type Message, seenBy } from "../domain/message.ts";
import { Later } from "../domain/refusal.ts";
import type { Thread } from "../domain/thread.ts";
import type { Ports } from "./ports.ts";

export interface Reaction {
  channelId: string;
  /** null: the user's direct messages. */
  guildId: string | null;
  messageId: string;
  /** null: a moderator removed everybody's. */
  userId: string | null;
  /** Of who added it, in a server. */
  roleIds: readonly string[];
  /** null: all were removed. */
  emoji: Emoji | null;
  change: "added" | "removed";
}

type Outcome = "mirrored" | "still-held" | "dropped" | "no-message" | "not-staff" | "mark";
type Needs = Pick<Ports, "store" | "discord" | "wait">;

/**
 * In the thread's channel only what staff add counts. What was removed goes from the other side when nobody else here
 * holds it. The bot's own marks on sources stay, whatever people do with theirs.
 */
export async function mirrorReaction(
  ports: Needs,
  reaction: Reaction,
): Promise<{ outcome: Outcome; threadId: string | null }> {
  const { channelId, guildId, messageId, userId, roleIds, change } = reaction;
  if (guildId === null && userId === null) return { outcome: "no-message", threadId: null };
  const where = guildId === null ? { userId: userId ?? "" } : { channelId };
  const found = await ports.store.messageSeen(where, messageId);
  if (found === null || found.inGuild === null) return { outcome: "no-message", threadId: null };
  const { thread, settings } = found.inGuild;
  const done = (outcome: Outcome) => ({ outcome, threadId: thread.id });

  const from = guildId === null ? "user" : "staff";
  const isByStaff = isStaff(accessOf({ id: userId ?? "", roleIds, managesGuild: false }, settings));
  if (from === "staff" && change === "added" && !isByStaff) return done("not-staff");
  const target = counterpart(found.message, thread, from);
  if (target === null) return done("no-message");
  try {
    return done(await patiently(ports, () => carry(ports, reaction, target)));
  } catch (error) {
    if (!(error instanceof Later)) throw error;
    return done("dropped");
  }
}

interface Target {
  channelId: string;
  messageId: string;
  isSource: boolean;
}

function counterpart(message: Message, thread: Thread, from: "user" | "staff"): Target | null {
  const messageId = seenBy(from === "user" ? "staff" : "user", message);
  const channelId = from === "user" ? thread.channelId : thread.dmChannelId;
  if (messageId === null || channelId === null) return null;
  return { channelId, messageId, isSource: messageId === message.id };
}

async function carry(ports: Needs, { channelId, guildId, messageId, emoji, change }: Reaction, target: Target) {
  const { discord } = ports;
  if (emoji === null) return removeAll(ports, target);
  if (target.isSource && isMark(emoji)) return "mark";
  if (change === "added") {
    const added = await discord.react(target.channelId, target.messageId, emoji);
    return added.ok ? "mirrored" : "dropped";
  }
  // In direct messages there is nobody else.
  if (guildId !== null) {
    const left = await discord.reactionsOn(channelId, messageId);
    const isHeld = left.ok && left.value.some((one) => isSameEmoji(one.emoji, emoji) && one.others > 0);
    if (isHeld) return "still-held";
  }
  const removed = await discord.unreact(target.channelId, target.messageId, emoji);
  return removed.ok ? "mirrored" : "dropped";
}

async function removeAll({ discord }: Needs, target: Target): Promise<Outcome> {
  const there = await discord.reactionsOn(target.channelId, target.messageId);
  if (!there.ok) return "dropped";
  const own = there.value.filter(({ own, emoji }) => own && !(target.isSource && isMark(emoji)));
  for (const { emoji } of own) await discord.unreact(target.channelId, target.messageId, emoji);
  return "mirrored";
}

const PATIENCE_SECONDS = 1;

/** A short rate limit is waited out once: what people write next waits behind this. */
async function patiently<T>({ wait }: Pick<Ports, "wait">, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Later) || error.seconds > PATIENCE_SECONDS) throw error;
    await wait(error.seconds);
    return act();
  }
}
