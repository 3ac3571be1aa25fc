// Threads' channels follow the staff and admin role: when the settings name others (or a deleted one was replaced), open
// threads are shown to these and hidden from those. The save marks them, the schedule and setup go through them.

import { closeThread } from "./close.ts";
import type { Ports, ThreadInGuild } from "./ports.ts";

const RETRY_AFTER_MS = 60 * 60_000;

export async function reshow(
  ports: Pick<Ports, "store" | "discord" | "files" | "links" | "now">,
  inGuild: ThreadInGuild,
): Promise<void> {
  const { thread, settings } = inGuild;
  if (thread.channelId === null) return ports.store.reshown(thread.id, null);
  const botUserId = (await ports.store.bot())?.userId ?? (await ports.discord.botUserId());
  const shown = await ports.discord.showChannel(thread.channelId, settings, botUserId);
  if (shown.ok) return ports.store.reshown(thread.id, null);
  if (shown.error.reason === "unknown-channel") await closeThread(ports, inGuild, null, null);
  // Something in the server keeps it from being done; mending that tries again at once.
  await ports.store.reshown(thread.id, ports.now() + RETRY_AFTER_MS);
}
