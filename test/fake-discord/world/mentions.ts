// Who a message pings: mentions in the text, filtered by allowed_mentions and by what its author may ping. Pure.

import { type APIAllowedMentions, AllowedMentionsTypes as Kind, PermissionFlagsBits } from "discord-api-types/v10";
import { channelPermissions, may } from "./permissions.ts";
import type { ChannelRecord } from "./state.ts";
import type { World } from "./world.ts";

export interface Mentions {
  users: string[];
  roles: string[];
  everyone: boolean;
}

/** Default of ordinary messages; interactions and webhooks parse users only. */
export const PARSE_EVERYTHING: APIAllowedMentions = {
  parse: [Kind.User, Kind.Role, Kind.Everyone],
  replied_user: true,
};
export const PARSE_USERS: APIAllowedMentions = { parse: [Kind.User], replied_user: true };

interface Text {
  /** Content, or all text displays of a V2 message. Embeds never ping. */
  text: string;
  authorId: string;
  repliedUserId: string | null;
  allowed: APIAllowedMentions;
}

export function resolveMentions(
  world: World,
  channel: ChannelRecord,
  { text, authorId, repliedUserId, allowed }: Text,
): Mentions {
  const parse = allowed.parse ?? [];
  const plain = text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const mayPingAll = may(channelPermissions(world, channel, authorId), PermissionFlagsBits.MentionEveryone);

  const users = ids(plain, /<@!?(\d{17,20})>/g).filter((id) => {
    const known = guild ? world.users.has(id) : id === channel.recipientId || id === world.application.id;
    return known && (parse.includes(Kind.User) || allowed.users?.includes(id));
  });
  if (repliedUserId !== null && allowed.replied_user === true && repliedUserId !== authorId) users.push(repliedUserId);

  const roles = ids(plain, /<@&(\d{17,20})>/g).filter((id) => {
    const role = guild?.roles.get(id);
    if (!role || id === guild?.id) return false;
    return (role.mentionable || mayPingAll) && (parse.includes(Kind.Role) || allowed.roles?.includes(id));
  });

  const everyone =
    guild !== undefined && mayPingAll && parse.includes(Kind.Everyone) && /@(everyone|here)\b/.test(plain);
  return { users: [...new Set(users)], roles, everyone };
}

function ids(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].flatMap((match) => match[1] ?? []))];
}
