// What setting up needs of Discord: the server as it is, and new channels in it.

import type { API } from "@discordjs/core/http-only";
import type { APIGuildChannel, GuildChannelType } from "discord-api-types/v10";
import { ChannelType } from "discord-api-types/v10";
import { no, ok } from "../domain/result.ts";
import type { Discord } from "../threads/ports.ts";
import { channelFacts, guildFacts, toOverwrites } from "./facts.ts";
import { attempt, expect, hasCode } from "./rest.ts";

const MISSING_ACCESS = 50001;
const UNKNOWN = { channel: 10003, guild: 10004, member: 10007 };
/** What Discord says of a server to a bot that isn't in it. */
const NOT_IN_SERVER = [UNKNOWN.guild, UNKNOWN.member, MISSING_ACCESS];
const REASON_LIMIT = 512;

export function setup(api: API): Pick<Discord, "setupFacts" | "createChannel"> {
  return {
    setupFacts: (guildId, channelIds) =>
      expect(async () => {
        try {
          const [guild, listed, bot] = await Promise.all([
            api.guilds.get(guildId),
            api.guilds.getChannels(guildId),
            api.users.getCurrent().then(({ id }) => api.guilds.getMember(guildId, id)),
          ]);
          const { id } = bot.user;
          const channels = listed.map(channelFacts);
          const unlisted = channelIds.filter((wanted) => !channels.some((channel) => channel.id === wanted));
          const hidden = await Promise.all(
            unlisted.map(async (wanted) => ((await isHidden(api, wanted)) ? [wanted] : [])),
          );
          const roleName = guild.roles.find((role) => role.tags?.bot_id === id)?.name ?? null;
          return ok({
            guild: guildFacts(guild),
            channels,
            hiddenChannelIds: hidden.flat(),
            bot: { id, roleIds: bot.roles, roleName },
          });
        } catch (error) {
          if (NOT_IN_SERVER.some((code) => hasCode(error, code))) return no({ reason: "bot-not-here" });
          throw error;
        }
      }),

    createChannel: (guildId, channel, reason) =>
      attempt(async () => {
        const made = await api.guilds.createChannel(
          guildId,
          {
            name: channel.name,
            type: channel.kind === "category" ? ChannelType.GuildCategory : ChannelType.GuildText,
            ...(channel.parentId === null ? {} : { parent_id: channel.parentId }),
            permission_overwrites: toOverwrites(channel.overwrites),
          },
          { reason: reason.slice(0, REASON_LIMIT) },
        );
        // The library types it as any channel; this route makes channels of servers only.
        return channelFacts(made as APIGuildChannel<GuildChannelType>);
      }),
  };
}

/** Whether a channel exists without the bot being allowed to view it. Someone else's visible channel isn't hidden. */
async function isHidden(api: API, channelId: string): Promise<boolean> {
  try {
    await api.channels.get(channelId);
    return false;
  } catch (error) {
    if (hasCode(error, MISSING_ACCESS)) return true;
    if (hasCode(error, UNKNOWN.channel)) return false;
    throw error;
  }
}
