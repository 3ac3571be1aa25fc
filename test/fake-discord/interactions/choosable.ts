// Which users, roles and channels a client offers for choosing, in command options and select menus alike.

import { sees } from "../people/access.ts";
import type { ChannelRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import type { Resolver } from "./resolved.ts";

interface Chooser {
  world: World;
  userId: string;
  channel: ChannelRecord;
  resolver: Resolver;
}

/** In a server anybody whose id is known; in a DM only the two in it. Returns the id and resolves the object. */
export function choosableUser({ world, channel, resolver }: Chooser, id: string): string {
  const known =
    channel.guildId === null ? id === channel.recipientId || id === world.application.id : world.users.has(id);
  if (!known) throw new Error(`There is no user ${id} to choose.`);
  resolver.user(id);
  return id;
}

export function choosableRole({ world, channel, resolver }: Chooser, id: string): string {
  if (!world.guilds.get(channel.guildId ?? "")?.roles.has(id)) throw new Error(`There is no role ${id} to choose.`);
  resolver.role(id);
  return id;
}

/** Only channels that the person sees, of the types that are asked for. */
export function choosableChannel(
  { world, userId, channel, resolver }: Chooser,
  id: string,
  types: readonly number[] | undefined,
): string {
  const chosen = world.channels.get(id);
  if (!chosen || chosen.guildId === null || chosen.guildId !== channel.guildId || !sees(world, userId, chosen)) {
    throw new Error(`There is no channel ${id} to choose.`);
  }
  if (types && types.length > 0 && !types.includes(chosen.type)) {
    throw new Error(`${chosen.name ?? id} is not a channel of a type that can be chosen here.`);
  }
  resolver.channel(chosen);
  return id;
}
