// MESSAGE_REACTION_ADD and the three ways in which reactions are removed.

import * as v from "valibot";
import { mirrorReaction } from "../threads/react.ts";
import { type GatewayEvent, gatewayEvent, Snowflake } from "./gateway-event.ts";

const Emoji = v.object({ id: v.nullish(Snowflake, null), name: v.nullish(v.pipe(v.string(), v.maxLength(100)), "") });

const Reaction = v.object({
  channel_id: Snowflake,
  message_id: Snowflake,
  guild_id: v.optional(Snowflake),
  user_id: v.optional(Snowflake),
  member: v.optional(v.object({ roles: v.array(Snowflake) })),
  emoji: v.optional(Emoji),
});

const reactionEvent = (type: string, change: "added" | "removed"): GatewayEvent =>
  gatewayEvent(type, Reaction, ({ channel_id, message_id, guild_id, user_id, member, emoji }, app) =>
    mirrorReaction(app, {
      channelId: channel_id,
      guildId: guild_id ?? null,
      messageId: message_id,
      userId: user_id ?? null,
      roleIds: member?.roles ?? [],
      emoji: emoji ?? null,
      change,
    }),
  );

export const reactionEvents: readonly GatewayEvent[] = [
  reactionEvent("MESSAGE_REACTION_ADD", "added"),
  reactionEvent("MESSAGE_REACTION_REMOVE", "removed"),
  reactionEvent("MESSAGE_REACTION_REMOVE_EMOJI", "removed"),
  reactionEvent("MESSAGE_REACTION_REMOVE_ALL", "removed"),
];
