// Reactions and pins.

import { canUseEmoji, customId, emojiOf } from "../../world/emojis.ts";
import { addReaction, clearReactions, removeReaction, setPinned } from "../../world/reactions.ts";
import { isoTime, userOf } from "../../world/render-guild.ts";
import { byId } from "../../world/snowflake.ts";
import type { ChannelRecord, MessageRecord } from "../../world/state.ts";
import { idParam, intQuery, isDm, messageIn, needIn, visibleChannel } from "../access.ts";
import { apiError } from "../errors.ts";
import { messageForBot } from "../message-for-bot.ts";
import type { RestRequest, Route } from "../route.ts";

const MAX_REACTIONS = 20;
const MAX_PINS = 250;
const REACTIONS = "/channels/:channel/messages/:message/reactions/:emoji";

export const reactionRoutes: Route[] = [
  { method: "PUT", path: `${REACTIONS}/@me`, auth: "bot", handle: react },
  { method: "DELETE", path: `${REACTIONS}/@me`, auth: "bot", handle: unreact },
  { method: "DELETE", path: REACTIONS, auth: "bot", handle: clear },
  { method: "DELETE", path: "/channels/:channel/messages/:message/reactions", auth: "bot", handle: clear },
  { method: "DELETE", path: `${REACTIONS}/:user`, auth: "bot", handle: removeOther },
  { method: "GET", path: REACTIONS, auth: "bot", handle: listReactions },
  ...["/channels/:channel/messages/pins/:message", "/channels/:channel/pins/:message"].flatMap((path): Route[] => [
    { method: "PUT", path, auth: "bot", handle: pin },
    { method: "DELETE", path, auth: "bot", handle: unpin },
  ]),
  { method: "GET", path: "/channels/:channel/messages/pins", auth: "bot", handle: listPins },
];

/**
 * The reaction that the path means: a Unicode emoji as it is, or `name:id` of one that stands there already or that the bot
 * can use; the id alone counts. 10014 for anything else.
 */
function reactionKey({ world, params }: RestRequest, channel: ChannelRecord, record: MessageRecord): string {
  const emoji = params.emoji ?? "";
  if (/^\p{RGI_Emoji}$/v.test(emoji)) return emoji;
  const id = customId(emoji);
  if (id === null) throw apiError("unknownEmoji");
  const known = [...record.reactions.keys()].find((key) => customId(key) === id);
  if (known) return known;
  if (!canUseEmoji(world, channel, world.application.id, id)) throw apiError("unknownEmoji");
  return `${emojiOf(world, emoji).name}:${id}`;
}

function react(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  const emoji = reactionKey(request, channel, record);
  needIn(world, channel, "ReadMessageHistory");
  if (!record.reactions.has(emoji)) {
    needIn(world, channel, "AddReactions");
    if (record.reactions.size >= MAX_REACTIONS) throw apiError("maximumReactions");
  }
  addReaction(world, channel, record, world.application.id, emoji);
  return { status: 204 };
}

function unreact(request: RestRequest) {
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  removeReaction(request.world, channel, record, request.world.application.id, reactionKey(request, channel, record));
  return { status: 204 };
}

function removeOther(request: RestRequest) {
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  if (isDm(channel)) throw apiError("notInDm");
  needIn(request.world, channel, "ManageMessages");
  removeReaction(request.world, channel, record, idParam(request, "user"), reactionKey(request, channel, record));
  return { status: 204 };
}

/** All, or all with one emoji. */
function clear(request: RestRequest) {
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  if (isDm(channel)) throw apiError("notInDm");
  needIn(request.world, channel, "ManageMessages");
  const key = request.params.emoji === undefined ? undefined : reactionKey(request, channel, record);
  clearReactions(request.world, channel, record, key);
  return { status: 204 };
}

function listReactions(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  needIn(world, channel, "ReadMessageHistory");
  const limit = intQuery(request, "limit", 1, 100, 25);
  const after = request.query.get("after") ?? "0";
  const users = [...(record.reactions.get(reactionKey(request, channel, record)) ?? [])]
    .filter((id) => byId(id, after) > 0)
    .sort(byId);
  return { status: 200, body: users.slice(0, limit).map((id) => userOf(world, id)) };
}

function pin(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  needIn(world, channel, "PinMessages");
  const pinned = [...channel.messages.values()].filter((one) => one.pinned).length;
  if (!record.pinned && pinned >= MAX_PINS) throw apiError("maximumPins");
  setPinned(world, channel, record, world.application.id, true);
  return { status: 204 };
}

function unpin(request: RestRequest) {
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  needIn(request.world, channel, "PinMessages");
  setPinned(request.world, channel, record, request.world.application.id, false);
  return { status: 204 };
}

function listPins(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  needIn(world, channel, "ReadMessageHistory");
  const items = [...channel.messages.values()]
    .filter((one) => one.pinned)
    .map((one) => ({ pinned_at: isoTime(world.now()), message: messageForBot(world, one) }));
  return { status: 200, body: { items, has_more: false } };
}
