// Typing, shown on the other side when the server wants that. It is never kept or tried again.

import { accessOf } from "../domain/access.ts";
import { Later } from "../domain/refusal.ts";
import { showsStaffTyping } from "../domain/typing.ts";
import type { Ports } from "./ports.ts";

export interface Typing {
  channelId: string;
  /** null: the user's direct messages. */
  guildId: string | null;
  userId: string;
  roleIds: readonly string[];
}

/** One Discord call when it is shown, none otherwise. */
export async function mirrorTyping(
  ports: Pick<Ports, "store" | "discord">,
  { channelId, guildId, userId, roleIds }: Typing,
): Promise<{ outcome: "shown" | "not-shown" | "dropped"; threadId: string | null }> {
  const found =
    guildId === null ? await ports.store.currentThread(userId) : await ports.store.threadByChannel(channelId, "");
  if (found === null) return { outcome: "not-shown", threadId: null };
  const { thread, settings } = found;
  const done = (outcome: "shown" | "not-shown" | "dropped") => ({ outcome, threadId: thread.id });
  const person = { id: userId, access: accessOf({ id: userId, roleIds, managesGuild: false }, settings) };
  const isShown =
    guildId === null ? settings.mirrorTyping && thread.state === "open" : showsStaffTyping(thread, settings, person);
  const target = guildId === null ? thread.channelId : thread.dmChannelId;
  if (!isShown || target === null) return done("not-shown");
  try {
    const shown = await ports.discord.showTyping(target);
    return done(shown.ok ? "shown" : "dropped");
  } catch (error) {
    if (error instanceof Later) return done("dropped");
    throw error;
  }
}
