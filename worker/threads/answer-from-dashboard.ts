// What staff write on the dashboard: to the user, or among themselves. Each is then shown in the thread's channel, where
// the others of staff are, and once only, however often it is sent.

import type { Access } from "../domain/access.ts";
import type { Message } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { ok, type Result } from "../domain/result.ts";
import { keepNote } from "./note.ts";
import type { Ports, Sent, ThreadInGuild } from "./ports.ts";
import { type ReplyDraft, reply } from "./reply.ts";

/** What was written there, and whether the channel shows it. */
interface Answered {
  message: Message;
  shown: boolean;
}

export async function replyFromDashboard(
  ports: Ports,
  inGuild: ThreadInGuild,
  access: Access,
  draft: ReplyDraft,
): Promise<Result<Answered, Refusal>> {
  const sent = await reply(ports, inGuild, access, draft);
  if (!sent.ok) return sent;
  const { displayName } = inGuild.thread.profile;
  const show = (channelId: string) => ports.discord.showReply(channelId, sent.value, displayName);
  return ok({ message: sent.value, shown: await shownInChannel(ports, inGuild, sent.value, show) });
}

export async function noteFromDashboard(
  ports: Ports,
  inGuild: ThreadInGuild,
  draft: Parameters<typeof keepNote>[2],
): Promise<Result<Answered, Refusal>> {
  const noted = await keepNote(ports, inGuild, draft);
  if (!noted.ok) return noted;
  const show = (channelId: string) => ports.discord.showNote(channelId, noted.value);
  return ok({ message: noted.value, shown: await shownInChannel(ports, inGuild, noted.value, show) });
}

/** It is with whom it is for: what goes wrong from here is said, and makes nobody send it again. */
async function shownInChannel(
  { store, log }: Pick<Ports, "store" | "log">,
  { thread: { id: threadId, channelId } }: ThreadInGuild,
  message: Message,
  show: (channelId: string) => Sent,
): Promise<boolean> {
  if (message.shownId !== undefined) return true;
  if (channelId === null) return false;
  try {
    const shown = await show(channelId);
    const shownId = shown.ok ? shown.value.messageId : null;
    if (shownId !== null) await store.answerShown(message.id, shownId);
    return shown.ok;
  } catch (error) {
    log({ warning: "what was written on the dashboard isn't shown in the channel", threadId, problem: String(error) });
    return false;
  }
}
