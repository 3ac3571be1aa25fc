// Servers, members and channels, as facts for the domain.

import type { API } from "@discordjs/core/http-only";
import { type APIGuildChannel, type APIGuildMember, ChannelType, type GuildChannelType } from "discord-api-types/v10";
import { formatThreadTopic, threadInTopic } from "../../gateway-relay/protocol/thread-topic.ts";
import { channelName } from "../domain/channel-name.ts";
import { MANAGE_GUILD, permissionsOf } from "../domain/permissions.ts";
import { no, ok } from "../domain/result.ts";
import type { Profile } from "../domain/thread.ts";
import { reshownOverwrites, threadOverwrites } from "../domain/thread-access.ts";
import type { Discord } from "../threads/ports.ts";
import { channelFacts, guildFacts, toOverwrites } from "./facts.ts";
import { attempt, expect, hasCode } from "./rest.ts";
import { avatarUrl } from "./views/avatar.ts";

type Guilds = Pick<
  Discord,
  | "member"
  | "openDm"
  | "createThreadChannel"
  | "showChannel"
  | "findThreadChannel"
  | "deleteChannel"
  | "isInGuild"
  | "managesGuild"
  | "standing"
  | "botUserId"
>;

const UNKNOWN = { channel: 10003, member: 10007, user: 10013 };
/** The bot itself was removed from the server: unknown guild, missing access. */
const NOT_HERE = [10004, 50001];

export function guilds(api: API): Guilds {
  const botUserId = async () => (await expect(() => api.users.getCurrent())).id;

  return {
    botUserId,

    async member(guildId, userId) {
      return expect(async () => {
        try {
          return profileOf(guildId, await api.guilds.getMember(guildId, userId));
        } catch (error) {
          if ([UNKNOWN.member, UNKNOWN.user, ...NOT_HERE].some((code) => hasCode(error, code))) return null;
          throw error;
        }
      });
    },

    openDm: (userId) =>
      attempt(async () => {
        const { id } = await api.users.createDM(userId);
        return { channelId: id };
      }),

    createThreadChannel: (thread, settings, bot) =>
      attempt(async () => {
        const { id } = await api.guilds.createChannel(
          thread.guildId,
          {
            name: channelName({ username: thread.profile.username, id: thread.userId }),
            type: ChannelType.GuildText,
            topic: formatThreadTopic(thread),
            ...(settings.categoryId === null ? {} : { parent_id: settings.categoryId }),
            permission_overwrites: toOverwrites(threadOverwrites(settings, bot)),
          },
          { reason: `Modmail thread #${thread.number}` },
        );
        return { channelId: id };
      }),

    showChannel: (channelId, settings, bot) =>
      attempt(async () => {
        // A thread's channel is a server's; the library types it as any.
        const { overwrites } = channelFacts((await api.channels.get(channelId)) as APIGuildChannel<GuildChannelType>);
        await api.channels.edit(
          channelId,
          { permission_overwrites: toOverwrites(reshownOverwrites(overwrites, settings, bot)) },
          { reason: "Modmail: the staff or admin role was changed" },
        );
      }),

    async findThreadChannel(thread) {
      const channels = await expect(async () => {
        try {
          return await api.guilds.getChannels(thread.guildId);
        } catch (error) {
          // Making the channel will be refused for the same reason, with a word for it.
          if (NOT_HERE.some((code) => hasCode(error, code))) return [];
          throw error;
        }
      });
      const made = channels.find(
        (channel) =>
          "topic" in channel && typeof channel.topic === "string" && threadInTopic(channel.topic)?.id === thread.id,
      );
      return made?.id ?? null;
    },

    async deleteChannel(channelId, reason) {
      return attempt(async () => {
        try {
          await api.channels.delete(channelId, { reason });
        } catch (error) {
          if (!hasCode(error, UNKNOWN.channel)) throw error;
        }
      });
    },

    isInGuild: (guildId) =>
      expect(async () => {
        try {
          await api.guilds.get(guildId);
          return true;
        } catch (error) {
          if (NOT_HERE.some((code) => hasCode(error, code))) return false;
          throw error;
        }
      }),

    async managesGuild(guildId, member) {
      const guild = guildFacts(await expect(() => api.guilds.get(guildId)));
      return (permissionsOf(member, guild) & MANAGE_GUILD) !== 0n;
    },

    standing: (guildId, userId) =>
      expect(async () => {
        try {
          const [guild, roleIds] = await Promise.all([
            api.guilds.get(guildId).then(guildFacts),
            rolesOf(api, guildId, userId),
          ]);
          if (roleIds === null) return ok({ guildName: guild.name, member: null });
          const managesGuild = (permissionsOf({ id: userId, roleIds }, guild) & MANAGE_GUILD) !== 0n;
          return ok({ guildName: guild.name, member: { id: userId, roleIds, managesGuild } });
        } catch (error) {
          if (NOT_HERE.some((code) => hasCode(error, code))) return no({ reason: "bot-not-here" } as const);
          throw error;
        }
      }),
  };
}

/** null: not in the server. */
async function rolesOf(api: API, guildId: string, userId: string): Promise<string[] | null> {
  try {
    return (await api.guilds.getMember(guildId, userId)).roles;
  } catch (error) {
    if ([UNKNOWN.member, UNKNOWN.user].some((code) => hasCode(error, code))) return null;
    throw error;
  }
}

function profileOf(guildId: string, member: APIGuildMember): Profile {
  const { user } = member;
  return {
    username: user.username,
    displayName: member.nick ?? user.global_name ?? user.username,
    avatarUrl: avatarUrl(user, member.avatar ? { guildId, hash: member.avatar } : undefined),
    joinedAt: member.joined_at ? Date.parse(member.joined_at) : null,
    roleIds: member.roles,
    ...(user.bot ? { isBot: true } : {}),
  };
}
