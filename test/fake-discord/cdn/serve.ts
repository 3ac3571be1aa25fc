// The CDN over HTTP: attachments by signed links that expire, stickers, emoji, default avatars. Making links: ../world/files.ts.

import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { filePath, linkSignature } from "../world/files.ts";
import type { World } from "../world/world.ts";
import { serveEmoji, serveSticker } from "./expressions.ts";
import { sendBytes } from "./send-bytes.ts";

const COLOURS = ["#5865f2", "#757e8a", "#3ba55c", "#faa61a", "#ed4245", "#eb459f"];

/** Under this path it answers as the media proxy, a host of its own at Discord. */
export const MEDIA_PROXY = "/media-proxy";

/** Answers paths of the CDN and the media proxy; returns false for any other path. */
export function serveCdn(world: World, url: URL, request: IncomingMessage, response: ServerResponse): boolean {
  const proxied = url.pathname.startsWith(`${MEDIA_PROXY}/`);
  const [, folder, ...rest] = url.pathname.slice(proxied ? MEDIA_PROXY.length : 0).split("/");
  if (folder === "stickers" && rest[0]) serveSticker(world, rest[0], proxied, response);
  else if (proxied) return false;
  else if (folder === "emojis" && rest[0]) serveEmoji(world, rest[0], response);
  else if (folder === "attachments" || folder === "ephemeral-attachments") serveFile(world, url, request, response);
  else if (folder === "embed" && rest[0] === "avatars") serveAvatar(rest[1] ?? "", response);
  else return false;
  return true;
}

/** A wrong or missing signature, an expired link and a deleted file look the same from outside. */
function serveFile(
  world: World,
  { pathname, searchParams }: URL,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const file = world.files.get(pathname.split("/")[3] ?? "");
  const ex = searchParams.get("ex") ?? "";
  const is = searchParams.get("is") ?? "";
  const signed = file && searchParams.get("hm") === linkSignature(world, file, ex, is);
  const expired = Number.parseInt(ex, 16) * 1000 <= world.now();
  if (!file || !signed || expired || decodeURI(pathname) !== decodeURI(filePath(file))) {
    response.writeHead(404, { "Content-Type": "text/plain;charset=UTF-8" });
    response.end("This content is no longer available.");
    return;
  }
  const shown = /^(image|video|audio)\//.test(file.contentType);
  sendBytes(request, response, file.bytes, {
    "Content-Type": file.contentType,
    "Content-Disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "Cache-Control": "private, max-age=3600",
    ETag: `"${createHash("md5").update(file.bytes).digest("hex")}"`,
  });
}

/** `/embed/avatars/<0-5>.png`; an SVG by content, which every browser shows under that name too. */
function serveAvatar(name: string, response: ServerResponse): void {
  const colour = COLOURS[Number(/^([0-5])\.png$/.exec(name)?.[1] ?? -1)];
  if (colour === undefined) {
    response.writeHead(404).end();
    return;
  }
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" fill="${colour}"/><circle cx="32" cy="25" r="11" fill="#fff"/><path d="M10 58a22 20 0 0 1 44 0z" fill="#fff"/></svg>`;
  response.writeHead(200, { "Content-Type": "image/svg+xml", "Cache-Control": "public, max-age=86400" });
  response.end(svg);
}
