// The user chose a server from the dropdown, or asked for a thread by a command or button.

import { aboutServer } from "../domain/notice.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import { textForUser } from "../domain/user-text.ts";
import { openThread } from "./open.ts";
import type { Ports } from "./ports.ts";

export interface Wish {
  userId: string;
  guildId: string;
  /** Known when the wish came from the DM itself. */
  dmChannelId: string | null;
  /** The interaction's id. */
  sourceId: string;
}

/**
 * Opens a thread with the server, delivering what waits for the choice; with an open one, lets the user's messages go
 * there from now on. Without a message to deliver, the user is told in their DM first: closed DMs make no channel.
 */
export async function chooseServer(
  ports: Ports,
  wish: Wish,
  via: "message" | "command",
): Promise<Result<{ settings: Settings; alreadyOpen: boolean }, Refusal>> {
  const { userId, guildId } = wish;
  const known = await ports.store.openThread(userId, guildId);
  const { settings } = known;
  if (settings === null) return no({ reason: "modmail-off", guildName: null });
  if (known.thread && (known.thread.state === "opening" || known.thread.state === "open")) {
    const { id, dmChannelId, profile } = known.thread;
    await ports.store.chooseThread(id, ports.now());
    // What was written without a thread waits for this choice as well.
    const continued = await openThread(ports, { settings, userId, dmChannelId, profile, via });
    return continued.ok ? ok({ settings, alreadyOpen: true }) : no(waits(settings));
  }

  if (!settings.enabled) return no({ reason: "modmail-off", guildName: settings.guildName });
  const profile = await ports.discord.member(guildId, userId);
  if (profile === null) {
    await ports.store.rememberMemberships(userId, [{ guildId, isMember: false }], ports.now());
    return no({ reason: "not-a-member", guildName: settings.guildName });
  }
  const dmChannelId = wish.dmChannelId ?? known.dmChannelId ?? null;
  const dm = dmChannelId === null ? await ports.discord.openDm(userId) : ok({ channelId: dmChannelId });
  if (!dm.ok) return dm;
  if (via === "command") {
    const about = aboutServer(settings, known.elsewhere);
    const greeting = textForUser(settings.greeting, profile.displayName, settings.guildName);
    const invited = { notice: "thread-invited", about, greeting } as const;
    const told = await ports.discord.tellUser(dm.value.channelId, invited, `i${wish.sourceId}`);
    if (!told.ok) return told;
  }
  const opened = await openThread(ports, { settings, userId, dmChannelId: dm.value.channelId, profile, via });
  return opened.ok ? ok({ settings, alreadyOpen: false }) : no(waits(settings));
}

/** What is wrong is for the staff, who have been told; the user learns that it waits. */
const waits = ({ guildName }: Settings): Refusal => ({ reason: "server-waits", guildName });
