// The registered commands: global ones and those of single servers. Their rules are checked by the REST routes.

import type { APIApplicationCommand } from "discord-api-types/v10";
import type { CommandRecord } from "./state.ts";
import type { World } from "./world.ts";

/** What a registration brings: a command without the fields that Discord adds. */
export type CommandBody = Partial<APIApplicationCommand> & { name: string };

export function commandsOf(world: World, guildId: string | null): CommandRecord[] {
  return [...world.commands.values()].filter((command) => (command.guild_id ?? null) === guildId);
}

/** Adds the command, or replaces the one of the same type and name, which keeps its id. */
export function upsertCommand(
  world: World,
  guildId: string | null,
  body: CommandBody,
): { command: CommandRecord; created: boolean } {
  const type = body.type ?? 1;
  const existing = commandsOf(world, guildId).find((one) => one.type === type && one.name === body.name);
  const command = settled(world, guildId, body, existing?.id ?? world.ids.next());
  world.commands.set(command.id, command);
  world.emitChange({ kind: "commands" });
  return { command, created: existing === undefined };
}

/** Replaces all commands of this scope; what isn't in the list is gone. */
export function replaceCommands(world: World, guildId: string | null, bodies: CommandBody[]): CommandRecord[] {
  const before = commandsOf(world, guildId);
  for (const command of before) world.commands.delete(command.id);
  const commands = bodies.map((body) => {
    const existing = before.find((one) => one.type === (body.type ?? 1) && one.name === body.name);
    return settled(world, guildId, body, existing?.id ?? world.ids.next());
  });
  for (const command of commands) world.commands.set(command.id, command);
  world.emitChange({ kind: "commands" });
  return commands;
}

export function deleteCommand(world: World, id: string): void {
  world.commands.delete(id);
  world.emitChange({ kind: "commands" });
}

function settled(world: World, guildId: string | null, body: CommandBody, id: string): CommandRecord {
  const scope =
    guildId === null
      ? { contexts: body.contexts ?? null, integration_types: body.integration_types ?? [0] }
      : { guild_id: guildId };
  return {
    id,
    application_id: world.application.id,
    version: world.ids.next(),
    type: body.type ?? 1,
    name: body.name,
    name_localizations: body.name_localizations ?? null,
    description: body.description ?? "",
    description_localizations: body.description_localizations ?? null,
    default_member_permissions: body.default_member_permissions ?? null,
    dm_permission: body.dm_permission ?? true,
    nsfw: body.nsfw ?? false,
    ...(body.options ? { options: structuredClone(body.options) } : {}),
    ...scope,
  } as unknown as CommandRecord;
}
