// A server as its owner handles it by hand (the `Guild` of api.ts), over the world's verbs.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Guild, Overwrite, Person } from "../api.ts";
import { CATEGORY, createChannel, deleteChannel, editChannel } from "../world/channels.ts";
import { deleteMessages } from "../world/edit-message.ts";
import { createEmoji, deleteEmoji } from "../world/emojis.ts";
import {
  addBot,
  addMember,
  botRole,
  createRole,
  deleteRole,
  editMember,
  editRole,
  removeBot,
  removeMember,
  setBoostTier,
} from "../world/guilds.ts";
import { channelsOf, renderChannel, renderGuild, rolesOf } from "../world/render-guild.ts";
import type { ChannelRecord, GuildRecord, OverwriteRecord } from "../world/state.ts";
import { createSticker } from "../world/stickers.ts";
import type { World } from "../world/world.ts";

/** What a server gives the bot that installs it through its link. */
const INSTALL_PERMISSIONS =
  PermissionFlagsBits.ManageChannels |
  PermissionFlagsBits.ManageRoles |
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.ManageMessages |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.MentionEveryone |
  PermissionFlagsBits.AddReactions;

const MAX_STICKER = 512 * 1024;

export function createGuildHandle(world: World, guild: GuildRecord): Guild {
  const own = (id: string): ChannelRecord => {
    const channel = world.channels.get(id);
    if (!channel || !guild.channels.has(id)) throw new Error(`${guild.name} has no channel ${id}.`);
    return channel;
  };
  const knownRoles = (ids: readonly string[]): string[] => {
    for (const id of ids) {
      if (id === guild.id || !guild.roles.has(id)) throw new Error(`${guild.name} has no role ${id} to give.`);
    }
    return [...ids];
  };
  const member = (person: Person) => {
    if (!guild.members.has(person.id)) throw new Error(`${person.user.username} isn't a member of ${guild.name}.`);
    return person.id;
  };
  const everyone = () => {
    const role = guild.roles.get(guild.id);
    if (!role) throw new Error(`${guild.name} has lost its @everyone role.`);
    return role;
  };

  return {
    id: guild.id,
    get name() {
      return guild.name;
    },
    get everyone() {
      return structuredClone(everyone());
    },
    addMember(person, { roles = [], nick, joinedAt } = {}) {
      if (guild.members.has(person.id)) throw new Error(`${person.user.username} is in ${guild.name} already.`);
      addMember(world, guild, person.id, { roles: knownRoles(roles), nick, joinedAt });
    },
    removeMember(person) {
      if (person.id === guild.ownerId) throw new Error("The owner can't leave their server.");
      removeMember(world, guild, member(person));
    },
    setMemberRoles(person, roles) {
      editMember(world, guild, member(person), { roles: knownRoles(roles) });
    },
    createRole: (role) => structuredClone(createRole(world, guild, role)),
    deleteRole(id) {
      if (id === guild.id) throw new Error("@everyone can't be deleted.");
      if (!guild.roles.has(id)) throw new Error(`${guild.name} has no role ${id}.`);
      if (guild.roles.get(id)?.managed) throw new Error("A bot's own role goes only with the bot.");
      deleteRole(world, guild, id);
    },
    createCategory: (name, overwrites) =>
      renderChannel(
        world,
        createChannel(world, guild, { name, type: CATEGORY, overwrites: overwrites && asRecords(overwrites) }),
      ),
    createTextChannel(name, { parentId, overwrites, topic } = {}) {
      if (parentId !== undefined && own(parentId).type !== CATEGORY) throw new Error(`${parentId} isn't a category.`);
      const channel = createChannel(world, guild, {
        name,
        parentId,
        topic,
        overwrites: overwrites && asRecords(overwrites),
      });
      return renderChannel(world, channel);
    },
    deleteChannel: (id) => deleteChannel(world, own(id)),
    purge(channelId) {
      const channel = own(channelId);
      const records = [...channel.messages.values()].filter((record) => record.ephemeralFor === null).slice(-100);
      if (records.length < 2) throw new Error("A purge takes at least two messages.");
      deleteMessages(world, channel, records);
    },
    setOverwrites: (channelId, overwrites) => editChannel(world, own(channelId), { overwrites: asRecords(overwrites) }),
    addBot: (permissions = INSTALL_PERMISSIONS) => addBot(world, guild, permissions),
    removeBot: () => removeBot(world, guild),
    setBotPermissions(permissions) {
      const role = botRole(world, guild);
      if (!role) throw new Error(`The bot isn't in ${guild.name}.`);
      editRole(world, guild, role.id, { permissions });
    },
    setBoostTier: (tier) => setBoostTier(world, guild, tier),
    createEmoji(name, { animated = false } = {}) {
      if (!/^\w{2,32}$/.test(name)) throw new Error(`"${name}" can't be an emoji's name.`);
      return structuredClone(createEmoji(world, guild, { name, animated }));
    },
    deleteEmoji(id) {
      if (!guild.emojis.has(id)) throw new Error(`${guild.name} has no emoji ${id}.`);
      deleteEmoji(world, guild, id);
    },
    createSticker(name, { format = "png", bytes } = {}) {
      if (name.length < 2 || name.length > 30) throw new Error(`"${name}" can't be a sticker's name.`);
      if (bytes && bytes.byteLength > MAX_STICKER) throw new Error("A sticker has at most 512 KiB.");
      return structuredClone(createSticker(world, guild, { name, format, bytes }));
    },
    channels: () => channelsOf(world, guild).map((channel) => renderChannel(world, channel)),
    channel(nameOrId) {
      const found = channelsOf(world, guild).find((one) => one.id === nameOrId || one.name === nameOrId);
      if (!found) throw new Error(`${guild.name} has no channel "${nameOrId}".`);
      return renderChannel(world, found);
    },
    roles: () => rolesOf(guild),
    raw: () => renderGuild(guild),
  };
}

function asRecords(overwrites: readonly Overwrite[]): OverwriteRecord[] {
  return overwrites.map(({ id, type, allow = 0n, deny = 0n }) => ({ id, type, allow, deny }));
}
