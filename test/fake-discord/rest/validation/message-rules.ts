// A message's body as a whole: flags by endpoint, emptiness, mentions, V2 against older fields. Parts: embed-rules, component-rules.

import type { Flaw } from "../errors.ts";
import { componentFlaws } from "./component-rules.ts";
import { embedFlaws } from "./embed-rules.ts";
import { isJson, type Json, list, objects, text } from "./json.ts";
import { pollFlaws } from "./poll-rules.ts";

const SUPPRESS_EMBEDS = 1 << 2;
const EPHEMERAL = 1 << 6;
const SUPPRESS_NOTIFICATIONS = 1 << 12;
const VOICE = 1 << 13;
const COMPONENTS_V2 = 1 << 15;

/** `message_reference.type` of a forward. */
export const FORWARD = 1;

/** Bits that may be sent; on edits those that the message has already may be repeated. */
const SETTABLE = {
  create: SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | VOICE | COMPONENTS_V2,
  edit: SUPPRESS_EMBEDS | COMPONENTS_V2,
  answer: SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | VOICE | COMPONENTS_V2 | EPHEMERAL,
  deferred: EPHEMERAL,
};

export interface MessageContext {
  endpoint: keyof typeof SETTABLE;
  /** Names of the files that the message has or gets. */
  files: readonly string[];
  /** Of the message that is edited. */
  existingFlags?: number;
}

/** Flaws of a body that has passed its schema. Emptiness is judged apart: `isEmptyMessage`. */
export function messageFlaws(body: Json, { endpoint, files, existingFlags = 0 }: MessageContext): Flaw[] {
  const v2 = ((Number(body.flags ?? 0) | existingFlags) & COMPONENTS_V2) !== 0;
  return [
    ...flagFlaws(body, SETTABLE[endpoint] | existingFlags, existingFlags),
    ...mentionFlaws(body),
    ...legacyFlaws(body, v2),
    ...embedFlaws(objects(body.embeds), files),
    ...componentFlaws(objects(body.components), v2, files),
    ...pollFlaws(body.poll),
    ...forwardFlaws(body),
    ...nonceFlaws(body),
  ];
}

/** Nothing that a person could see (50006). */
export function isEmptyMessage(body: Json, fileCount: number): boolean {
  const parts = ["embeds", "components", "sticker_ids"].some((key) => list(body[key]).length > 0);
  return !isForward(body) && text(body.content).trim() === "" && !parts && !isJson(body.poll) && fileCount === 0;
}

function flagFlaws(body: Json, settable: number, existing: number): Flaw[] {
  if (typeof body.flags !== "number") return [];
  const flaws: Flaw[] = [];
  const foreign = body.flags & ~settable;
  if (foreign !== 0) {
    flaws.push({ path: ["flags"], code: "FLAGS_NOT_SETTABLE", message: `These flags can't be set here: ${foreign}.` });
  }
  if (existing & COMPONENTS_V2 && !(body.flags & COMPONENTS_V2)) {
    flaws.push({ path: ["flags"], code: "FLAGS_NOT_SETTABLE", message: "IS_COMPONENTS_V2 can't be removed." });
  }
  return flaws;
}

function mentionFlaws(body: Json): Flaw[] {
  const allowed = body.allowed_mentions;
  if (!isJson(allowed)) return [];
  return ["users", "roles"].flatMap((kind) => {
    if (!list(allowed.parse).includes(kind) || list(allowed[kind]).length === 0) return [];
    const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
    return [{ path: ["allowed_mentions"], code: "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message }];
  });
}

function legacyFlaws(body: Json, v2: boolean): Flaw[] {
  if (!v2) return [];
  const used = ["content", "embeds", "poll", "sticker_ids"].filter((key) => {
    const value = body[key];
    return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
  });
  return used.map((key) => ({
    path: [key],
    code: "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
    message: `The '${key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
  }));
}

function isForward({ message_reference: reference }: Json): boolean {
  return isJson(reference) && reference.type === FORWARD;
}

/** A forward is that and nothing else; what one wants to say about it is a message of its own. */
function forwardFlaws(body: Json): Flaw[] {
  if (!isForward(body)) return [];
  const others = ["content", "embeds", "components", "sticker_ids", "poll", "attachments"].filter((key) => {
    const value = body[key];
    return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null && value !== "";
  });
  return others.map((key) => ({ path: [key], code: "FORWARD_COMES_ALONE", message: `A forward can't have ${key}.` }));
}

function nonceFlaws(body: Json): Flaw[] {
  if (body.enforce_nonce !== true || (body.nonce !== undefined && body.nonce !== null && body.nonce !== "")) return [];
  return [{ path: ["nonce"], code: "BASE_TYPE_REQUIRED", message: "enforce_nonce needs a nonce." }];
}
