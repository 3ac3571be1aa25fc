// All copies of one message, in order: each noted as soon as it stands, so that a try that was cut off goes on behind it.

import { isContinued, type Message } from "../domain/message.ts";
import type { DiscordRefusal } from "../domain/refusal.ts";
import { packFiles } from "./files.ts";
import type { OnCopy, Outgoing, Ports, Reader, SentCopies } from "./ports.ts";

interface Sending {
  message: Message;
  threadId: string;
  /** Where the copies go. */
  channelId: string;
  reader: Reader;
  /** What was said last before it there (domain/message.ts, isContinued). */
  previous: Message | null;
  send(outgoing: Outgoing, onCopy: OnCopy): SentCopies;
  /** Whether the message will never be shown after this: then no part of it stays. */
  isFinal(refusal: DiscordRefusal): boolean;
}

export async function sendCopies(
  ports: Pick<Ports, "store" | "discord" | "files" | "links">,
  { message, threadId, channelId, reader, previous, send, isFinal }: Sending,
): SentCopies {
  const packed = await packFiles(ports, message, threadId, reader);
  let standing = message.copyIds;
  const sent = await send({ message, ...packed, continued: isContinued(previous, message) }, async (copyIds) => {
    standing = copyIds;
    await ports.store.copied({ id: message.id, copyIds });
  });
  const parts = standing.filter((id) => id !== null);
  if (!sent.ok && parts.length > 0 && isFinal(sent.error)) await ports.discord.deleteMessages(channelId, parts);
  return sent;
}
