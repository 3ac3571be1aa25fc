// Checks a body against its schema and says what is wrong in Discord's words. Rules that no schema holds: *-rules.ts.

import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import type { Flaw } from "../errors.ts";
import { type BodyName, bodySchema } from "./overlay.ts";

const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  verbose: true,
  formats: {
    uri: /^(https?|attachment|discord):\/\/\S+$/,
    "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/,
  },
});

const compiled = new Map<BodyName, ReturnType<typeof ajv.compile>>();

/** Everything wrong with `body` by its schema; paths start with `at`. */
export function bodyFlaws(name: BodyName, body: unknown, at: (string | number)[] = []): Flaw[] {
  const check = compiled.get(name) ?? ajv.compile(bodySchema(name));
  compiled.set(name, check);
  if (check(body)) return [];
  const flaws = (check.errors ?? []).flatMap((error) => flawOf(error));
  return unique(flaws).map((flaw) => ({ ...flaw, path: [...at, ...flaw.path] }));
}

/** Keywords that only say that something inside them is wrong, which has its own error. */
const WRAPPERS = new Set(["if", "allOf", "anyOf", "oneOf", "not"]);

function flawOf(error: ErrorObject): Flaw[] {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (WRAPPERS.has(error.keyword)) return [];
  if (error.keyword === "required") {
    const missing = String(error.params.missingProperty);
    return [{ path: [...path, missing], code: "BASE_TYPE_REQUIRED", message: "This field is required" }];
  }
  if (error.keyword === "additionalProperties") {
    const key = String(error.params.additionalProperty);
    // Discord ignores keys it doesn't know; here a misspelt one must not pass unseen.
    return [{ path: [...path, key], code: "UNKNOWN_KEY", message: `Discord has no field "${key}" here.` }];
  }
  return [{ path, ...wording(error) }];
}

function wording({ keyword, params, schema, data, parentSchema }: ErrorObject): { code: string; message: string } {
  switch (keyword) {
    case "maxLength":
    case "minLength":
    case "minItems":
    case "maxItems":
      return lengthWording(parentSchema as Record<string, unknown>);
    case "maximum":
      return { code: "NUMBER_TYPE_MAX", message: `int value should be less than or equal to ${params.limit}.` };
    case "minimum":
      return { code: "NUMBER_TYPE_MIN", message: `int value should be greater than or equal to ${params.limit}.` };
    case "enum":
      return { code: "BASE_TYPE_CHOICES", message: `Value must be one of {${(schema as unknown[]).join(", ")}}.` };
    case "const":
      return { code: "BASE_TYPE_CHOICES", message: `Value must be one of {${String(schema)}}.` };
    case "pattern":
      return { code: "NUMBER_TYPE_COERCE", message: `Value "${String(data)}" is not snowflake.` };
    case "format":
      return params.format === "uri"
        ? { code: "URL_TYPE_INVALID_URL", message: "Not a well formed URL." }
        : { code: "DATETIME_TYPE_PARSE", message: `Could not parse ${String(data)}. Should be ISO8601.` };
    default:
      return typeWording([schema].flat().map(String), data);
  }
}

function lengthWording(limits: Record<string, unknown>): { code: string; message: string } {
  const low = limits.minLength ?? limits.minItems ?? 0;
  const high = limits.maxLength ?? limits.maxItems ?? "∞";
  // Texts without a lower limit have their own wording.
  return low === 0 && limits.maxLength !== undefined
    ? { code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${high} or fewer in length.` }
    : { code: "BASE_TYPE_BAD_LENGTH", message: `Must be between ${low} and ${high} in length.` };
}

function typeWording(types: string[], data: unknown): { code: string; message: string } {
  if (types.includes("array"))
    return { code: "LIST_TYPE_CONVERT", message: "Only iterables may be used in a ListType" };
  if (types.includes("object")) {
    return { code: "MODEL_TYPE_CONVERT", message: "Only dictionaries may be used in a ModelType" };
  }
  if (types.includes("string")) return { code: "STRING_TYPE_CONVERT", message: "Could not interpret value as string." };
  if (types.includes("boolean")) return { code: "BOOLEAN_TYPE_PARSE", message: "Must be either true or false." };
  return { code: "NUMBER_TYPE_COERCE", message: `Value "${String(data)}" is not int.` };
}

function unique(flaws: Flaw[]): Flaw[] {
  const seen = new Map(flaws.map((flaw) => [JSON.stringify([flaw.path, flaw.code]), flaw]));
  return [...seen.values()];
}
