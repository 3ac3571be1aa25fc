// People's accounts, and which servers they share with the bot.

import type { APIUser } from "discord-api-types/v10";
import type { UserRecord } from "./state.ts";
import type { World } from "./world.ts";

export function createUser(
  world: World,
  fresh: {
    username: string;
    globalName?: string | undefined;
    createdAt?: number | undefined;
    nitro?: boolean | undefined;
  },
): UserRecord {
  const id = fresh.createdAt === undefined ? world.ids.next() : world.ids.at(fresh.createdAt);
  const user = {
    id,
    username: fresh.username,
    discriminator: "0",
    global_name: fresh.globalName ?? null,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    collectibles: null,
    display_name_styles: null,
    primary_guild: null,
    public_flags: 0,
  } as unknown as APIUser;
  const record: UserRecord = { user, nitro: fresh.nitro ?? false, allowsDms: true };
  world.users.set(id, record);
  return record;
}

export function sharesGuildWithBot(world: World, userId: string): boolean {
  return [...world.guilds.values()].some(
    (guild) => guild.members.has(userId) && guild.members.has(world.application.id),
  );
}
