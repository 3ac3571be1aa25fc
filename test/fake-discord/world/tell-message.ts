// Tells everybody whom it concerns that a message came, changed or went. Ephemeral ones are told to change listeners only.

import { dispatchChannel } from "./dispatch.ts";
import { renderGatewayMessage } from "./render-message.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

export function tellCreated(world: World, channel: ChannelRecord, record: MessageRecord): void {
  tell(world, "MESSAGE_CREATE", channel, record);
}

export function tellUpdated(world: World, channel: ChannelRecord, record: MessageRecord): void {
  tell(world, "MESSAGE_UPDATE", channel, record);
}

export function tellDeleted(world: World, channel: ChannelRecord, { message, ephemeralFor }: MessageRecord): void {
  if (ephemeralFor === null) {
    const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
    dispatchChannel(world, "MESSAGE_DELETE", { id: message.id, channel_id: channel.id, ...guild }, channel);
  }
  world.emitChange({ kind: "message-deleted", channelId: channel.id, messageId: message.id });
}

function tell(world: World, t: "MESSAGE_CREATE" | "MESSAGE_UPDATE", channel: ChannelRecord, record: MessageRecord) {
  const { message, ephemeralFor } = record;
  if (ephemeralFor === null) dispatchChannel(world, t, renderGatewayMessage(world, record, channel), channel);
  const change = { kind: "message" as const, channelId: message.channel_id, messageId: message.id };
  world.emitChange(ephemeralFor === null ? change : { ...change, ephemeralFor });
}
