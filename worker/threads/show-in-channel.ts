// What staff wrote elsewhere than in the thread's channel (on the dashboard, by a command) is shown there, where the others
// of staff are: once, however often it is tried.

import type { Message } from "../domain/message.ts";
import { packFiles } from "./files.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";

type Needs = Pick<Ports, "store" | "discord" | "files" | "links">;

/** Bytes: every file is linked. */
const NO_FILES = 0;

/** Shows it, with links to its files, unless it is shown already. False: the channel takes nothing right now. */
export async function showInChannel(ports: Needs, { thread }: ThreadInGuild, message: Message): Promise<boolean> {
  const { channelId, profile } = thread;
  if (message.shownId !== undefined) return true;
  if (channelId === null) return false;
  const { linked } = await packFiles(ports, message, thread, "staff", NO_FILES);
  const shown =
    message.kind === "note"
      ? await ports.discord.showNote(channelId, message, linked)
      : await ports.discord.showReply(channelId, message, profile.displayName, linked);
  // Shown by an earlier try and deleted since: it isn't shown again, and nothing has this id.
  if (shown.ok) await ports.store.answerShown(message.id, shown.value.messageId ?? message.id);
  return shown.ok;
}
