// What staff write on the dashboard: to the user, or among themselves. Each is then shown in the thread's channel, where
// the others of staff are, and once only, however often it is sent.

import type { Access } from "../domain/access.ts";
import type { Message } from "../domain/message.ts";
import { isOfDiscord, Later, type Refusal } from "../domain/refusal.ts";
import { ok, type Result } from "../domain/result.ts";
import { keepNote } from "./note.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";
import { type ReplyDraft, reply, type TellRefusal } from "./reply.ts";
import { showInChannel } from "./show-in-channel.ts";

/** What was written there, and whether the channel shows it. */
interface Answered {
  message: Message;
  shown: boolean;
}

export async function replyFromDashboard(
  ports: Ports,
  inGuild: ThreadInGuild,
  access: Access,
  draft: Omit<ReplyDraft, "source">,
): Promise<Result<Answered, Refusal>> {
  const { channelId } = inGuild.thread;
  // That the user can't be reached concerns all of staff; the rest is between the writer and the page.
  const tell: TellRefusal = async (refusal) => {
    if (channelId === null || !isOfDiscord(refusal)) return;
    await ports.discord.tellStaff(channelId, { notice: "not-sent", refusal }, `s${draft.id}`);
  };
  const sent = await reply(ports, inGuild, access, { ...draft, source: "dashboard" }, tell);
  return sent.ok ? ok({ message: sent.value, shown: await tryToShow(ports, inGuild, sent.value) }) : sent;
}

export async function noteFromDashboard(
  ports: Ports,
  inGuild: ThreadInGuild,
  draft: Omit<Parameters<typeof keepNote>[2], "source">,
): Promise<Result<Answered, Refusal>> {
  const noted = await keepNote(ports, inGuild, { ...draft, source: "dashboard" });
  return noted.ok ? ok({ message: noted.value, shown: await tryToShow(ports, inGuild, noted.value) }) : noted;
}

/** It is with whom it is for: what goes wrong from here makes nobody send it again. The schedule shows it later. */
async function tryToShow(ports: Ports, inGuild: ThreadInGuild, message: Message): Promise<boolean> {
  try {
    return await showInChannel(ports, inGuild, message);
  } catch (error) {
    const problem = error instanceof Later ? error.message : String(error);
    ports.log({ warning: "what was written on the dashboard isn't shown yet", threadId: inGuild.thread.id, problem });
    return false;
  }
}
