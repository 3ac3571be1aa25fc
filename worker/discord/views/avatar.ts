// Links to avatars (Discord: reference#image-formatting). Pure; these links don't expire.

import { CDNRoutes, type DefaultUserAvatarAssets, ImageFormat, RouteBases } from "discord-api-types/v10";

/** The server's avatar of a member, else the user's, else the default one. */
export function avatarUrl(
  user: { id: string; avatar: string | null },
  inGuild?: { guildId: string; hash: string },
): string {
  const route = inGuild
    ? CDNRoutes.guildMemberAvatar(inGuild.guildId, user.id, inGuild.hash, ImageFormat.PNG)
    : user.avatar
      ? CDNRoutes.userAvatar(user.id, user.avatar, ImageFormat.PNG)
      : CDNRoutes.defaultUserAvatar(Number((BigInt(user.id) >> 22n) % 6n) as DefaultUserAvatarAssets);
  return `${RouteBases.cdn}${route}`;
}
