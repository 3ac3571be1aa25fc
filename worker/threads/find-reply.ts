// Which reply somebody means who wants to change one: the one they point at, or their latest.

import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";

export type Meant =
  /** By any message in the thread's channel that shows it. */
  | { seenAs: string }
  /** By its own id, as a command's option or a modal brings it. */
  | { id: string }
  /** The latest of this person that stood at this moment: what comes after doesn't change what they meant. */
  | { latestOf: string; asOf: number };

export async function findReply(
  { store }: Pick<Ports, "store">,
  { thread }: ThreadInGuild,
  meant: Meant,
): Promise<Result<Message, Refusal>> {
  const channelId = thread.channelId ?? "";
  if ("latestOf" in meant) {
    const [latest] = await store.repliesOf(channelId, { authorId: meant.latestOf, asOf: meant.asOf }, 1);
    return latest ? ok(latest) : no({ reason: "no-reply-yet" });
  }
  const found =
    "id" in meant
      ? await store.message(thread.id, meant.id)
      : (await store.messageSeen({ channelId }, meant.seenAs))?.message;
  return found?.kind === "reply" ? ok(found) : no({ reason: "not-a-reply" });
}
