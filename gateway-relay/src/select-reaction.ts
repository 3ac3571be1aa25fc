// Which reactions concern modmail, and what they become. Part of select-event.ts. Pure.

import type {
  APIPartialEmoji,
  GatewayDispatchPayload,
  GatewayMessageReactionAddDispatch,
  GatewayMessageReactionRemoveAllDispatch,
  GatewayMessageReactionRemoveDispatch,
  GatewayMessageReactionRemoveEmojiDispatch,
} from "discord-api-types/v10";
import type { Reaction } from "../protocol/events.ts";
import type { SelectedEvent } from "./select-event.ts";

export type ReactionDispatch = GatewayDispatchPayload &
  (
    | GatewayMessageReactionAddDispatch
    | GatewayMessageReactionRemoveDispatch
    | GatewayMessageReactionRemoveEmojiDispatch
    | GatewayMessageReactionRemoveAllDispatch
  );

/** The bot's own check marks and mirrored reactions, and other bots', say nothing about what people think. */
export function selectReaction({ t, s, d }: ReactionDispatch, botUserId: string | null): SelectedEvent | null {
  const userId = "user_id" in d ? d.user_id : undefined;
  if (botUserId === null || userId === botUserId) return null;
  const member = "member" in d ? d.member : undefined;
  if (member?.user.bot === true) return null;
  const emoji = "emoji" in d ? d.emoji : undefined;
  const data: Reaction = {
    channel_id: d.channel_id,
    message_id: d.message_id,
    ...(d.guild_id ? { guild_id: d.guild_id } : {}),
    ...(userId === undefined ? {} : { user_id: userId }),
    ...(member === undefined ? {} : { member: { roles: member.roles } }),
    ...(emoji === undefined ? {} : { emoji }),
  };
  return {
    // The same person may add, remove and add again: the place in the session tells these apart.
    id: `reaction:${d.message_id}:${userId ?? "all"}:${keyOf(emoji)}:${s}`,
    channelId: d.channel_id,
    needsThreadChannel: Boolean(d.guild_id),
    event: { type: t, data },
  };
}

const keyOf = (emoji: APIPartialEmoji | undefined): string => encodeURIComponent(emoji?.id ?? emoji?.name ?? "all");
