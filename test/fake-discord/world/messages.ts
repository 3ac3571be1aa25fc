// Messages created. What is allowed was decided before; here it happens. Changing and deleting: edit-message.ts.

import type { APIAllowedMentions, APIEmbed, APIMessage, APIMessageTopLevelComponent } from "discord-api-types/v10";
import { type NewFile, storeFile } from "./files.ts";
import { PARSE_EVERYTHING } from "./mentions.ts";
import { fillLinks, fillMentions, fillParts } from "./message-contents.ts";
import { type NewPoll, pollOf } from "./polls.ts";
import { isoTime, userOf } from "./render-guild.ts";
import { forwardReference, snapshotOf } from "./snapshots.ts";
import type { ChannelRecord, InteractionRecord, MessageRecord, StickerRecord } from "./state.ts";
import { tellCreated } from "./tell-message.ts";
import type { World } from "./world.ts";

const EPHEMERAL = 1 << 6;
const HAS_SNAPSHOT = 1 << 14;
const REPLY = 19;

export interface NewMessage {
  authorId: string;
  content?: string | undefined;
  tts?: boolean | undefined;
  embeds?: APIEmbed[] | undefined;
  components?: APIMessageTopLevelComponent[] | undefined;
  files?: NewFile[] | undefined;
  stickers?: StickerRecord[] | undefined;
  poll?: NewPoll | undefined;
  /** A message of any channel that is forwarded into this one. */
  forward?: { channel: ChannelRecord; record: MessageRecord } | undefined;
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
  const attachments = (fresh.files ?? []).map((file) => storeFile(world, channel.id, file, ephemeralFor !== null));
  const message = {
    id: world.ids.next(),
    channel_id: channel.id,
    type: fresh.type ?? (fresh.replyTo === undefined ? 0 : REPLY),
    author: userOf(world, fresh.authorId),
    content: "",
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
    flags: (fresh.flags ?? 0) | (ephemeralFor === null ? 0 : EPHEMERAL) | (fresh.forward ? HAS_SNAPSHOT : 0),
    ...(fresh.nonce === undefined ? {} : { nonce: fresh.nonce }),
    ...(fresh.replyTo === undefined ? {} : { message_reference: referenceTo(channel, fresh.replyTo) }),
    ...specials(world, fresh),
    ...(fresh.authorId === world.application.id ? { application_id: world.application.id } : {}),
    ...(fresh.interaction ? interactionFields(world, fresh.interaction) : {}),
  } as unknown as APIMessage;
  const record: MessageRecord = {
    message,
    guildId: channel.guildId,
    ephemeralFor,
    reactions: new Map(),
    votes: new Map(),
    pinned: false,
    nonce: fresh.nonce ?? null,
    interactionId: fresh.interaction?.id ?? null,
  };
  const { content = "", embeds = [], components = [] } = fresh;
  fillParts(world, channel, record, { content, attachments, embeds, components });
  const repliedUserId = message.type === REPLY ? (target?.message.author.id ?? null) : null;
  fillMentions(world, channel, record, fresh.allowedMentions ?? PARSE_EVERYTHING, repliedUserId);

  fillLinks(world, channel, record);

  channel.messages.set(message.id, record);
  channel.typing.delete(fresh.authorId);
  if (ephemeralFor === null) channel.lastMessageId = message.id;
  tellCreated(world, channel, record);
  return record;
}

/** What a message may hold besides text and files. */
function specials(world: World, { stickers = [], poll, forward }: NewMessage) {
  const items = stickers.map(({ sticker: { id, name, format_type } }) => ({ id, name, format_type }));
  return {
    ...(items.length > 0 ? { sticker_items: items } : {}),
    ...(poll ? { poll: pollOf(world, poll) } : {}),
    ...(forward
      ? {
          message_reference: forwardReference(forward.channel, forward.record),
          message_snapshots: snapshotOf(world, forward.record),
        }
      : {}),
  };
}

function referenceTo(channel: ChannelRecord, messageId: string) {
  const guild = channel.guildId === null ? {} : { guild_id: channel.guildId };
  return { type: 0, channel_id: channel.id, message_id: messageId, ...guild };
}

/** What follows the first answer says which that was. */
function interactionFields(world: World, { metadata, originalId }: InteractionRecord) {
  const original = originalId === null ? {} : { original_response_message_id: originalId };
  return { webhook_id: world.application.id, interaction_metadata: { ...metadata, ...original } };
}
