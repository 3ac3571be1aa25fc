// Who is typing where. A sign lasts ten seconds, or until the message that was being typed comes.

import { dispatchChannel } from "./dispatch.ts";
import { memberIn } from "./render-guild.ts";
import type { ChannelRecord } from "./state.ts";
import type { World } from "./world.ts";

const LASTS = 10_000;

export function startTyping(world: World, channel: ChannelRecord, userId: string): void {
  channel.typing.set(userId, world.now());
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const member = memberIn(world, channel, userId);
  const data = { channel_id: channel.id, user_id: userId, timestamp: Math.floor(world.now() / 1000), ...guild };
  dispatchChannel(world, "TYPING_START", member ? { ...data, member } : data, channel);
  world.emitChange({ kind: "typing", channelId: channel.id, userId });
}

/** Ids of those whose sign still shows, in the order in which they began. */
export function typistsIn(world: World, channel: ChannelRecord): string[] {
  return [...channel.typing].filter(([, since]) => world.now() - since < LASTS).map(([userId]) => userId);
}
