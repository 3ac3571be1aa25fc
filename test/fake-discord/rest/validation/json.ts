// Reading unknown JSON without trusting it; bodies are read before and while they are validated.

export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an array of objects; anything else counts as empty. */
export function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** Length as Discord counts it: code points, without white space around. */
export function trimmedLength(value: unknown): number {
  return [...text(value).trim()].length;
}
