// Records of servers, members and channels as Discord's objects. Messages: render-message.ts.

import type {
  APIChannel,
  APIGuild,
  APIGuildMember,
  APIRole,
  APIUser,
  GatewayGuildCreateDispatchData,
} from "discord-api-types/v10";
import { byId } from "./snowflake.ts";
import type { ChannelRecord, GuildRecord, MemberRecord } from "./state.ts";
import type { World } from "./world.ts";

export function isoTime(at: number): string {
  return new Date(at).toISOString().replace("Z", "000+00:00");
}

export function userOf(world: World, userId: string): APIUser {
  const record = world.users.get(userId);
  if (!record) throw new Error(`There is no user ${userId} in this world.`);
  return structuredClone(record.user);
}

/** A channel as REST and the gateway show it; DMs name their recipients, everything else its server. */
export function renderChannel(world: World, channel: ChannelRecord): APIChannel {
  if (channel.guildId === null) {
    return {
      id: channel.id,
      type: 1,
      last_message_id: channel.lastMessageId,
      flags: 0,
      recipients: channel.recipientId === null ? [] : [userOf(world, channel.recipientId)],
    } as unknown as APIChannel;
  }
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name ?? "",
    position: channel.position,
    parent_id: channel.parentId,
    permission_overwrites: channel.overwrites.map((one) => ({
      id: one.id,
      type: one.type,
      allow: one.allow.toString(),
      deny: one.deny.toString(),
    })),
    flags: 0,
  };
  const textual = {
    last_message_id: channel.lastMessageId,
    topic: channel.topic,
    nsfw: channel.nsfw,
    rate_limit_per_user: channel.rateLimitPerUser,
  };
  return (channel.type === 4 ? common : { ...common, ...textual }) as unknown as APIChannel;
}

export function renderMember(world: World, member: MemberRecord): APIGuildMember {
  return { ...renderMemberWithoutUser(member), user: userOf(world, member.userId) };
}

/** The membership of this user in the channel's server; undefined in a DM. */
export function memberIn(world: World, channel: ChannelRecord, userId: string): APIGuildMember | undefined {
  const member = world.guilds.get(channel.guildId ?? "")?.members.get(userId);
  return member && renderMember(world, member);
}

/** As it stands in messages, where the author is beside it. */
export function renderMemberWithoutUser(member: MemberRecord): Omit<APIGuildMember, "user"> {
  return {
    nick: member.nick,
    avatar: null,
    banner: null,
    roles: [...member.roles],
    joined_at: isoTime(member.joinedAt),
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0 as APIGuildMember["flags"],
    pending: false,
    communication_disabled_until: null,
  };
}

export function rolesOf(guild: GuildRecord): APIRole[] {
  return [...guild.roles.values()]
    .sort((a, b) => a.position - b.position || byId(a.id, b.id))
    .map((role) => structuredClone(role));
}

/** In Discord's order: by position, then by age. */
export function channelsOf(world: World, guild: GuildRecord): ChannelRecord[] {
  return [...guild.channels]
    .flatMap((id) => world.channels.get(id) ?? [])
    .sort((a, b) => a.position - b.position || byId(a.id, b.id));
}

export function renderGuild(guild: GuildRecord): APIGuild {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    owner_id: guild.ownerId,
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: rolesOf(guild),
    emojis: [...guild.emojis.values()].map((emoji) => ({ ...emoji })),
    stickers: [...guild.stickers.values()].map(({ sticker }) => ({ ...sticker })),
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    max_presences: null,
    max_members: 500_000,
    vanity_url_code: null,
    description: null,
    banner: null,
    premium_tier: guild.boostTier,
    premium_subscription_count: 0,
    preferred_locale: "en-US",
    public_updates_channel_id: null,
    max_video_channel_users: 25,
    max_stage_video_channel_users: 50,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
    incidents_data: null,
    hub_type: null,
    region: "deprecated",
  } as unknown as APIGuild;
}

/** What the gateway sends for a server the bot is in; of the members only the bot itself, as without GUILD_MEMBERS. */
export function renderGuildCreate(world: World, guild: GuildRecord): GatewayGuildCreateDispatchData {
  const bot = guild.members.get(world.application.id);
  return {
    ...renderGuild(guild),
    joined_at: isoTime(bot?.joinedAt ?? world.now()),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    voice_states: [],
    members: bot ? [renderMember(world, bot)] : [],
    channels: channelsOf(world, guild).map((channel) => renderChannel(world, channel)),
    threads: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  } as unknown as GatewayGuildCreateDispatchData;
}
