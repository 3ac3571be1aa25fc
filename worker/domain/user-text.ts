// A server's own texts for users: the greeting when a thread opens, the closing text when it closes. Pure.

import type { Refusal } from "./refusal.ts";
import { no, ok, type Result } from "./result.ts";
import { fillIn, unknownVariable } from "./variables.ts";

/** Characters, before variables are filled in. */
export const TEXT_LIMIT = 1000;

const VARIABLES = ["user", "server"] as const;

/** As it is saved; nothing, or the word "default", brings our own text back. */
export function readText(text: string): Result<string | null, Refusal> {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.toLowerCase() === "default") return ok(null);
  if (trimmed.length > TEXT_LIMIT) return no({ reason: "too-long", limit: TEXT_LIMIT });
  const variable = unknownVariable(trimmed, (name) => VARIABLES.some((known) => known === name));
  return variable === null ? ok(trimmed) : no({ reason: "unknown-variable", variable, known: VARIABLES });
}

export const textForUser = (text: string | null, user: string, server: string): string | null =>
  text === null ? null : fillIn(text, { user, server });
