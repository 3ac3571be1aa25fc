// Slash commands flattened to what can be run: `/modmail setup` is one, with its own options. Pure.

import type { APIApplicationCommand, APIApplicationCommandBasicOption } from "discord-api-types/v10";

export interface Runnable {
  /** "modmail setup" */
  path: string;
  description: string;
  options: APIApplicationCommandBasicOption[];
}

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const GROUP = 2;

export function toRunnables(commands: readonly APIApplicationCommand[]): Runnable[] {
  return commands
    .filter(({ type }) => (type ?? CHAT_INPUT) === CHAT_INPUT)
    .flatMap(({ name, description, options }) => flatten(name, description, options ?? []))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

type AnyOption = NonNullable<APIApplicationCommand["options"]>[number];

function flatten(path: string, description: string, options: readonly AnyOption[]): Runnable[] {
  const inner = options.flatMap((option) =>
    option.type === SUBCOMMAND || option.type === GROUP
      ? flatten(`${path} ${option.name}`, option.description, option.options ?? [])
      : [],
  );
  if (inner.length > 0) return inner;
  const basic = options.filter((option) => option.type !== SUBCOMMAND && option.type !== GROUP);
  return [{ path, description, options: basic as APIApplicationCommandBasicOption[] }];
}

/** What fits to a text like "/mod se": names that begin with it first, then those that hold its words. */
export function fitting(runnables: readonly Runnable[], typed: string): Runnable[] {
  const wanted = typed.replace(/^\//, "").toLowerCase().trimEnd();
  const begins = runnables.filter(({ path }) => path.startsWith(wanted));
  const holds = runnables.filter(
    (one) => !begins.includes(one) && wanted.split(" ").every((word) => one.path.includes(word)),
  );
  return [...begins, ...holds];
}
