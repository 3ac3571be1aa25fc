// Servers' emoji and stickers, and Discord's own stickers: read only, for making them is for people here.

import { findSticker } from "../../world/stickers.ts";
import { botGuild, idParam } from "../access.ts";
import { apiError } from "../errors.ts";
import type { RestRequest, Route } from "../route.ts";

export const expressionRoutes: Route[] = [
  { method: "GET", path: "/guilds/:guild/emojis", auth: "bot", handle: listEmojis },
  { method: "GET", path: "/guilds/:guild/emojis/:emoji", auth: "bot", handle: readEmoji },
  { method: "GET", path: "/guilds/:guild/stickers", auth: "bot", handle: listStickers },
  { method: "GET", path: "/guilds/:guild/stickers/:sticker", auth: "bot", handle: readGuildSticker },
  { method: "GET", path: "/stickers/:sticker", auth: "bot", handle: readSticker },
];

function listEmojis(request: RestRequest) {
  return { status: 200, body: [...botGuild(request).emojis.values()] };
}

function readEmoji(request: RestRequest) {
  const emoji = botGuild(request).emojis.get(idParam(request, "emoji"));
  if (!emoji) throw apiError("unknownEmoji");
  return { status: 200, body: emoji };
}

function listStickers(request: RestRequest) {
  return { status: 200, body: [...botGuild(request).stickers.values()].map(({ sticker }) => sticker) };
}

function readGuildSticker(request: RestRequest) {
  const found = botGuild(request).stickers.get(idParam(request, "sticker"));
  if (!found) throw apiError("unknownSticker");
  return { status: 200, body: found.sticker };
}

function readSticker(request: RestRequest) {
  const found = findSticker(request.world, idParam(request, "sticker"));
  if (!found) throw apiError("unknownSticker");
  return { status: 200, body: found.sticker };
}
