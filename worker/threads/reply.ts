// From staff to the user: one reply, kept before it is sent, noted once it stands in the user's DM.

import type { Access } from "../domain/access.ts";
import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { mayAnswer } from "../domain/thread.ts";
import { filesToSend } from "./files.ts";
import type { NewMessage, Ports, ThreadInGuild } from "./ports.ts";

/** What Discord takes from a modal's text input and from users with Nitro; an embed shows 4096. */
export const REPLY_LIMIT = 4000;

type Needs = Pick<Ports, "store" | "discord" | "files" | "now">;

/** Refused: nothing was sent. Repeating it with the same source id sends one message. */
export async function reply(
  ports: Needs,
  inGuild: ThreadInGuild,
  access: Access,
  draft: Omit<NewMessage, "kind" | "userId">,
): Promise<Result<Message, Refusal>> {
  const allowed = mayAnswer(inGuild.thread, { id: draft.author.id, access });
  if (!allowed.ok) return allowed;
  if (draft.content.trim() === "" && draft.attachments.length === 0) return no({ reason: "nothing-to-send" });
  if (draft.content.length > REPLY_LIMIT) return no({ reason: "too-long", limit: REPLY_LIMIT });

  const { thread } = inGuild;
  const message: NewMessage & { threadId: string } = {
    ...draft,
    kind: "reply",
    userId: thread.userId,
    threadId: thread.id,
  };
  const kept = await ports.store.keepStaffMessage(message, "pending");
  return kept.state === "delivered" ? ok(kept) : sendKeptReply(ports, inGuild, kept);
}

/** Sends a reply that is kept already. */
export async function sendKeptReply(
  ports: Needs,
  { thread, settings }: ThreadInGuild,
  kept: Message,
): Promise<Result<Message, Refusal>> {
  const { shown, linked } = await filesToSend(ports.files, kept);
  const sent = await ports.discord.sendReply(thread, settings.guildName, kept, shown, linked);
  if (!sent.ok) {
    await ports.store.refuseMessages([kept.id], sent.error.reason);
    return sent;
  }
  const deliveredAt = ports.now();
  await ports.store.delivered([{ id: kept.id, copyId: sent.value.messageId }], deliveredAt);
  return ok({ ...kept, state: "delivered", copyId: sent.value.messageId, deliveredAt });
}
