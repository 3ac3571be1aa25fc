// Finds what runs an interaction: commands and menus by their names, components and modals by their custom ids' first part.

import type { ApplicationCommandType } from "discord-api-types/v10";
import type { Feature, Handler, Subcommand } from "./feature.ts";
import type { CommandData, GivenOption } from "./shape.ts";

type Features = readonly Feature[];

interface Found {
  /** For the log: `/snippet add`, or a menu's name. */
  path: string;
  /** null: nothing of ours has this name. */
  slash: Pick<Subcommand, "handle" | "autocomplete"> | null;
  given: readonly GivenOption[];
}

/** `/modmail` gathers subcommands of many features, other commands have their own. */
export function findSlash(features: Features, { name, options }: Pick<CommandData, "name" | "options">): Found {
  const command = features.find((feature) => feature.command?.definition.name === name)?.command;
  const [first] = options;
  if (first && "options" in first) {
    const subcommands =
      name === "modmail" ? ofModmail(features) : command && "subcommands" in command ? command.subcommands : [];
    const slash = subcommands.find(({ definition }) => definition.name === first.name) ?? null;
    return { path: `/${name} ${first.name}`, slash, given: first.options };
  }
  const given = options.filter((option) => "value" in option);
  return { path: `/${name}`, slash: command && !("subcommands" in command) ? command : null, given };
}

const ofModmail = (features: Features): Subcommand[] =>
  features.flatMap((feature) => (feature.subcommand ? [feature.subcommand] : []));

export const findMenu = (features: Features, type: ApplicationCommandType, name: string): Handler | null =>
  features
    .flatMap((feature) => feature.menus ?? [])
    .find(({ definition }) => definition.type === type && definition.name === name)?.handle ?? null;

export const findFeature = (features: Features, name: string): Feature | undefined =>
  features.find((candidate) => candidate.name === name);
