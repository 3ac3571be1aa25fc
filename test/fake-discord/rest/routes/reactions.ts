// Reactions and pins.

import { addReaction, removeReaction, setPinned } from "../../world/reactions.ts";
import { isoTime, userOf } from "../../world/render-guild.ts";
import { byId } from "../../world/snowflake.ts";
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
  { method: "DELETE", path: `${REACTIONS}/:user`, auth: "bot", handle: removeOther },
  { method: "GET", path: REACTIONS, auth: "bot", handle: listReactions },
  ...["/channels/:channel/messages/pins/:message", "/channels/:channel/pins/:message"].flatMap((path): Route[] => [
    { method: "PUT", path, auth: "bot", handle: pin },
    { method: "DELETE", path, auth: "bot", handle: unpin },
  ]),
  { method: "GET", path: "/channels/:channel/messages/pins", auth: "bot", handle: listPins },
];

/** A Unicode emoji as it is. Servers have no emoji of their own here, so `name:id` is always unknown. */
function emojiParam(request: RestRequest): string {
  const emoji = request.params.emoji ?? "";
  if (!/^\p{RGI_Emoji}$/v.test(emoji)) throw apiError("unknownEmoji");
  return emoji;
}

function react(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  const emoji = emojiParam(request);
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
  removeReaction(request.world, channel, record, request.world.application.id, emojiParam(request));
  return { status: 204 };
}

function removeOther(request: RestRequest) {
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  if (isDm(channel)) throw apiError("notInDm");
  needIn(request.world, channel, "ManageMessages");
  removeReaction(request.world, channel, record, idParam(request, "user"), emojiParam(request));
  return { status: 204 };
}

function listReactions(request: RestRequest) {
  const { world } = request;
  const channel = visibleChannel(request);
  const record = messageIn(request, channel);
  needIn(world, channel, "ReadMessageHistory");
  const limit = intQuery(request, "limit", 1, 100, 25);
  const after = request.query.get("after") ?? "0";
  const users = [...(record.reactions.get(emojiParam(request)) ?? [])].filter((id) => byId(id, after) > 0).sort(byId);
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
