// Pictures of stickers and emoji: unsigned, for ever. Each format has its one address.

import type { ServerResponse } from "node:http";
import { StickerFormatType } from "discord-api-types/v10";
import { gif, png } from "../media/pictures.ts";
import { findSticker } from "../world/stickers.ts";
import type { World } from "../world/world.ts";

const YELLOW: [number, number, number] = [250, 166, 26];

/** `stickers/<id>.png` is a PNG or APNG, `.json` a Lottie animation; a `.gif` comes from the media proxy only. */
export function serveSticker(world: World, name: string, proxied: boolean, response: ServerResponse): void {
  const [, id = "", ending] = /^(\d+)\.(png|json|gif)$/.exec(name) ?? [];
  const found = findSticker(world, id);
  if (!found || ENDINGS[found.sticker.format_type] !== ending || proxied !== (ending === "gif")) {
    response.writeHead(404).end();
    return;
  }
  send(response, TYPES[ending] ?? "", found.bytes);
}

/** Whatever ending is asked for, the picture is a PNG, or a GIF for `.gif`, and says so: every browser shows it. */
export function serveEmoji(world: World, name: string, response: ServerResponse): void {
  const [, id = "", ending = ""] = /^(\d+)\.(webp|png|jpeg|gif|avif)$/.exec(name) ?? [];
  const emoji = [...world.guilds.values()].find((guild) => guild.emojis.has(id))?.emojis.get(id);
  if (!emoji || (ending === "gif" && !emoji.animated)) response.writeHead(404).end();
  else if (ending === "gif") send(response, "image/gif", gif(YELLOW));
  else send(response, "image/png", png(YELLOW));
}

const ENDINGS: Record<StickerFormatType, string> = {
  [StickerFormatType.PNG]: "png",
  [StickerFormatType.APNG]: "png",
  [StickerFormatType.Lottie]: "json",
  [StickerFormatType.GIF]: "gif",
};

const TYPES: Record<string, string> = { png: "image/png", json: "application/json", gif: "image/gif" };

function send(response: ServerResponse, type: string, bytes: Uint8Array): void {
  response.writeHead(200, {
    "Content-Type": type,
    "Content-Length": bytes.byteLength,
    "Cache-Control": "public, max-age=31536000",
    "Access-Control-Allow-Origin": "*",
  });
  response.end(bytes);
}
