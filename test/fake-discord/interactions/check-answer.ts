// Is this an answer to an interaction at all, and one for an interaction of this kind? What it then does: desk.ts.

import {
  type APIInteractionResponse,
  InteractionType,
  InteractionResponseType as Response,
} from "discord-api-types/v10";
import type { UploadedFile } from "../rest/body.ts";
import { type Flaw, invalidForm } from "../rest/errors.ts";
import { bodyFlaws } from "../rest/validation/body-flaws.ts";
import { checkMessageRules } from "../rest/validation/message-body.ts";
import type { BodyName } from "../rest/validation/overlay.ts";
import { NO_UPLOADS, type Uploads } from "../rest/validation/uploads.ts";
import type { MessageRecord } from "../world/state.ts";
import { modalFlaws } from "./modal-flaws.ts";

type Json = Record<string, unknown>;

export interface CheckedAnswer {
  response: APIInteractionResponse;
  uploads: Uploads;
}

/** By callback type: the schema, and whether `data` is a message. */
const SCHEMAS: Record<number, BodyName | null> = {
  [Response.Pong]: "PongInteractionCallbackRequest",
  [Response.ChannelMessageWithSource]: "CreateMessageInteractionCallbackRequest",
  [Response.DeferredChannelMessageWithSource]: null,
  [Response.DeferredMessageUpdate]: null,
  [Response.UpdateMessage]: "UpdateMessageInteractionCallbackRequest",
  [Response.ApplicationCommandAutocompleteResult]: "ApplicationCommandAutocompleteCallbackRequest",
  [Response.Modal]: "ModalInteractionCallbackRequest",
};

const EPHEMERAL = 1 << 6;

interface Around {
  /** The message that a type 7 would change. */
  source: MessageRecord | null;
  /** Bytes that one file may have. */
  maxFile: number;
}

/** Throws what Discord answers to a body that it can't use. */
export function checkAnswer(
  value: unknown,
  uploaded: readonly UploadedFile[],
  { source, maxFile }: Around,
): CheckedAnswer {
  if (!isJson(value) || typeof value.type !== "number" || !(value.type in SCHEMAS)) {
    const message = `Value must be one of {${Object.keys(SCHEMAS).join(", ")}}.`;
    throw invalidForm([{ path: ["type"], code: "BASE_TYPE_CHOICES", message }]);
  }
  const schema = SCHEMAS[value.type];
  const flaws = schema ? bodyFlaws(schema, value) : deferredFlaws(value);
  if (value.type === Response.Modal) flaws.push(...modalFlaws(value.data).map(inData));
  if (flaws.length > 0) throw invalidForm(flaws);

  const response = value as unknown as APIInteractionResponse;
  const data = isJson(value.data) ? value.data : {};
  if (value.type === Response.ChannelMessageWithSource) {
    return { response, uploads: checkMessageRules(data, uploaded, { endpoint: "answer", maxFile }) };
  }
  if (value.type === Response.UpdateMessage) {
    const given = { endpoint: "edit" as const, maxFile, existing: source?.message };
    return { response, uploads: checkMessageRules(data, uploaded, given) };
  }
  return { response, uploads: NO_UPLOADS };
}

const ALLOWED: Record<number, readonly number[]> = {
  [InteractionType.Ping]: [Response.Pong],
  [InteractionType.ApplicationCommand]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.Modal,
  ],
  [InteractionType.MessageComponent]: [
    Response.ChannelMessageWithSource,
    Response.DeferredChannelMessageWithSource,
    Response.DeferredMessageUpdate,
    Response.UpdateMessage,
    Response.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Response.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [Response.ChannelMessageWithSource, Response.DeferredChannelMessageWithSource],
};

/** Throws 50035 for a callback type that this interaction can't be answered with. */
export function checkAllowed(type: number, interaction: InteractionType, fromComponent: boolean): void {
  const updates = type === Response.DeferredMessageUpdate || type === Response.UpdateMessage;
  if (ALLOWED[interaction]?.includes(type) || (updates && fromComponent)) return;
  const message = `Callback type ${type} can't answer an interaction of type ${interaction}.`;
  throw invalidForm([{ path: ["type"], code: "INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK_TYPE", message }]);
}

/** Of a deferred answer only whether it is ephemeral can be said. */
function deferredFlaws(value: Json): Flaw[] {
  const flaws = unknownKeys(value, ["type", "data"], []);
  if (value.data === undefined || value.data === null) return flaws;
  if (!isJson(value.data))
    return [
      ...flaws,
      { path: ["data"], code: "MODEL_TYPE_CONVERT", message: "Only dictionaries may be used in a ModelType" },
    ];
  flaws.push(
    ...unknownKeys(value.data, value.type === Response.DeferredChannelMessageWithSource ? ["flags"] : [], ["data"]),
  );
  const { flags } = value.data;
  if (flags !== undefined && flags !== null && flags !== 0 && flags !== EPHEMERAL) {
    const message = "Only EPHEMERAL can be set on a deferred answer.";
    flaws.push({ path: ["data", "flags"], code: "FLAGS_NOT_SETTABLE", message });
  }
  return flaws;
}

function unknownKeys(value: Json, known: string[], path: string[]): Flaw[] {
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: [...path, key], code: "UNKNOWN_KEY", message: `Discord has no field "${key}" here.` }));
}

function inData(flaw: Flaw): Flaw {
  return { ...flaw, path: ["data", ...flaw.path] };
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
