// Messages changed and deleted. What is allowed was decided before; here it happens.

import type { APIAllowedMentions, APIAttachment, APIEmbed, APIMessageTopLevelComponent } from "discord-api-types/v10";
import { dispatchChannel } from "./dispatch.ts";
import { dropFile, type NewFile, storeFile } from "./files.ts";
import { PARSE_EVERYTHING } from "./mentions.ts";
import { fillLinks, fillMentions, fillParts, madeEmbeds } from "./message-contents.ts";
import { type NewPoll, pollOf } from "./polls.ts";
import { isoTime } from "./render-guild.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import { tellDeleted, tellUpdated } from "./tell-message.ts";
import type { World } from "./world.ts";

export interface MessageEdit {
  content?: string | null | undefined;
  embeds?: APIEmbed[] | null | undefined;
  components?: APIMessageTopLevelComponent[] | null | undefined;
  /** Everything that stays; absent: all. */
  keep?: APIAttachment[] | undefined;
  files?: NewFile[] | undefined;
  /** For a deferred answer that is filled in with one. */
  poll?: NewPoll | undefined;
  /** The complete new flags. */
  flags?: number | undefined;
  allowedMentions?: APIAllowedMentions | undefined;
  /** A deferred answer that is filled in doesn't count as edited. */
  unmarked?: boolean | undefined;
}

export function editMessage(world: World, channel: ChannelRecord, record: MessageRecord, edit: MessageEdit): void {
  const { message } = record;
  if (edit.flags !== undefined) message.flags = edit.flags;
  const kept = edit.keep ?? message.attachments;
  for (const gone of message.attachments.filter((one) => !kept.some((stays) => stays.id === one.id))) {
    dropFile(world, gone.id);
  }
  const added = (edit.files ?? []).map((file) => storeFile(world, channel.id, file, record.ephemeralFor !== null));
  const links = message.embeds.filter((embed) => embed.type !== "rich");
  const embeds = edit.embeds === undefined ? madeEmbeds(message.embeds) : (edit.embeds ?? []);
  const components = edit.components === undefined ? (message.components ?? []) : (edit.components ?? []);
  const content = edit.content === undefined ? message.content : (edit.content ?? "");
  fillParts(world, channel, record, { content, attachments: [...kept, ...added], embeds, components });
  if (edit.poll) message.poll = pollOf(world, edit.poll);
  if (!edit.unmarked) message.edited_timestamp = isoTime(world.now());
  if (edit.content !== undefined || edit.components !== undefined) {
    const repliedTo = message.type === 19 ? (message.message_reference?.message_id ?? "") : "";
    const author = channel.messages.get(repliedTo)?.message.author.id ?? null;
    fillMentions(world, channel, record, edit.allowedMentions ?? PARSE_EVERYTHING, author);
  }
  if (edit.content !== undefined) fillLinks(world, channel, record);
  else message.embeds = [...links, ...message.embeds];
  tellUpdated(world, channel, record);
}

/** As moderation bots clear a channel: one MESSAGE_DELETE_BULK for all of them. */
export function deleteMessages(world: World, channel: ChannelRecord, records: MessageRecord[]): void {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  const ids = records.map(({ message }) => message.id);
  for (const record of records) forget(world, channel, record);
  dispatchChannel(world, "MESSAGE_DELETE_BULK", { ids, channel_id: channel.id, ...guild }, channel);
  for (const messageId of ids) world.emitChange({ kind: "message-deleted", channelId: channel.id, messageId });
}

/** Removes the message, and its files from the CDN unless a forward shows them. */
export function deleteMessage(world: World, channel: ChannelRecord, record: MessageRecord): void {
  forget(world, channel, record);
  tellDeleted(world, channel, record);
}

function forget(world: World, channel: ChannelRecord, { message: { id, attachments } }: MessageRecord): void {
  channel.messages.delete(id);
  world.deletedMessages.add(id);
  for (const attachment of attachments) dropFile(world, attachment.id);
}
