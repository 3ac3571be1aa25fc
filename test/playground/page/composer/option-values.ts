// What was put into a command's fields, as the values the server takes; says in words what is missing or wrong. Pure.

import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType as Type } from "discord-api-types/v10";
import type { OptionInput } from "../../wire.ts";

export type OptionDraft = string | boolean | File;

export type Inputs =
  | { ok: true; options: Record<string, OptionInput>; files: File[] }
  | { ok: false; name: string; text: string };

export function toInputs(
  known: readonly APIApplicationCommandBasicOption[],
  drafts: Record<string, OptionDraft>,
): Inputs {
  const options: Record<string, OptionInput> = {};
  const files: File[] = [];
  for (const option of known) {
    const draft = drafts[option.name];
    if (draft === undefined || draft === "") {
      if (option.required) return { ok: false, name: option.name, text: "This option is required." };
      continue;
    }
    if (draft instanceof File) {
      options[option.name] = { file: files.length };
      files.push(draft);
    } else if (option.type === Type.Integer || option.type === Type.Number) {
      const number = Number(draft);
      const whole = option.type === Type.Integer;
      if (Number.isNaN(number) || (whole && !Number.isInteger(number))) {
        return { ok: false, name: option.name, text: whole ? "This takes a whole number." : "This takes a number." };
      }
      options[option.name] = number;
    } else options[option.name] = draft;
  }
  return { ok: true, options, files };
}
