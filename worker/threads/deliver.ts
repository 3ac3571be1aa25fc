// From the user to staff: copies of the user's messages into the thread's channel, in order, each with a check mark on
// the original once its copy stands and is noted.

import type { Message } from "../domain/message.ts";
import { type DiscordRefusal, Later } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { filesToSend } from "./files.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "now" | "wait">;

/** `header`, when it was just posted, is noted in the same round trip as the first copies. */
export async function deliverToStaff(
  ports: Needs,
  channelId: string,
  pending: readonly Message[],
  header?: { threadId: string; messageId: string | null },
): Promise<Result<void, DiscordRefusal>> {
  const copies: { id: string; copyId: string | null }[] = [];
  const note = async () => {
    if (copies.length > 0 || header) await ports.store.delivered(copies, ports.now(), header);
  };
  let refusal: DiscordRefusal | null = null;
  try {
    for (const message of pending) {
      const { shown, linked } = await filesToSend(ports.files, message);
      const sent = await ports.discord.postUserMessage(channelId, message, shown, linked);
      if (!sent.ok) {
        refusal = sent.error;
        break;
      }
      copies.push({ id: message.id, copyId: sent.value.messageId });
    }
  } catch (error) {
    // What stands is noted before the rest is left for another try.
    await note();
    throw error;
  }
  await note();
  const arrived = new Set(copies.map((copy) => copy.id));
  for (const message of pending) if (arrived.has(message.id)) await checkMark(ports, message);
  return refusal === null ? ok(undefined) : no(refusal);
}

const PATIENCE_SECONDS = 3;
const TRIES = 5;

/** Marks the source of a delivered message. Short rate limits are waited out: nobody else waits for a mark. */
export async function checkMark(ports: Pick<Ports, "discord" | "wait">, message: Pick<Message, "id" | "channelId">) {
  for (let tries = 1; ; tries++) {
    try {
      return await ports.discord.checkMark(message.channelId, message.id);
    } catch (error) {
      if (!(error instanceof Later) || error.seconds > PATIENCE_SECONDS || tries === TRIES) throw error;
      await ports.wait(error.seconds);
    }
  }
}
