// Messages: created, edited, deleted, pinned, and found again by nonce. What is allowed was decided before; here it happens.

import type {
  APIAllowedMentions,
  APIAttachment,
  APIEmbed,
  APIMessage,
  APIMessageTopLevelComponent,
} from "discord-api-types/v10";
import { dispatchChannel } from "./dispatch.ts";
import { type NewFile, storeFile } from "./files.ts";
import { PARSE_EVERYTHING, resolveMentions } from "./mentions.ts";
import { pingingText, settleComponents, settleEmbeds } from "./message-parts.ts";
import { isoTime, userOf } from "./render-guild.ts";
import { renderGatewayMessage } from "./render-message.ts";
import type { ChannelRecord, InteractionRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

const EPHEMERAL = 1 << 6;

export interface NewMessage {
  authorId: string;
  content?: string | undefined;
  tts?: boolean | undefined;
  embeds?: APIEmbed[] | undefined;
  components?: APIMessageTopLevelComponent[] | undefined;
  files?: NewFile[] | undefined;
  /** Files that are in the CDN already; stand before `files`. */
  attachments?: APIAttachment[] | undefined;
  flags?: number | undefined;
  /** Default: everything pings. Interactions and webhooks pass PARSE_USERS. */
  allowedMentions?: APIAllowedMentions | undefined;
  replyTo?: string | undefined;
  nonce?: string | number | undefined;
  /** The interaction that this answers or follows. */
  interaction?: InteractionRecord | undefined;
  /** The one user who sees it; sets the flag. */
  ephemeralFor?: string | undefined;
  /** Discord's message type; default 0, 19 for a reply. */
  type?: number | undefined;
}

/** Stores the message and tells everybody whom it concerns; ephemeral ones are told to nobody but the change listeners. */
export function createMessage(world: World, channel: ChannelRecord, fresh: NewMessage): MessageRecord {
  const ephemeralFor = fresh.ephemeralFor ?? null;
  const target = fresh.replyTo === undefined ? undefined : channel.messages.get(fresh.replyTo);
  const attachments = [
    ...(fresh.attachments ?? []),
    ...(fresh.files ?? []).map((file) => storeFile(world, channel.id, file, ephemeralFor !== null)),
  ];
  const message = {
    id: world.ids.next(),
    channel_id: channel.id,
    type: fresh.type ?? (fresh.replyTo === undefined ? 0 : 19),
    author: userOf(world, fresh.authorId),
    content: (fresh.content ?? "").trim(),
    timestamp: isoTime(world.now()),
    edited_timestamp: null,
    tts: fresh.tts ?? false,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    flags: (fresh.flags ?? 0) | (ephemeralFor === null ? 0 : EPHEMERAL),
    ...(fresh.nonce === undefined ? {} : { nonce: fresh.nonce }),
    ...(fresh.replyTo === undefined ? {} : { message_reference: referenceTo(channel, fresh.replyTo) }),
    ...(fresh.authorId === world.application.id ? { application_id: world.application.id } : {}),
    ...(fresh.interaction ? interactionFields(world, fresh.interaction) : {}),
  } as unknown as APIMessage;
  const record: MessageRecord = {
    message,
    guildId: channel.guildId,
    ephemeralFor,
    reactions: new Map(),
    pinned: false,
    nonce: fresh.nonce ?? null,
    interactionId: fresh.interaction?.id ?? null,
  };
  fillParts(record, attachments, fresh.embeds ?? [], fresh.components ?? []);
  fillMentions(world, channel, record, fresh.allowedMentions ?? PARSE_EVERYTHING, target?.message.author.id ?? null);

  channel.messages.set(message.id, record);
  if (ephemeralFor === null) {
    channel.lastMessageId = message.id;
    dispatchChannel(world, "MESSAGE_CREATE", renderGatewayMessage(world, record, channel), channel);
  }
  world.emitChange(changeOf(record));
  return record;
}

export interface MessageEdit {
  content?: string | null | undefined;
  embeds?: APIEmbed[] | null | undefined;
  components?: APIMessageTopLevelComponent[] | null | undefined;
  /** Everything that stays; absent: all. */
  keep?: APIAttachment[] | undefined;
  files?: NewFile[] | undefined;
  /** The complete new flags. */
  flags?: number | undefined;
  allowedMentions?: APIAllowedMentions | undefined;
  /** A deferred answer that is filled in doesn't count as edited. */
  unmarked?: boolean | undefined;
}

export function editMessage(world: World, channel: ChannelRecord, record: MessageRecord, edit: MessageEdit): void {
  const { message } = record;
  if (edit.content !== undefined) message.content = (edit.content ?? "").trim();
  if (edit.flags !== undefined) message.flags = edit.flags;
  const kept = edit.keep ?? message.attachments;
  for (const gone of message.attachments.filter((one) => !kept.some((stays) => stays.id === one.id))) {
    world.files.delete(gone.id);
  }
  const added = (edit.files ?? []).map((file) => storeFile(world, channel.id, file, record.ephemeralFor !== null));
  const embeds = edit.embeds === undefined ? message.embeds : (edit.embeds ?? []);
  const components = edit.components === undefined ? (message.components ?? []) : (edit.components ?? []);
  fillParts(record, [...kept, ...added], embeds, components);
  if (!edit.unmarked) message.edited_timestamp = isoTime(world.now());
  if (edit.content !== undefined || edit.components !== undefined) {
    const repliedTo = message.type === 19 ? (message.message_reference?.message_id ?? "") : "";
    const author = channel.messages.get(repliedTo)?.message.author.id ?? null;
    fillMentions(world, channel, record, edit.allowedMentions ?? PARSE_EVERYTHING, author);
  }
  tellUpdate(world, channel, record);
}

/** MESSAGE_UPDATE to the gateway (unless ephemeral) and a change to the listeners, for edits made by hand. */
export function tellUpdate(world: World, channel: ChannelRecord, record: MessageRecord): void {
  if (record.ephemeralFor === null) {
    dispatchChannel(world, "MESSAGE_UPDATE", renderGatewayMessage(world, record, channel), channel);
  }
  world.emitChange(changeOf(record));
}

/** Removes the message and its files from the CDN. */
export function deleteMessage(world: World, channel: ChannelRecord, record: MessageRecord): void {
  const { id, attachments } = record.message;
  channel.messages.delete(id);
  world.deletedMessages.add(id);
  for (const attachment of attachments) world.files.delete(attachment.id);
  if (record.ephemeralFor === null) {
    const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
    dispatchChannel(world, "MESSAGE_DELETE", { id, channel_id: channel.id, ...guild }, channel);
  }
  world.emitChange({ kind: "message-deleted", channelId: channel.id, messageId: id });
}

function fillParts(
  record: MessageRecord,
  attachments: APIAttachment[],
  embeds: APIEmbed[],
  components: APIMessageTopLevelComponent[],
): void {
  const settled = settleEmbeds(embeds, attachments);
  record.message.embeds = settled.embeds;
  record.message.attachments = attachments.filter((one) => !settled.used.has(one.id));
  record.message.components = settleComponents(components, attachments);
}

function fillMentions(
  world: World,
  channel: ChannelRecord,
  record: MessageRecord,
  allowed: APIAllowedMentions,
  repliedUserId: string | null,
): void {
  const { message } = record;
  const text = pingingText(message.content, message.components ?? []);
  const mentions = resolveMentions(world, channel, { text, authorId: message.author.id, repliedUserId, allowed });
  message.mentions = mentions.users.map((id) => userOf(world, id));
  message.mention_roles = mentions.roles;
  message.mention_everyone = mentions.everyone;
}

function referenceTo(channel: ChannelRecord, messageId: string) {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { type: 0, channel_id: channel.id, message_id: messageId, ...guild };
}

function interactionFields(world: World, interaction: InteractionRecord) {
  const owners: Record<string, string> = { "0": interaction.guildId ?? "0" };
  const source = interaction.sourceMessageId;
  return {
    webhook_id: world.application.id,
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user: userOf(world, interaction.userId),
      authorizing_integration_owners: owners,
      ...(source !== null && interaction.type === 3 ? { interacted_message_id: source } : {}),
    },
  };
}

function changeOf(record: MessageRecord) {
  const { message, ephemeralFor } = record;
  const base = { kind: "message" as const, channelId: message.channel_id, messageId: message.id };
  return ephemeralFor === null ? base : { ...base, ephemeralFor };
}
