// A command as a client sends it: finds the subcommand, checks the options as the client's form does, resolves ids.

import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandType,
  ApplicationCommandOptionType as Option,
  PermissionFlagsBits,
} from "discord-api-types/v10";
import type { OptionValue } from "../api.ts";
import { demand, visibleMessage } from "../people/access.ts";
import type { ChannelRecord, CommandRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { choosableUser } from "./choosable.ts";
import { optionValue, typedSoFar } from "./option-value.ts";
import { createResolver, type Resolver } from "./resolved.ts";

export type Options = Record<string, OptionValue>;

interface Call {
  world: World;
  userId: string;
  channel: ChannelRecord;
}

/** `name` is "command", "command sub" or "command group sub". Throws what the client would show under the option. */
export function slashData(call: Call, command: CommandRecord, name: string, values: Options): object {
  const { path, definitions } = descend(command, name);
  const resolver = resolverFor(call);
  const unknown = Object.keys(values).find((key) => !definitions.some((option) => option.name === key));
  if (unknown !== undefined) throw new Error(`/${name} has no option "${unknown}".`);
  const options = definitions.flatMap((definition) => {
    const value = values[definition.name];
    if (value === undefined) {
      if (definition.required) throw new Error(`${definition.name}: This option is required. Specify a value.`);
      return [];
    }
    const sent = optionValue({ ...call, resolver }, definition, value);
    return [{ name: definition.name, type: definition.type, value: sent }];
  });
  return { ...identity(command), ...nested(path, options), ...resolver.result() };
}

/** What is sent while somebody types into `focused`; nothing is required yet and nothing is checked. */
export function autocompleteData(
  call: Call,
  command: CommandRecord,
  name: string,
  values: Options,
  focused: string,
): object {
  const { path, definitions } = descend(command, name);
  const target = definitions.find((option) => option.name === focused);
  if (!target) throw new Error(`/${name} has no option "${focused}".`);
  if (!("autocomplete" in target) || !target.autocomplete) throw new Error(`${focused} has no autocomplete.`);
  const resolver = resolverFor(call);
  const options = definitions.flatMap((definition) => {
    const value = values[definition.name];
    if (definition.name === focused) {
      return [{ name: focused, type: definition.type, value: typedSoFar(value), focused: true }];
    }
    if (value === undefined) return [];
    const sent = optionValue({ ...call, resolver }, definition, value);
    return [{ name: definition.name, type: definition.type, value: sent }];
  });
  return { ...identity(command), ...nested(path, options), ...resolver.result() };
}

/** A command from the menu on a user or a message. Those on users need the right to write here. */
export function contextMenuData(call: Call, command: CommandRecord, targetId: string): object {
  const resolver = resolverFor(call);
  if (command.type === ApplicationCommandType.User) {
    demand(call.world, call.userId, call.channel, PermissionFlagsBits.SendMessages, "send messages");
    choosableUser({ ...call, resolver }, targetId);
  } else {
    const record = visibleMessage(call.world, call.userId, call.channel, targetId);
    if (record.ephemeralFor !== null) throw new Error("An ephemeral message has no commands in its menu.");
    resolver.message(record);
  }
  return { ...identity(command), target_id: targetId, ...resolver.result() };
}

function resolverFor({ world, userId, channel }: Call): Resolver {
  return createResolver(world, world.guilds.get(channel.guildId ?? ""), userId);
}

function identity(command: CommandRecord): object {
  const { id, name, type, guild_id } = command;
  return { id, name, type, ...(guild_id === undefined ? {} : { guild_id }) };
}

function descend(
  command: CommandRecord,
  name: string,
): { path: { name: string; type: number }[]; definitions: APIApplicationCommandBasicOption[] } {
  const path: { name: string; type: number }[] = [];
  let options: readonly APIApplicationCommandOption[] = command.options ?? [];
  for (const part of name.split(" ").slice(1)) {
    const found = options.find((option) => option.name === part && isNesting(option));
    if (!found) throw new Error(`There is no command /${name}.`);
    path.push({ name: part, type: found.type });
    options = "options" in found ? (found.options ?? []) : [];
  }
  if (options.some(isNesting)) throw new Error(`/${name} can't be run by itself: choose a subcommand.`);
  return {
    path,
    definitions: options as readonly APIApplicationCommandBasicOption[] as APIApplicationCommandBasicOption[],
  };
}

function isNesting(option: APIApplicationCommandOption): boolean {
  return option.type === Option.Subcommand || option.type === Option.SubcommandGroup;
}

/** Options wrapped into their subcommand and group; a command without options has no `options`. */
function nested(path: { name: string; type: number }[], options: object[]): object {
  const wrapped = path.reduceRight<object[]>((inner, level) => [{ ...level, options: inner }], options);
  return wrapped.length > 0 ? { options: wrapped } : {};
}
