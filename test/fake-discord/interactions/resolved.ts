// The `resolved` part of an interaction: the objects behind the ids that a person chose.

import { channelPermissions, guildPermissions } from "../world/permissions.ts";
import { renderMember, userOf } from "../world/render-guild.ts";
import { renderMessage } from "../world/render-message.ts";
import type { ChannelRecord, GuildRecord, MessageRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { partialChannel } from "./payload.ts";

type ResolvedKind = "users" | "members" | "roles" | "channels" | "messages" | "attachments";

export interface Resolver {
  /** A user, and their membership if they are in the server. */
  user(id: string): void;
  role(id: string): void;
  channel(channel: ChannelRecord): void;
  message(record: MessageRecord): void;
  attachment(attachment: { id: string }): void;
  /** `{ resolved }`, or `{}` when nothing was. */
  result(): { resolved?: Partial<Record<ResolvedKind, Record<string, unknown>>> };
}

export function createResolver(world: World, guild: GuildRecord | undefined, userId: string): Resolver {
  const resolved: Partial<Record<ResolvedKind, Record<string, unknown>>> = {};
  const put = (kind: ResolvedKind, id: string, value: unknown) => {
    resolved[kind] = { ...resolved[kind], [id]: value };
  };
  return {
    user(id) {
      put("users", id, userOf(world, id));
      const member = guild?.members.get(id);
      if (!guild || !member) return;
      const { user: _, deaf: __, mute: ___, ...rest } = renderMember(world, member);
      put("members", id, { ...rest, permissions: guildPermissions(guild, id).toString() });
    },
    role(id) {
      put("roles", id, structuredClone(guild?.roles.get(id)));
    },
    channel(channel) {
      const app = channelPermissions(world, channel, world.application.id).toString();
      put("channels", channel.id, { ...partialChannel(world, channel, userId), app_permissions: app });
    },
    message(record) {
      put("messages", record.message.id, renderMessage(world, record, world.application.id));
    },
    attachment(attachment) {
      put("attachments", attachment.id, attachment);
    },
    result: () => (Object.keys(resolved).length > 0 ? { resolved } : {}),
  };
}
