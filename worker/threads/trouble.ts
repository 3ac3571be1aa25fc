// Trouble: what keeps a thread from taking the user's messages until a person mends it (a full category, a missing
// permission, a deleted role or category). Said once to each side; the messages wait in D1 and the schedule retries.

import { aboutServer } from "../domain/notice.ts";
import { type DiscordRefusal, Later } from "../domain/refusal.ts";
import { closeThread, closeUnreached } from "./close.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";

const RETRY_AFTER_MS = 5 * 60_000;
/** For so long messages wait for someone to mend it. Afterwards nobody will: the bot was removed, or nobody reads the logs. */
const PATIENCE_MS = 7 * 24 * 60 * 60_000;

/**
 * Notes the trouble and returns it; after a week of it the thread is closed, and the user told what hasn't reached staff.
 * A channel that is gone is no trouble but an end: the thread is closed, its transcript kept, and Later lets the same
 * event open the next thread.
 */
export async function noteTrouble(
  ports: Pick<Ports, "store" | "discord" | "files" | "links" | "now">,
  inGuild: ThreadInGuild,
  refusal: DiscordRefusal,
): Promise<DiscordRefusal> {
  const { thread, settings } = inGuild;
  if (refusal.reason === "unknown-channel" && thread.channelId !== null) {
    await closeThread(ports, inGuild, null, null);
    throw new Later(1, "the thread's channel was deleted");
  }
  const now = ports.now();
  if (thread.troubleSince !== null && now - thread.troubleSince >= PATIENCE_MS) {
    await closeUnreached(ports, inGuild);
    return refusal;
  }
  // Told before it is noted: what is cut off in between is told again, which the nonce hides.
  if (thread.troubleSince === null) {
    const { elsewhere } = await ports.store.openThread(thread.userId, thread.guildId);
    const waits = { notice: "thread-waits", about: aboutServer(settings, elsewhere) } as const;
    await ports.discord.tellUser(thread.dmChannelId, waits, `w${thread.id}`);
    if (settings.logsChannelId !== null) {
      await ports.discord.tellStaff(
        settings.logsChannelId,
        { notice: "cannot-open", userId: thread.userId, refusal },
        `x${thread.id}`,
      );
    }
  }
  await ports.store.release(thread.id, refusal.reason, now + RETRY_AFTER_MS, now);
  return refusal;
}
