// What a command must be beyond its schema: names, required options first, nesting, sizes, numbers per scope.

import type { Flaw } from "../errors.ts";
import { isJson, type Json, list, objects, text } from "./json.ts";

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const SUBCOMMAND = 1;
const GROUP = 2;
const STRING = 3;
const CHAT_INPUT = 1;
const MAX_SIZE = 8000;
/** By command type: slash commands, user commands, message commands, entry point. */
const MAXIMA: Record<number, number> = { 1: 100, 2: 15, 3: 15, 4: 1 };

export function commandFlaws(value: unknown, inGuild: boolean): Flaw[] {
  if (!isJson(value)) return [];
  const type = value.type ?? CHAT_INPUT;
  const flaws = type === CHAT_INPUT ? slashFlaws(value) : contextMenuFlaws(value);
  if (inGuild && (list(value.contexts).length > 0 || list(value.integration_types).length > 0)) {
    flaws.push(
      ...["contexts", "integration_types"]
        .filter((key) => list(value[key]).length > 0)
        .map((key) => flaw([key], "APPLICATION_COMMAND_GUILD_SCOPED", "Only global commands have this.")),
    );
  }
  return flaws;
}

/** More commands of a type than one scope may have. */
export function countFlaws(commands: readonly { type?: number }[]): number[] {
  return Object.entries(MAXIMA).flatMap(([type, maximum]) => {
    const count = commands.filter((command) => (command.type ?? CHAT_INPUT) === Number(type)).length;
    return count > maximum ? [Number(type)] : [];
  });
}

export function duplicateFlaws(commands: readonly { name: string; type?: number }[]): Flaw[] {
  const keyOf = (command: { name: string; type?: number }) => `${command.type ?? CHAT_INPUT} ${command.name}`;
  const keys = commands.map(keyOf);
  return keys.flatMap((key, index) => {
    if (keys.indexOf(key) === index) return [];
    return [flaw([index, "name"], "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")];
  });
}

function slashFlaws(command: Json): Flaw[] {
  const flaws = [...nameFlaws(command, []), ...descriptionFlaws(command, []), ...optionFlaws(command, [], 0)];
  if (size(command) > MAX_SIZE) {
    const message = `Command exceeds maximum size (${MAX_SIZE})`;
    flaws.push(flaw([], "APPLICATION_COMMAND_TOO_LARGE", message));
  }
  return flaws;
}

function contextMenuFlaws(command: Json): Flaw[] {
  const flaws: Flaw[] = [];
  if (text(command.description) !== "") {
    flaws.push(
      flaw(
        ["description"],
        "APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED",
        "Context menu commands cannot have description",
      ),
    );
  }
  if (list(command.options).length > 0) {
    flaws.push(
      flaw(
        ["options"],
        "APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED",
        "Context menu commands cannot have options",
      ),
    );
  }
  return flaws;
}

function nameFlaws(part: Json, path: (string | number)[]): Flaw[] {
  const names = [["name", part.name] as const, ...localized(part.name_localizations, "name_localizations")];
  return names.flatMap(([key, name]) => {
    const value = text(name);
    if (NAME.test(value) && value === value.toLowerCase()) return [];
    return [flaw([...path, ...key.split(".")], "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")];
  });
}

function descriptionFlaws(part: Json, path: (string | number)[]): Flaw[] {
  if (text(part.description).length > 0) return [];
  return [flaw([...path, "description"], "BASE_TYPE_REQUIRED", "This field is required")];
}

function optionFlaws(part: Json, path: (string | number)[], depth: number): Flaw[] {
  const options = objects(part.options);
  const flaws: Flaw[] = [];
  const nested = options.filter((option) => option.type === SUBCOMMAND || option.type === GROUP);
  if (nested.length > 0 && nested.length < options.length) {
    flaws.push(
      flaw(
        [...path, "options"],
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "Sub-command and sub-command group option types are mutually exclusive to all other types",
      ),
    );
  }
  let optional = false;
  for (const [index, option] of options.entries()) {
    const at = [...path, "options", index];
    flaws.push(...nameFlaws(option, at), ...descriptionFlaws(option, at), ...choiceFlaws(option, at));
    const allowed = option.type === GROUP ? depth === 0 : option.type === SUBCOMMAND ? depth < 2 : true;
    if (!allowed) flaws.push(flaw([...at, "type"], "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Too deeply nested."));
    if (option.required === true && optional) {
      flaws.push(
        flaw(
          [...at, "required"],
          "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
          "Required options must be placed before non-required options",
        ),
      );
    }
    if (option.required !== true) optional = true;
    if (options.findIndex((other) => other.name === option.name) < index) {
      flaws.push(
        flaw(
          [...at, "name"],
          "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
          "Option name already exists in this command",
        ),
      );
    }
    if (option.type === GROUP || option.type === SUBCOMMAND)
      flaws.push(...optionFlaws(option, at, option.type === GROUP ? 1 : 2));
  }
  return flaws;
}

function choiceFlaws(option: Json, path: (string | number)[]): Flaw[] {
  const flaws: Flaw[] = [];
  const choices = objects(option.choices);
  if (choices.length > 0 && option.autocomplete === true) {
    flaws.push(
      flaw(
        [...path, "autocomplete"],
        "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE",
        "autocomplete and choices exclude each other.",
      ),
    );
  }
  for (const [index, choice] of choices.entries()) {
    const fits = option.type === STRING ? typeof choice.value === "string" : typeof choice.value === "number";
    if (!fits)
      flaws.push(
        flaw([...path, "choices", index, "value"], "BASE_TYPE_BAD_TYPE", "The value doesn't fit the option's type."),
      );
    if (choices.findIndex((other) => other.name === choice.name) < index) {
      flaws.push(
        flaw(
          [...path, "choices", index, "name"],
          "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_ALREADY_EXISTS",
          "Choice name already exists",
        ),
      );
    }
  }
  return flaws;
}

/** Names, descriptions and values together; of localised ones the longest counts. */
function size(part: Json): number {
  const longest = (plain: unknown, localizations: unknown) =>
    Math.max(text(plain).length, ...localized(localizations, "").map(([, value]) => text(value).length));
  const own = longest(part.name, part.name_localizations) + longest(part.description, part.description_localizations);
  const values = typeof part.value === "string" ? part.value.length : 0;
  return (
    own + values + [...objects(part.options), ...objects(part.choices)].reduce((sum, inner) => sum + size(inner), 0)
  );
}

function localized(value: unknown, key: string): [string, unknown][] {
  return isJson(value) ? Object.entries(value).map(([locale, name]) => [`${key}.${locale}`, name]) : [];
}

function flaw(path: (string | number)[], code: string, message: string): Flaw {
  return { path, code, message };
}
