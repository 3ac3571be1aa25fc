// Discord's published schemas as JSON Schema, made strict and readable in their errors. What each request needs on top: overlay.ts.

import * as spec from "discord-api-spec/zod";
import { toJSONSchema, type ZodType } from "zod";

export type JsonSchema = { [key: string]: unknown };

/** `name` without "Schema", for example "MessageCreateRequest". */
export function discordSchema(name: string): JsonSchema {
  const schema = (spec as unknown as Record<string, ZodType>)[`${name}Schema`];
  if (!schema) throw new Error(`Discord's spec has no schema ${name}.`);
  // "output" closes the objects: a misspelt key is an error here, though Discord ignores it.
  const converted = toJSONSchema(schema, { io: "output", unrepresentable: "any", reused: "ref" }) as JsonSchema;
  const { $schema: _, ...root } = converted;
  const defs = (root.$defs ?? {}) as Record<string, JsonSchema>;
  return rewrite(root, defs) as JsonSchema;
}

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function rewrite(value: unknown, defs: Record<string, JsonSchema>): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, defs));
  if (!isSchema(value)) return value;
  const result: JsonSchema = {};
  for (const [key, part] of Object.entries(value)) {
    result[key] = key === "enum" || key === "const" || key === "required" ? part : rewrite(part, defs);
  }
  if (result.format === "date-time") return { type: "string", format: "date-time" };
  if (isSchema(result.items)) result.items = withoutNull(result.items);
  if (isSchema(result.properties)) result.properties = withBitStrings(result.properties);
  return Array.isArray(result.anyOf) ? rewriteUnion(result, result.anyOf as JsonSchema[], defs) : result;
}

/** Permission bits are strings in every document and a number in the schemas. */
function withBitStrings(properties: JsonSchema): JsonSchema {
  const result = { ...properties };
  for (const key of ["allow", "deny", "default_member_permissions"]) {
    if (result[key]) result[key] = { type: ["string", "integer", "null"], pattern: "^\\d{1,20}$", minimum: 0 };
  }
  return result;
}

const isNull = (schema: JsonSchema) => schema.type === "null";

function withoutNull(items: JsonSchema): JsonSchema {
  if (isSchema(items.then) && items.if !== undefined && items.$nullable === true) return items.then;
  return items;
}

/**
 * `null or X` becomes "unless null, X", and a union of objects told apart by `type` becomes "if type is n, then …":
 * so an error names what is wrong in the branch that was meant instead of listing every branch.
 */
function rewriteUnion(schema: JsonSchema, members: JsonSchema[], defs: Record<string, JsonSchema>): JsonSchema {
  const { anyOf: _, ...rest } = schema;
  const solid = members.filter((member) => !isNull(member));
  const [only] = solid;
  const inner = solid.length === 1 && only ? only : (byType(solid, defs) ?? { anyOf: solid });
  if (solid.length === members.length) return { ...rest, ...inner };
  // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword.
  return { ...rest, $nullable: true, if: { not: { type: "null" } }, then: inner };
}

function byType(members: JsonSchema[], defs: Record<string, JsonSchema>): JsonSchema | null {
  const branches: { types: unknown[]; member: JsonSchema }[] = [];
  for (const member of members) {
    const properties = resolve(member, defs).properties;
    const type = isSchema(properties) ? properties.type : undefined;
    if (!isSchema(type)) return null;
    const types = type.const === undefined ? type.enum : [type.const];
    if (!Array.isArray(types)) return null;
    branches.push({ types, member });
  }
  return {
    type: "object",
    required: ["type"],
    properties: { type: { enum: branches.flatMap((branch) => branch.types) } },
    allOf: branches.map(({ types, member }) => ({
      if: { type: "object", required: ["type"], properties: { type: { enum: types } } },
      // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword.
      then: member,
    })),
  };
}

function resolve(schema: JsonSchema, defs: Record<string, JsonSchema>): JsonSchema {
  const target = typeof schema.$ref === "string" ? defs[schema.$ref.replace("#/$defs/", "")] : undefined;
  return target ? resolve(target, defs) : schema;
}
