// Where Discord's documents say more, or something else, than its schemas. Limits only; rules across fields: *-rules.ts.

import { discordSchema, type JsonSchema } from "./json-schema.ts";

const SNOWFLAKE = { type: "string", pattern: "^(0|[1-9][0-9]*)$" };
const nullable = (schema: JsonSchema): JsonSchema => ({ ...schema, type: [schema.type, "null"].flat() });

/** An id is a number (`0` for files[0]) or a snowflake; the schemas want a string. */
const ATTACHMENT: JsonSchema = {
  type: "object",
  required: ["id"],
  additionalProperties: false,
  properties: {
    id: { type: ["string", "integer"], pattern: "^(0|[1-9][0-9]*)$", minimum: 0 },
    filename: nullable({ type: "string", minLength: 1, maxLength: 1024 }),
    title: nullable({ type: "string", maxLength: 1024 }),
    description: nullable({ type: "string", maxLength: 1024 }),
    duration_secs: nullable({ type: "number", minimum: 0 }),
    waveform: nullable({ type: "string", maxLength: 400 }),
    is_spoiler: { type: ["boolean", "null"] },
  },
};

const attachments = (items: JsonSchema) => nullable({ type: "array", maxItems: 10, items });
const ATTACHMENTS = attachments(ATTACHMENT);
/** Edits name the attachments that stay, often with all the fields they came with. */
const KEPT_ATTACHMENTS = attachments({ ...ATTACHMENT, additionalProperties: true });

const REFERENCE = nullable({
  type: "object",
  additionalProperties: false,
  properties: {
    type: { enum: [0, 1, null] },
    message_id: SNOWFLAKE,
    channel_id: nullable(SNOWFLAKE),
    guild_id: nullable(SNOWFLAKE),
    fail_if_not_exists: { type: ["boolean", "null"] },
  },
});

const CONTENT = nullable({ type: "string", maxLength: 2000 });
const FLAGS = nullable({ type: "integer", minimum: 0 });
const NONCE = { type: ["string", "integer", "null"], maxLength: 25 };

const CHOICES = {
  type: "object",
  required: ["choices"],
  additionalProperties: false,
  properties: {
    choices: {
      type: "array",
      maxItems: 25,
      items: {
        type: "object",
        required: ["name", "value"],
        additionalProperties: false,
        properties: {
          name: { type: "string", minLength: 1, maxLength: 100 },
          name_localizations: { type: ["object", "null"] },
          value: { type: ["string", "number"], maxLength: 6000 },
        },
      },
    },
  },
};

const message = { content: CONTENT, attachments: ATTACHMENTS, flags: FLAGS };
const messageEdit = { content: CONTENT, attachments: KEPT_ATTACHMENTS, flags: FLAGS };
const topic = { topic: nullable({ type: "string", maxLength: 4096 }) };
/** Documented, and missing from the schemas. */
const command = { nsfw: { type: "boolean" } };

/** The bodies that the fake Discord takes, by Discord's name of their schema. */
const BODIES = {
  MessageCreateRequest: () =>
    changed("MessageCreateRequest", { ...message, message_reference: REFERENCE, nonce: NONCE }),
  MessageEditRequestPartial: () => changed("MessageEditRequestPartial", messageEdit),
  IncomingWebhookInteractionRequest: () => changed("IncomingWebhookInteractionRequest", message),
  IncomingWebhookUpdateForInteractionCallbackRequestPartial: () =>
    changed("IncomingWebhookUpdateForInteractionCallbackRequestPartial", messageEdit),
  CreateMessageInteractionCallbackRequest: () => inData("CreateMessageInteractionCallbackRequest", message),
  UpdateMessageInteractionCallbackRequest: () => inData("UpdateMessageInteractionCallbackRequest", messageEdit),
  ModalInteractionCallbackRequest: () => changed("ModalInteractionCallbackRequest", {}),
  PongInteractionCallbackRequest: () => changed("PongInteractionCallbackRequest", {}),
  ApplicationCommandAutocompleteCallbackRequest: () =>
    changed("ApplicationCommandAutocompleteCallbackRequest", { data: CHOICES }, ["data"]),
  CreatePrivateChannelRequest: () => changed("CreatePrivateChannelRequest", {}),
  ChannelPermissionOverwriteRequest: () => changed("ChannelPermissionOverwriteRequest", {}),
  CreateGuildChannelRequest: () => changed("CreateGuildChannelRequest", topic),
  UpdateGuildChannelRequestPartial: () => changed("UpdateGuildChannelRequestPartial", topic),
  ApplicationCommandCreateRequest: () => changed("ApplicationCommandCreateRequest", command),
  ApplicationCommandUpdateRequest: () => changed("ApplicationCommandUpdateRequest", command),
  ApplicationCommandPatchRequestPartial: () => changed("ApplicationCommandPatchRequestPartial", command),
} satisfies Record<string, () => JsonSchema>;

export type BodyName = keyof typeof BODIES;

export function bodySchema(name: BodyName): JsonSchema {
  return BODIES[name]();
}

function changed(name: string, properties: JsonSchema, required: string[] = []): JsonSchema {
  const schema = discordSchema(name);
  const before = (schema.required ?? []) as string[];
  return {
    ...schema,
    properties: { ...(schema.properties as JsonSchema), ...properties },
    required: [...new Set([...before, ...required])],
  };
}

/** The same for callbacks, whose message is in `data`. */
function inData(name: string, properties: JsonSchema): JsonSchema {
  const schema = discordSchema(name);
  const all = schema.properties as Record<string, JsonSchema>;
  const data = resolve(all.data ?? {}, (schema.$defs ?? {}) as Record<string, JsonSchema>);
  const merged = { ...data, properties: { ...(data.properties as JsonSchema), ...properties } };
  return { ...schema, properties: { ...all, data: nullable(merged) } };
}

/** The object behind `null or …` and `$ref`. */
function resolve(schema: JsonSchema, defs: Record<string, JsonSchema>): JsonSchema {
  if (schema.then) return resolve(schema.then as JsonSchema, defs);
  const target = typeof schema.$ref === "string" ? defs[schema.$ref.replace("#/$defs/", "")] : undefined;
  return target ? resolve(target, defs) : schema;
}
