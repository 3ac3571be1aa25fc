// Links to avatars (Discord: reference#image-formatting). Pure; these links don't expire.

import { CDNRoutes, type DefaultUserAvatarAssets, ImageFormat, RouteBases } from "discord-api-types/v10";

/** What Discord calls an avatar: hex digits, with `a_` before them when it moves. */
const isHash = (hash: string | null): hash is string => hash !== null && /^\w{1,64}$/.test(hash);

/** The server's avatar of a member, else the user's, else the default one. */
export function avatarUrl(
  user: { id: string; avatar: string | null },
  inGuild?: { guildId: string; hash: string },
): string {
  const route = inGuild
    ? CDNRoutes.guildMemberAvatar(inGuild.guildId, user.id, inGuild.hash, ImageFormat.PNG)
    : isHash(user.avatar)
      ? CDNRoutes.userAvatar(user.id, user.avatar, ImageFormat.PNG)
      : CDNRoutes.defaultUserAvatar(Number((BigInt(user.id) >> 22n) % 6n) as DefaultUserAvatarAssets);
  return `${RouteBases.cdn}${route}`;
}
