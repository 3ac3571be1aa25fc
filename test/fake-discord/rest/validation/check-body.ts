// Turns flaws into Discord's refusal, and an unknown body into what its schema says it is.

import { type Flaw, invalidForm } from "../errors.ts";
import { bodyFlaws } from "./body-flaws.ts";
import type { BodyName } from "./overlay.ts";

/** Throws 50035 unless `value` fits the schema `name`; `Body` is what the caller reads of it. */
export function checkBody<Body>(name: BodyName, value: unknown): Body {
  const body = value ?? {};
  checkParts(bodyFlaws(name, body));
  return body as Body;
}

export function checkParts(flaws: Flaw[]): void {
  if (flaws.length > 0) throw invalidForm(flaws);
}
