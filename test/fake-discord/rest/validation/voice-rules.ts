// Voice messages of the bot: one audio file with its duration and waveform, and nothing else.

import { contentTypeOf, isAudio, type NewFile } from "../../world/files.ts";
import { apiError } from "../errors.ts";
import { isJson, type Json, list, text } from "./json.ts";

const VOICE = 1 << 13;

export function isVoice(flags: unknown): boolean {
  return typeof flags === "number" && (flags & VOICE) !== 0;
}

/** Throws 50159, 50160 or 50161 for a body with the flag that doesn't keep to this. */
export function checkVoice(body: Json, files: readonly NewFile[]): void {
  if (!isVoice(body.flags)) return;
  const others = ["embeds", "components", "sticker_ids"].some((key) => list(body[key]).length > 0);
  if (text(body.content) !== "" || others || isJson(body.poll)) throw apiError("voiceAlone");
  const [file] = files;
  if (!file || files.length > 1 || !isAudio(contentTypeOf(file))) throw apiError("voiceOneFile");
  if (file.durationSecs === undefined || !file.waveform) throw apiError("voiceMetadata");
}
