// The fake Discord as one person's client sees it, cut down to what the page draws. Reads only.

import type { APIChannel, APISticker, APIUser } from "discord-api-types/v10";
import type { FakeDiscord, Guild, Person, SeenMessage } from "../../fake-discord/api.ts";
import type { CastMember } from "../server.ts";
import type { ChannelView, GuildView, MemberView, PersonView, StickerView } from "../wire.ts";

export interface Looks {
  cast: CastMember[];
  /** RGB numbers by role id: the fake's owner makes roles without colours. */
  roleColors: Record<string, number>;
}

export function memberView(user: APIUser, roleIds: string[] = []): MemberView {
  return {
    id: user.id,
    name: user.global_name ?? user.username,
    username: user.username,
    bot: user.bot === true,
    roleIds,
  };
}

/** What this person sees in a channel; answers to a command name it, as far as it was run here. */
export function messagesView(person: Person, channelId: string, commands: ReadonlyMap<string, string>): SeenMessage[] {
  return person.messages(channelId).map((message) => {
    const name = message.interaction_metadata && commands.get(message.interaction_metadata.id);
    if (name === undefined) return message;
    return Object.assign(message, { interaction_metadata: { ...message.interaction_metadata, name } });
  });
}

export function personView(discord: FakeDiscord, person: Person, looks: Looks): PersonView {
  return {
    id: person.id,
    dm: {
      id: person.dm(),
      name: discord.application.bot.username,
      type: 1,
      parentId: null,
      topic: "",
      lastMessageId: person.messages("dm").at(-1)?.id ?? null,
    },
    guilds: person.guilds().map((guild) => guildView(discord, guild, person, looks)),
  };
}

function guildView(discord: FakeDiscord, guild: Guild, person: Person, looks: Looks): GuildView {
  const members = looks.cast
    .filter(({ person: one }) => one.guilds().some(({ id }) => id === guild.id))
    .map(({ person: one, roles }) => memberView(one.user, roles[guild.id] ?? []));
  const raw = guild.raw();
  return {
    id: guild.id,
    name: guild.name,
    roles: guild.roles().map(({ id, name, position, color }) => ({
      id,
      name,
      position,
      color: looks.roleColors[id] ?? color,
    })),
    members: [...members, memberView(discord.application.bot)],
    channels: person.visibleChannels(guild.id).map(channelView),
    emojis: raw.emojis.map(({ id, name, animated }) => ({
      id: id ?? "",
      name: name ?? "",
      animated: animated === true,
    })),
    stickers: (raw.stickers ?? []).map(stickerView),
  };
}

export function stickerView({ id, name, format_type }: APISticker): StickerView {
  return { id, name, format_type };
}

function channelView(channel: APIChannel): ChannelView {
  return {
    id: channel.id,
    name: channel.name ?? "",
    type: channel.type,
    parentId: "parent_id" in channel ? (channel.parent_id ?? null) : null,
    topic: "topic" in channel ? (channel.topic ?? "") : "",
    lastMessageId: "last_message_id" in channel ? (channel.last_message_id ?? null) : null,
  };
}
