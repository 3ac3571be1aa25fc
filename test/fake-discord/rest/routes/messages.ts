// Messages of a channel: list, read, send, edit, delete, typing.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { settledEdit } from "../../interactions/message-edit.ts";
import { createMessage, deleteMessage, editMessage } from "../../world/messages.ts";
import { findByNonce, rememberNonce } from "../../world/nonces.ts";
import { may } from "../../world/permissions.ts";
import { startTyping } from "../../world/reactions.ts";
import { contentForBot, renderMessage } from "../../world/render-message.ts";
import { byId } from "../../world/snowflake.ts";
import type { ChannelRecord, MessageRecord } from "../../world/state.ts";
import { sharesGuildWithBot } from "../../world/users.ts";
import type { World } from "../../world/world.ts";
import { botPermissions, intQuery, isDm, messageIn, needIn, visibleChannel } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import type { RestRequest, Route } from "../route.ts";
import { isJson } from "../validation/json.ts";
import { type CheckedMessage, checkMessage, type MessageBody } from "../validation/message-body.ts";

const TEXTUAL = new Set([0, 1, 2, 5]);
const FORWARD = 1;

export const messageRoutes: Route[] = [
  { method: "GET", path: "/channels/:channel/messages", auth: "bot", handle: listMessages },
  { method: "POST", path: "/channels/:channel/messages", auth: "bot", handle: sendMessage },
  { method: "GET", path: "/channels/:channel/messages/:message", auth: "bot", handle: readMessage },
  { method: "PATCH", path: "/channels/:channel/messages/:message", auth: "bot", handle: patchMessage },
  { method: "DELETE", path: "/channels/:channel/messages/:message", auth: "bot", handle: removeMessage },
  { method: "POST", path: "/channels/:channel/typing", auth: "bot", handle: type },
];

/** What the bot reads over REST: without the Message Content intent, others' content is missing. */
export function messageForBot(world: World, record: MessageRecord) {
  const message = renderMessage(world, record, world.application.id);
  return world.application.messageContent ? message : contentForBot(world, message, record.guildId);
}

function listMessages(request: RestRequest) {
  const { world, query } = request;
  const channel = visibleChannel(request);
  const limit = intQuery(request, "limit", 1, 100, 50);
  const cursors = ["before", "after", "around"].filter((name) => query.has(name));
  for (const name of cursors) {
    if (/^\d{1,20}$/.test(query.get(name) ?? "")) continue;
    throw invalidForm([
      { path: [name], code: "NUMBER_TYPE_COERCE", message: `Value "${query.get(name)}" is not snowflake.` },
    ]);
  }
  // Not an error but an empty list: the documented answer to a missing READ_MESSAGE_HISTORY.
  if (!may(botPermissions(world, channel), PermissionFlagsBits.ReadMessageHistory)) return { status: 200, body: [] };

  const all = [...channel.messages.values()]
    .filter((record) => record.ephemeralFor === null)
    .sort((a, b) => byId(a.message.id, b.message.id));
  const page = pageOf(all, query, limit);
  return { status: 200, body: page.reverse().map((record) => messageForBot(world, record)) };
}

/** Oldest first; `after` gives the messages nearest to the id, as `before` does. */
function pageOf(all: MessageRecord[], query: URLSearchParams, limit: number): MessageRecord[] {
  const before = query.get("before");
  const after = query.get("after");
  const around = query.get("around");
  if (around !== null) {
    const older = all.filter((one) => byId(one.message.id, around) < 0).slice(-Math.floor(limit / 2));
    const newer = all.filter((one) => byId(one.message.id, around) >= 0);
    return [...older, ...newer.slice(0, limit - older.length)];
  }
  if (before !== null) return all.filter((one) => byId(one.message.id, before) < 0).slice(-limit);
  if (after !== null) return all.filter((one) => byId(one.message.id, after) > 0).slice(0, limit);
  return all.slice(-limit);
}

function readMessage(request: RestRequest) {
  const channel = visibleChannel(request);
  needIn(request.world, channel, "ReadMessageHistory");
  return { status: 200, body: messageForBot(request.world, messageIn(request, channel)) };
}

function sendMessage(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  if (!TEXTUAL.has(channel.type)) throw apiError("notText");
  needIn(world, channel, "SendMessages");
  const checked = checkMessage(request.body, request.files, { schema: "MessageCreateRequest", endpoint: "create" });
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
    if (target.message.type === 0 || target.message.type === 19 || target.message.type === 20) return target.message.id;
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

function patchMessage(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  const { message } = record;
  if (message.author.id !== world.application.id) {
    const keys = isJson(request.body) ? Object.keys(request.body) : [];
    if (keys.length !== 1 || keys[0] !== "flags") throw apiError("notTheAuthor");
    needIn(world, channel, "ManageMessages");
  }
  const { body, files, keep } = checkMessage(request.body, request.files, {
    schema: "MessageEditRequestPartial",
    endpoint: "edit",
    existing: {
      flags: message.flags ?? 0,
      attachments: message.attachments,
      content: message.content,
      embeds: message.embeds,
      components: message.components ?? [],
    },
  });
  if (files.length > 0) needIn(world, channel, "AttachFiles");
  const edit = settledEdit(record, body, files);
  editMessage(world, channel, record, { ...edit, keep, allowedMentions: body.allowed_mentions ?? undefined });
  return { status: 200, body: messageForBot(world, record) };
}

function removeMessage(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  if (record.message.author.id !== world.application.id) {
    if (isDm(channel)) throw apiError("notInDm");
    needIn(world, channel, "ManageMessages");
  }
  deleteMessage(world, channel, record);
  return { status: 204 };
}

function type(request: RestRequest) {
  const channel = visibleChannel(request);
  if (!TEXTUAL.has(channel.type)) throw apiError("notText");
  needIn(request.world, channel, "SendMessages");
  startTyping(request.world, channel, request.world.application.id);
  return { status: 204 };
}
