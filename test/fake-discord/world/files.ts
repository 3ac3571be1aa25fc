// Files in the CDN and the links to them. Serving them is ../cdn's work; who may upload is decided elsewhere.

import { createHmac } from "node:crypto";
import type { APIAttachment } from "discord-api-types/v10";
import type { StoredFile } from "./state.ts";
import type { World } from "./world.ts";

export interface NewFile {
  name: string;
  bytes: Uint8Array;
  contentType?: string | undefined;
  description?: string | undefined;
  spoiler?: boolean | undefined;
  /** Of a voice message; kept for audio only, as Discord says. */
  durationSecs?: number | undefined;
  waveform?: string | undefined;
}

/** Attachment flag IS_SPOILER. */
export const SPOILER = 1 << 3;

const TYPES: Record<string, string> = {
  gif: "image/gif",
  html: "text/html; charset=utf-8",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json; charset=utf-8",
  m4a: "audio/mp4",
  mov: "video/quicktime",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8",
  wav: "audio/wav",
  webm: "video/webm",
  webp: "image/webp",
};

/** By the name's ending, and only for unknown ones what the uploader says. */
export function contentTypeOf({ name, contentType }: Pick<NewFile, "name" | "contentType">): string {
  const extension = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
  return TYPES[extension] ?? contentType ?? "application/octet-stream";
}

export function isAudio(contentType: string): boolean {
  return contentType.startsWith("audio/");
}

/** Puts a file into the CDN. Like Discord, replaces characters in the name that don't belong into a link. */
export function storeFile(world: World, channelId: string, file: NewFile, ephemeral = false): APIAttachment {
  const spoiler = file.spoiler === true || file.name.startsWith("SPOILER_");
  const name = file.name.replaceAll(/[^\p{L}\p{N}._-]/gu, "_").replace(/^_+(?=.)/, "");
  const contentType = contentTypeOf(file);
  const { bytes, durationSecs, waveform } = file;
  const stored: StoredFile = {
    id: world.ids.next(),
    channelId,
    name,
    bytes,
    contentType,
    ephemeral,
    forwarded: false,
  };
  world.files.set(stored.id, stored);
  const size = contentType.startsWith("image/") ? imageSize(file.bytes) : null;
  const attachment = {
    id: stored.id,
    filename: name,
    size: file.bytes.byteLength,
    url: "",
    proxy_url: "",
    content_type: contentType,
    ...(name === file.name ? {} : { title: file.name.replace(/\.[^.]*$/, "") }),
    ...(file.description ? { description: file.description } : {}),
    ...(spoiler ? { flags: SPOILER } : {}),
    ...(isAudio(contentType) && durationSecs !== undefined ? { duration_secs: durationSecs } : {}),
    ...(isAudio(contentType) && waveform !== undefined ? { waveform } : {}),
    ...(size ?? {}),
    ...(ephemeral ? { ephemeral: true } : {}),
  };
  return signAttachment(world, attachment as APIAttachment);
}

/** Its message is gone; a snapshot of it in a forward may still show the file. */
export function dropFile(world: World, id: string): void {
  if (!world.files.get(id)?.forwarded) world.files.delete(id);
}

/** The same attachment with links that are valid from now on. */
export function signAttachment(world: World, attachment: APIAttachment): APIAttachment {
  const file = world.files.get(attachment.id);
  if (!file) return { ...attachment };
  const url = signedUrl(world, file);
  return { ...attachment, url, proxy_url: url };
}

export function filePath(file: StoredFile): string {
  const folder = file.ephemeral ? "ephemeral-attachments" : "attachments";
  return `/${folder}/${file.channelId}/${file.id}/${encodeURIComponent(file.name)}`;
}

export function signedUrl(world: World, file: StoredFile): string {
  const issued = Math.floor(world.now() / 1000);
  const expires = Math.floor((world.now() + world.settings.attachmentLifetime) / 1000);
  const ex = expires.toString(16);
  const is = issued.toString(16);
  return `${world.origin}${filePath(file)}?ex=${ex}&is=${is}&hm=${linkSignature(world, file, ex, is)}&`;
}

export function linkSignature(world: World, file: StoredFile, ex: string, is: string): string {
  return createHmac("sha256", world.cdnSecret)
    .update(`${filePath(file)}|${ex}|${is}`)
    .digest("hex");
}

/** Width and height of a PNG or GIF; null for what it can't read. */
function imageSize(bytes: Uint8Array): { width: number; height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength >= 24 && view.getUint32(0) === 0x89504e47) {
    return { width: view.getUint32(16), height: view.getUint32(20) };
  }
  if (bytes.byteLength >= 10 && view.getUint32(0) === 0x47494638) {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  return null;
}
