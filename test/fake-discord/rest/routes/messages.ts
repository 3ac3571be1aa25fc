// Messages of a channel: listed, read, edited, deleted; typing. Sending: send-message.ts.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { settledEdit } from "../../interactions/message-edit.ts";
import { deleteMessage, editMessage } from "../../world/edit-message.ts";
import { isWritten } from "../../world/message-parts.ts";
import { may } from "../../world/permissions.ts";
import { byId } from "../../world/snowflake.ts";
import type { MessageRecord } from "../../world/state.ts";
import { startTyping } from "../../world/typing.ts";
import { uploadLimit } from "../../world/upload-limit.ts";
import { botPermissions, intQuery, isDm, messageIn, needIn, needText, visibleChannel } from "../access.ts";
import { apiError, invalidForm } from "../errors.ts";
import { messageForBot } from "../message-for-bot.ts";
import type { RestRequest, Route } from "../route.ts";
import { isJson } from "../validation/json.ts";
import { checkMessage } from "../validation/message-body.ts";
import { sendMessage } from "./send-message.ts";

export const messageRoutes: Route[] = [
  { method: "GET", path: "/channels/:channel/messages", auth: "bot", handle: listMessages },
  { method: "POST", path: "/channels/:channel/messages", auth: "bot", handle: sendMessage },
  { method: "GET", path: "/channels/:channel/messages/:message", auth: "bot", handle: readMessage },
  { method: "PATCH", path: "/channels/:channel/messages/:message", auth: "bot", handle: patchMessage },
  { method: "DELETE", path: "/channels/:channel/messages/:message", auth: "bot", handle: removeMessage },
  { method: "POST", path: "/channels/:channel/typing", auth: "bot", handle: type },
];

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
  if (!isWritten(message)) throw apiError("systemMessage");
  const { body, ...uploads } = checkMessage(request.body, request.files, {
    schema: "MessageEditRequestPartial",
    endpoint: "edit",
    maxFile: uploadLimit(world, channel, world.application.id),
    existing: message,
  });
  if (uploads.files.length > 0) needIn(world, channel, "AttachFiles");
  const edit = settledEdit(record, body, uploads);
  editMessage(world, channel, record, { ...edit, allowedMentions: body.allowed_mentions ?? undefined });
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
  needText(channel);
  needIn(request.world, channel, "SendMessages");
  startTyping(request.world, channel, request.world.application.id);
  return { status: 204 };
}
