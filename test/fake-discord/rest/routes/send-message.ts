// The bot sends a message: may it here, can it be read, is it a repetition, what does it answer.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { createMessage, isWritten } from "../../world/messages.ts";
import { findByNonce, rememberNonce } from "../../world/nonces.ts";
import { may } from "../../world/permissions.ts";
import type { ChannelRecord } from "../../world/state.ts";
import { uploadLimit } from "../../world/upload-limit.ts";
import { sharesGuildWithBot } from "../../world/users.ts";
import type { World } from "../../world/world.ts";
import { botPermissions, isDm, needIn, needText, visibleChannel } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import { messageForBot } from "../message-for-bot.ts";
import type { RestRequest } from "../route.ts";
import { isJson } from "../validation/json.ts";
import { type CheckedMessage, checkMessage, type MessageBody } from "../validation/message-body.ts";

const FORWARD = 1;

export function sendMessage(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  needText(channel);
  needIn(world, channel, "SendMessages");
  const checked = checkMessage(request.body, request.files, {
    schema: "MessageCreateRequest",
    endpoint: "create",
    maxFile: uploadLimit(world, channel, world.application.id),
  });
  const { body, files } = checked;
  refuseUnknownFeatures(body);
  if (files.length > 0) needIn(world, channel, "AttachFiles");
  if (body.tts) needIn(world, channel, "SendTTSMessages");
  checkRecipient(world, channel);

  const botId = world.application.id;
  const nonce = body.nonce ?? undefined;
  const earlier = body.enforce_nonce && nonce !== undefined ? findByNonce(world, botId, nonce) : null;
  if (earlier === "deleted") throw apiError("unknownMessage");
  if (earlier) return { status: 200, body: messageForBot(world, earlier) };

  const record = createMessage(world, channel, {
    authorId: botId,
    content: body.content ?? undefined,
    tts: body.tts ?? false,
    embeds: embedsAllowed(world, channel, checked),
    components: body.components ?? undefined,
    files,
    flags: body.flags ?? 0,
    allowedMentions: body.allowed_mentions ?? undefined,
    replyTo: replyTarget(world, channel, body),
    nonce,
  });
  if (nonce !== undefined) rememberNonce(world, botId, nonce, record);
  return { status: 200, body: messageForBot(world, record) };
}

/** Whom the bot can write to: refused when sending, never when the DM is opened. */
function checkRecipient(world: World, channel: ChannelRecord): void {
  if (!isDm(channel) || channel.recipientId === null) return;
  if (!sharesGuildWithBot(world, channel.recipientId)) throw apiError("noMutualGuild");
  if (!world.users.get(channel.recipientId)?.allowsDms) throw apiError("dmsClosed");
}

/** Embeds fall away without EMBED_LINKS; a message of nothing else is refused. */
function embedsAllowed(world: World, channel: ChannelRecord, { body, files }: CheckedMessage) {
  const embeds = body.embeds ?? [];
  if (embeds.length === 0 || may(botPermissions(world, channel), PermissionFlagsBits.EmbedLinks)) return embeds;
  if (!body.content?.trim() && files.length === 0 && !body.components?.length) throw apiError("missingPermissions");
  return [];
}

/** The message that is replied to; undefined when there is none (and the bot doesn't mind). */
function replyTarget(world: World, channel: ChannelRecord, body: MessageBody): string | undefined {
  const reference = body.message_reference;
  if (!reference) return undefined;
  const flaw = (path: string[], code: string, message: string) =>
    invalidForm([{ path: ["message_reference", ...path], code, message }]);
  if (reference.message_id === undefined) throw flaw(["message_id"], "BASE_TYPE_REQUIRED", "This field is required");
  needHistoryToReply(world, channel);
  if (reference.channel_id !== undefined && reference.channel_id !== channel.id) {
    throw flaw([], "REPLIES_CANNOT_REFERENCE_OTHER_CHANNEL", "Cannot reply to a message in a different channel");
  }
  const target = channel.messages.get(reference.message_id);
  if (target && target.ephemeralFor === null) {
    if (isWritten(target.message)) return target.message.id;
    throw flaw([], "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message");
  }
  if (reference.fail_if_not_exists === false) return undefined;
  throw flaw([], "REPLIES_UNKNOWN_MESSAGE", "Unknown message");
}

function needHistoryToReply(world: World, channel: ChannelRecord): void {
  const permissions = botPermissions(world, channel);
  if (!may(permissions, PermissionFlagsBits.ReadMessageHistory)) throw apiError("replyNeedsHistory");
}

/** Parts of Discord that this fake doesn't play; better refused than pretended. */
function refuseUnknownFeatures(body: MessageBody): void {
  const used = ["poll", "sticker_ids", "shared_client_theme"].filter((key) => {
    const value = (body as Record<string, unknown>)[key];
    return isJson(value) || (Array.isArray(value) && value.length > 0);
  });
  if (body.message_reference?.type === FORWARD) used.push("message_reference");
  if (used.length === 0) return;
  throw invalidForm(
    used.map((key) => ({
      path: [key],
      code: "NOT_IN_THE_FAKE",
      message: `The fake Discord can't do ${key} like this.`,
    })),
  );
}
