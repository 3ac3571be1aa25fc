// What an application's answers do: the first one, edits of @original, follow-ups. Bodies come validated; state is judged here.

import {
  type APIAllowedMentions,
  type APIInteractionResponse,
  InteractionType,
  MessageFlags,
  MessageType,
  InteractionResponseType as Response,
} from "discord-api-types/v10";
import { needIn } from "../rest/access.ts";
import { apiError } from "../rest/errors.ts";
import type { Answered, InteractionDesk } from "../rest/interaction-port.ts";
import { checkPoll, sendable } from "../rest/sendable.ts";
import type { MessageBody } from "../rest/validation/message-body.ts";
import type { Uploads } from "../rest/validation/uploads.ts";
import { deleteMessage, editMessage } from "../world/edit-message.ts";
import type { NewFile } from "../world/files.ts";
import { PARSE_USERS } from "../world/mentions.ts";
import { createMessage } from "../world/messages.ts";
import type { ChannelRecord, InteractionRecord, MessageRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { checkAllowed } from "./check-answer.ts";
import type { Docket, Entry } from "./docket.ts";
import { settledEdit } from "./message-edit.ts";

interface Placed {
  channel: ChannelRecord;
  record: MessageRecord;
}

export function createDesk(world: World, docket: Docket): InteractionDesk {
  const channelOf = (record: InteractionRecord): ChannelRecord => {
    const channel = world.channels.get(record.channelId);
    if (!channel) throw apiError("unknownChannel");
    return channel;
  };
  const messageOf = (record: InteractionRecord, id: string | null) => {
    const channel = channelOf(record);
    const found = id === null ? undefined : channel.messages.get(id);
    if (!found) throw apiError("unknownMessage");
    return { channel, record: found };
  };
  /** A message that this interaction may change: its answer, the message it updated, or one of its follow-ups. */
  const resolve = (interaction: InteractionRecord, id: string) => {
    if (id === "@original") return messageOf(interaction, interaction.originalId);
    const own = id === interaction.originalId || interaction.followUpIds.includes(id);
    return messageOf(interaction, own ? id : null);
  };
  const post = (
    entry: Entry,
    body: MessageBody,
    files: NewFile[],
    options: { followUp?: boolean } = {},
  ): MessageRecord => {
    const { record } = entry;
    const channel = channelOf(record);
    const parts = sendable(world, channel, { body, files, keep: undefined });
    const ephemeral = ((body.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
    const anchor = options.followUp ? record.originalId : (record.sourceMessageId ?? record.targetMessageId);
    const target = channel.messages.get(anchor ?? "");
    // Nobody may be pointed to a message that only one person sees.
    const replyTo = target && (target.ephemeralFor === null || ephemeral) ? target.message.id : undefined;
    return createMessage(world, channel, {
      authorId: world.application.id,
      ...parts,
      flags: (body.flags ?? 0) & SETTABLE,
      allowedMentions: mentionsOf(body),
      interaction: record,
      ephemeralFor: ephemeral ? record.userId : undefined,
      replyTo,
      type: messageType(entry, replyTo),
    });
  };
  const change = (found: Placed, body: MessageBody, uploads: Uploads) => {
    const filling = ((found.record.message.flags ?? 0) & MessageFlags.Loading) !== 0;
    if (uploads.files.length > 0) needIn(world, found.channel, "AttachFiles");
    if (body.poll) checkPoll(world, found.channel, body.poll);
    const edit = settledEdit(found.record, body, uploads);
    editMessage(world, found.channel, found.record, { ...edit, allowedMentions: mentionsOf(body), unmarked: filling });
  };
  const apply = (entry: Entry, response: APIInteractionResponse, uploads: Uploads): MessageRecord | null => {
    const { record } = entry;
    switch (response.type) {
      case Response.ChannelMessageWithSource: {
        const message = post(entry, response.data as unknown as MessageBody, uploads.files);
        record.originalId = message.message.id;
        return message;
      }
      case Response.DeferredChannelMessageWithSource: {
        const ephemeral = (response.data?.flags ?? 0) & MessageFlags.Ephemeral;
        const message = post(entry, { flags: MessageFlags.Loading | ephemeral }, []);
        record.loading = true;
        record.deferredEphemeral = ephemeral !== 0;
        record.originalId = message.message.id;
        return message;
      }
      case Response.DeferredMessageUpdate:
        record.originalId = record.sourceMessageId;
        return null;
      case Response.UpdateMessage: {
        const found = messageOf(record, record.sourceMessageId);
        change(found, (response.data ?? {}) as unknown as MessageBody, uploads);
        record.originalId = record.sourceMessageId;
        return found.record;
      }
      default:
        return null;
    }
  };

  return {
    answer(id, token, response, uploads): Answered {
      const entry = docket.awaiting(id, token);
      checkAllowed(response.type, entry.record.type, entry.fromComponent);
      const message = apply(entry, response, uploads);
      entry.record.answeredWith = response.type;
      entry.response = response;
      if (DEFERRED.has(response.type)) docket.defer(entry);
      else docket.fill(entry);
      entry.onAnswer?.(response);
      return { interaction: entry.record, record: message };
    },
    find: (applicationId, token) => docket.answered(applicationId, token).record,
    message: resolve,
    followUp(interaction, body, files) {
      const entry = docket.of(interaction);
      if (interaction.loading) {
        const found = messageOf(interaction, interaction.originalId);
        change(found, body, { files, keep: undefined });
        docket.fill(entry);
        return found.record;
      }
      const message = post(entry, body, files, { followUp: true });
      interaction.followUpIds.push(message.message.id);
      if (!entry.filled) docket.fill(entry);
      return message;
    },
    edit(interaction, id, body, uploads) {
      const found = resolve(interaction, id);
      change(found, body, uploads);
      if (found.record.message.id === interaction.originalId) docket.fill(docket.of(interaction));
      return found.record;
    },
    remove(interaction, id) {
      const found = resolve(interaction, id);
      deleteMessage(world, found.channel, found.record);
      if (found.record.message.id === interaction.originalId) docket.fill(docket.of(interaction));
    },
  };
}

const DEFERRED = new Set<number>([Response.DeferredChannelMessageWithSource, Response.DeferredMessageUpdate]);

/** Flags that the world keeps from what is asked for; EPHEMERAL it sets itself. */
const SETTABLE =
  MessageFlags.SuppressEmbeds |
  MessageFlags.SuppressNotifications |
  MessageFlags.IsComponentsV2 |
  MessageFlags.IsVoiceMessage |
  MessageFlags.Loading;

/** Interactions ping users only, unless they say otherwise. */
function mentionsOf(body: MessageBody): APIAllowedMentions {
  return body.allowed_mentions ?? PARSE_USERS;
}

/** The first answer to a command has a type of its own; answers to components and follow-ups are replies. */
function messageType({ record, contextMenu }: Entry, replyTo: string | undefined): MessageType {
  const first = record.type === InteractionType.ApplicationCommand && record.originalId === null;
  if (!first) return replyTo === undefined ? MessageType.Default : MessageType.Reply;
  return contextMenu ? MessageType.ContextMenuCommand : MessageType.ChatInputCommand;
}
