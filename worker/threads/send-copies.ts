// All copies of one message, in order: each noted as soon as it stands, so that a try that was cut off goes on behind it.

import { isContinued, type Message, seenBy } from "../domain/message.ts";
import type { DiscordRefusal } from "../domain/refusal.ts";
import type { Thread } from "../domain/thread.ts";
import { packFiles } from "./files.ts";
import type { Answered, OnCopy, Outgoing, Ports, Reader, SentCopies } from "./ports.ts";

interface Sending {
  message: Message;
  thread: Pick<Thread, "id" | "guildId">;
  /** Where the copies go. */
  channelId: string;
  reader: Reader;
  /** What was said last before it there (domain/message.ts, isContinued). */
  previous: Message | null;
  send(outgoing: Outgoing, onCopy: OnCopy): SentCopies;
  /** Whether the message will never be shown after this: then no part of it stays. */
  isFinal(refusal: DiscordRefusal): boolean;
}

/** Asked only of an answer: it takes a round trip. */
async function answeredBy(
  { store }: Pick<Ports, "store">,
  { answersId }: Message,
  threadId: string,
  reader: Reader,
): Promise<Pick<Outgoing, "answers">> {
  const answered = answersId === undefined ? null : await store.answered(answersId, threadId);
  const answers = answered && asSeenBy(reader, answered, threadId);
  return answers ? { answers } : {};
}

/** What staff say among themselves is never quoted to the user. */
function asSeenBy(reader: Reader, answered: Message, threadId: string): Answered | null {
  const messageId = answered.threadId === threadId ? seenBy(reader, answered) : null;
  if (messageId !== null) return { messageId };
  const quote = answered.content.trim();
  const mayRead = reader === "staff" || answered.kind === "user";
  return mayRead && quote !== "" ? { quote } : null;
}

export async function sendCopies(
  ports: Pick<Ports, "store" | "discord" | "files" | "links">,
  { message, thread, channelId, reader, previous, send, isFinal }: Sending,
): SentCopies {
  const packed = await packFiles(ports, message, thread, reader);
  const answers = await answeredBy(ports, message, thread.id, reader);
  let standing = message.copyIds;
  const outgoing = { message, ...packed, ...answers, continued: isContinued(previous, message) };
  const sent = await send(outgoing, async (copyIds) => {
    standing = copyIds;
    await ports.store.copied({ id: message.id, copyIds });
  });
  const parts = standing.filter((id) => id !== null);
  if (!sent.ok && parts.length > 0 && isFinal(sent.error)) await ports.discord.deleteMessages(channelId, parts);
  return sent;
}
