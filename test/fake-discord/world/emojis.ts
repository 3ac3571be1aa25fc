// Servers' own emoji: made, found, and who can use which where.

import { type APIEmoji, type GatewayGuildEmojisUpdateDispatchData, PermissionFlagsBits } from "discord-api-types/v10";
import { dispatchGuild } from "./dispatch.ts";
import { channelPermissions, may } from "./permissions.ts";
import type { ChannelRecord, GuildRecord } from "./state.ts";
import type { World } from "./world.ts";

/** A server's own: it always has an id. */
type OwnEmoji = APIEmoji & { id: string };

export function createEmoji(world: World, guild: GuildRecord, fresh: { name: string; animated: boolean }): OwnEmoji {
  const emoji: OwnEmoji = {
    id: world.ids.next(),
    name: fresh.name,
    roles: [],
    require_colons: true,
    managed: false,
    animated: fresh.animated,
    available: true,
  };
  guild.emojis.set(emoji.id, emoji);
  tell(world, guild);
  return emoji;
}

export function deleteEmoji(world: World, guild: GuildRecord, id: string): void {
  guild.emojis.delete(id);
  tell(world, guild);
}

/**
 * Whether this user can write or react with the emoji here: it is of a server they are in; outside of that server, and
 * moving ones everywhere, it takes Nitro (bots have it) and, in a server, USE_EXTERNAL_EMOJIS.
 */
export function canUseEmoji(world: World, channel: ChannelRecord, userId: string, emojiId: string): boolean {
  const home = emojiHome(world, emojiId);
  const emoji = home?.emojis.get(emojiId);
  if (!emoji || !home?.members.has(userId)) return false;
  const user = world.users.get(userId);
  const rich = user?.nitro === true || user?.user.bot === true;
  if (home.id === channel.guildId) return rich || !emoji.animated;
  return rich && may(channelPermissions(world, channel, userId), PermissionFlagsBits.UseExternalEmojis);
}

/** Text as Discord keeps it: emoji that its author can't use here become `:name:`. */
export function withUsableEmoji(world: World, channel: ChannelRecord, userId: string, text: string): string {
  return text.replaceAll(/<a?:(\w{2,32}):(\d{17,20})>/g, (written, name: string, id: string) =>
    canUseEmoji(world, channel, userId, id) ? written : `:${name}:`,
  );
}

/** An emoji of a reaction by its key: `✅` is a Unicode emoji, `name:123` a server's own. */
export function emojiOf(world: World, key: string): { id: string | null; name: string | null; animated?: boolean } {
  const id = customId(key);
  if (id === null) return { id: null, name: key };
  const emoji = emojiHome(world, id)?.emojis.get(id);
  return { id, name: emoji?.name ?? null, ...(emoji?.animated ? { animated: true } : {}) };
}

/** The id in `name:123`; null for a Unicode emoji. */
export function customId(key: string): string | null {
  return /^\w{1,32}:(\d{17,20})$/.exec(key)?.[1] ?? null;
}

function emojiHome(world: World, id: string): GuildRecord | undefined {
  return [...world.guilds.values()].find((guild) => guild.emojis.has(id));
}

function tell(world: World, guild: GuildRecord): void {
  const emojis = [...guild.emojis.values()].map((emoji) => ({ ...emoji }));
  const data: GatewayGuildEmojisUpdateDispatchData = { guild_id: guild.id, emojis };
  dispatchGuild(world, "GUILD_EMOJIS_UPDATE", data, guild.id);
  world.emitChange({ kind: "guild", guildId: guild.id });
}
