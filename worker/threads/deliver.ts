// From the user to staff: copies of the user's messages into the thread's channel, in order, each with a check mark on
// the original once its copy stands.

import type { Mark } from "../domain/emoji.ts";
import type { Message } from "../domain/message.ts";
import { aboutServer } from "../domain/notice.ts";
import { type DiscordRefusal, isAboutContent, Later } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { patiently } from "./patience.ts";
import type { Copies, Ports, ThreadInGuild } from "./ports.ts";
import { sendCopies } from "./send-copies.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "links" | "now" | "wait">;
type Header = { messageId: string | null };
/** What messages come from: the one whose event comes again if delivering throws, and what was said last before it. */
export interface Origin {
  repeated: string | null;
  previous: Message | null;
}
/** A thread whose channel is known. */
export type Placed = ThreadInGuild & { thread: { channelId: string } };

/**
 * Into a thread that is being opened. `header`, when it was just posted, is noted in the same round trip as the copies.
 * Of `messages`, those that an earlier try delivered only get their mark again: that try may have ended before it.
 */
export async function deliverWhileOpening(
  ports: Needs,
  placed: Placed,
  messages: readonly Message[],
  header?: Header,
): Promise<Result<void, DiscordRefusal>> {
  const copies: Copies[] = [];
  const note = async () => {
    if (copies.length > 0 || header) await ports.store.delivered(placed.thread.id, copies, ports.now(), header);
  };
  let refusal: DiscordRefusal | null = null;
  let previous: Message | null = null;
  try {
    for (const message of messages) {
      if (message.state !== "pending") continue;
      const sent = await post(ports, placed, message, previous);
      if (!sent.ok) {
        refusal = sent.error;
        break;
      }
      if (sent.value === null) continue;
      copies.push({ id: message.id, copyIds: sent.value });
      previous = { ...message, threadId: placed.thread.id, state: "delivered" };
    }
  } catch (error) {
    // What stands is noted before the rest is left for another try.
    await note();
    throw error;
  }
  await note();
  const arrived = new Set(copies.map((copy) => copy.id));
  for (const message of messages) {
    if (message.state === "delivered" || arrived.has(message.id)) await checkMark(ports, message);
  }
  return refusal === null ? ok(undefined) : no(refusal);
}

/**
 * Into an open thread. The message whose event comes again is noted as soon as its copy stands. The others have no event
 * any more and are noted after their mark: until then they are found undelivered, and the nonce keeps the copy single.
 * `header` is noted with each, which ends the thread's trouble.
 */
export async function deliverToOpen(
  ports: Needs,
  placed: Placed,
  pending: readonly Message[],
  { repeated, previous }: Origin,
  header?: Header,
): Promise<Result<void, DiscordRefusal>> {
  let last = previous;
  for (const message of pending) {
    const sent = await post(ports, placed, message, last);
    if (!sent.ok) return sent;
    if (sent.value === null) continue;
    last = { ...message, state: "delivered" };
    if (message.id !== repeated) await checkMark(ports, message);
    await ports.store.delivered(placed.thread.id, [{ id: message.id, copyIds: sent.value }], ports.now(), header);
    if (message.id === repeated) await lastMark(ports, message);
  }
  return ok(undefined);
}

/** null: Discord won't take what this message holds; both sides know, and it keeps nothing waiting. */
async function post(
  ports: Needs,
  { thread, settings }: Placed,
  message: Message,
  previous: Message | null,
): Promise<Result<Message["copyIds"] | null, DiscordRefusal>> {
  const { channelId, userId, guildId } = thread;
  const sent = await sendCopies(ports, {
    message: { ...message, threadId: thread.id },
    thread,
    channelId,
    reader: "staff",
    previous,
    send: (outgoing, onCopy) => ports.discord.postUserMessage(channelId, outgoing, onCopy),
    isFinal: isAboutContent,
  });
  if (sent.ok || !isAboutContent(sent.error)) return sent;
  const notice = { notice: "not-shown", userId: message.userId, refusal: sent.error } as const;
  await ports.discord.tellStaff(channelId, notice, `z${message.id}`);
  const { elsewhere } = await ports.store.openThread(userId, guildId);
  const about = aboutServer(settings, elsewhere);
  const told = { notice: "not-delivered", about, text: message.content, refusal: sent.error } as const;
  await ports.discord.tellUser(message.channelId, told, `y${message.id}`);
  await ports.store.refuseMessages([message.id], sent.error.reason);
  return ok(null);
}

type Marked = Pick<Message, "id" | "channelId" | "kind" | "anonymous">;

const markOf = ({ kind, anonymous }: Marked): Mark =>
  kind === "note" ? "noted" : anonymous ? "delivered-anonymously" : "delivered";

/** Marks the source of a delivered message before more is done with it. Short rate limits are waited out. */
export const checkMark = (ports: Pick<Ports, "discord" | "wait">, message: Marked): Promise<void> =>
  patiently(ports, () => ports.discord.checkMark(message.channelId, message.id, markOf(message)));

/** Marks the source of a message whose event has nothing else left to do: at a rate limit the mark yields to what comes. */
export async function lastMark({ discord }: Pick<Ports, "discord">, message: Marked) {
  try {
    await discord.checkMark(message.channelId, message.id, markOf(message));
  } catch (error) {
    if (!(error instanceof Later)) throw error;
    const { seconds, everywhere } = error;
    throw new Later(seconds, "only the check mark is left", { cause: error, everywhere, onlyNiceties: true });
  }
}
