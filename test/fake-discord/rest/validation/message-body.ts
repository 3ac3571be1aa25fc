// The one gate for bodies of messages: schema, rules, files. Used by channel messages, interaction answers and follow-ups.

import type { APIAllowedMentions, APIEmbed, APIMessage, APIMessageTopLevelComponent } from "discord-api-types/v10";
import type { NewPoll } from "../../world/polls.ts";
import { DEFAULT_UPLOAD_LIMIT } from "../../world/upload-limit.ts";
import type { UploadedFile } from "../body.ts";
import { apiError, invalidForm } from "../errors.ts";
import { bodyFlaws } from "./body-flaws.ts";
import { isJson, type Json, list } from "./json.ts";
import { isEmptyMessage, type MessageContext, messageFlaws } from "./message-rules.ts";
import type { BodyName } from "./overlay.ts";
import { matchUploads, type Uploads } from "./uploads.ts";
import { checkVoice, isVoice } from "./voice-rules.ts";

/** A body that has passed: what the world needs of it. */
export interface MessageBody {
  content?: string | null;
  tts?: boolean | null;
  embeds?: APIEmbed[] | null;
  components?: APIMessageTopLevelComponent[] | null;
  /** New files by number, and on edits those that stay by id. */
  attachments?: { id: string | number }[] | null;
  flags?: number | null;
  allowed_mentions?: APIAllowedMentions | null;
  nonce?: string | number | null;
  enforce_nonce?: boolean | null;
  sticker_ids?: string[] | null;
  poll?: NewPoll | null;
  shared_client_theme?: object | null;
  message_reference?: {
    type?: number | null;
    message_id?: string;
    channel_id?: string | null;
    fail_if_not_exists?: boolean | null;
  } | null;
}

export interface CheckedMessage extends Uploads {
  body: MessageBody;
}

interface Given {
  schema: BodyName;
  endpoint: MessageContext["endpoint"];
  /** Bytes that one file may have. */
  maxFile?: number;
  /** The message that is edited. */
  existing?: Pick<APIMessage, "attachments" | "components" | "content" | "embeds" | "flags" | "poll"> | undefined;
}

/** Throws 50035, 50006, 40005, 30015 or a code of voice messages, polls and stickers; afterwards the body is what its type says. */
export function checkMessage(value: unknown, uploaded: readonly UploadedFile[], given: Given): CheckedMessage {
  const body = value ?? {};
  const flaws = bodyFlaws(given.schema, body);
  if (!isJson(body) || flaws.length > 0) throw invalidForm(flaws);
  return checkMessageRules(body, uploaded, given);
}

/** The same for a body whose schema was checked as part of a larger one. */
export function checkMessageRules(
  body: Json,
  uploaded: readonly UploadedFile[],
  { endpoint, maxFile = DEFAULT_UPLOAD_LIMIT, existing }: Omit<Given, "schema">,
): CheckedMessage {
  if (existing) refuseChange(existing, body);
  const { files, keep } = matchUploads(body, uploaded, { maxFile, existing: existing?.attachments ?? [] });
  const stays = keep ?? existing?.attachments ?? [];
  const names = [...stays.map((one) => one.filename), ...files.map((file) => file.name)];
  const flaws = messageFlaws(body, { endpoint, files: names, existingFlags: existing?.flags ?? 0 });
  if (flaws.length > 0) throw invalidForm(flaws);
  if (endpoint !== "edit") checkVoice(body, files);
  const { content, embeds, components } = existing ?? {};
  if (isEmptyMessage({ content, embeds, components, ...body }, names.length)) throw apiError("emptyMessage");
  return { body: body as MessageBody, files, keep };
}

/** Voice messages and polls stay as they were sent, and so do stickers. */
function refuseChange({ flags, poll }: NonNullable<Given["existing"]>, body: Json): void {
  if (isVoice(flags)) throw apiError("voiceStays");
  if (poll) throw apiError("pollStays");
  if (list(body.sticker_ids).length > 0) throw apiError("stickersStay");
}
