// What staff said when they opened a thread with someone (contact.ts), before it had a channel.

import type { Message } from "../domain/message.ts";
import { ok } from "../domain/result.ts";
import type { Placed } from "./deliver.ts";
import { sendKeptReply, type TellRefusal } from "./reply.ts";
import { showInChannel } from "./show-in-channel.ts";

/** To the user, and then shown to staff in the channel; each once, also when it is said again. */
export async function sayFirst(
  ports: Parameters<typeof sendKeptReply>[0],
  placed: Placed,
  reply: Message,
): Promise<void> {
  const { channelId } = placed.thread;
  const tell: TellRefusal = (refusal) =>
    ports.discord.tellStaff(channelId, { notice: "not-sent", refusal }, `s${reply.id}`);
  const sent = reply.state === "pending" ? await sendKeptReply(ports, placed, { message: reply }, tell) : ok(reply);
  if (sent.ok && sent.value.state === "delivered") {
    await showInChannel(ports, placed, sent.value);
  }
}
