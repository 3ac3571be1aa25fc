// Forwards: a message with a picture of another one, taken once. Later changes of that one don't show in it.

import type { APIMessage, APIMessageSnapshot } from "discord-api-types/v10";
import { isWritten } from "./message-parts.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

/** What Discord documents as a snapshot's fields; there is no author among them. */
const FIELDS = [
  "type",
  "content",
  "embeds",
  "attachments",
  "timestamp",
  "edited_timestamp",
  "flags",
  "mentions",
  "mention_roles",
  "sticker_items",
  "components",
] as const satisfies (keyof APIMessage)[];

/** Only what somebody wrote can be forwarded, and no polls. */
export function isForwardable({ message }: MessageRecord): boolean {
  return isWritten(message) && message.poll === undefined;
}

/** Of a forward the snapshot that it holds goes on, for one can't hold another. */
export function snapshotOf(world: World, { message }: MessageRecord): APIMessageSnapshot[] {
  const [held] = message.message_snapshots ?? [];
  const taken =
    held?.message ?? Object.fromEntries(FIELDS.flatMap((key) => (key in message ? [[key, message[key]]] : [])));
  const snapshot = structuredClone(taken) as APIMessageSnapshot["message"];
  // The files outlive their message: the snapshot shows them, too.
  for (const { id } of snapshot.attachments) {
    const file = world.files.get(id);
    if (file) file.forwarded = true;
  }
  return [{ message: snapshot }];
}

export function forwardReference(channel: ChannelRecord, { message }: MessageRecord) {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { type: 1, channel_id: channel.id, message_id: message.id, ...guild };
}
