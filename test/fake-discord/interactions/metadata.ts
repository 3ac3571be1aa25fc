// What the messages that answer an interaction tell about it, for ever after (`interaction_metadata`).

import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import { userOf } from "../world/render-guild.ts";
import type { World } from "../world/world.ts";
import type { InteractionPayload, Occasion } from "./payload.ts";

export interface Target {
  userId: string | null;
  messageId: string | null;
}

/** Whom or what a command of a menu was run on. A forged payload may name anything: only what exists counts. */
export function targetOf(world: World, { type, data }: InteractionPayload, { channel }: Occasion): Target {
  const { type: kind, target_id: id } = (data ?? {}) as { type?: unknown; target_id?: unknown };
  const isMenu = type === InteractionType.ApplicationCommand && typeof id === "string";
  return {
    userId: isMenu && kind === ApplicationCommandType.User && world.users.has(id) ? id : null,
    messageId: isMenu && kind === ApplicationCommandType.Message && channel.messages.has(id) ? id : null,
  };
}

export function metadataOf(
  world: World,
  payload: InteractionPayload,
  { userId, message, openedBy }: Occasion,
  target: Target,
): Record<string, unknown> {
  const { id, type, authorizing_integration_owners } = payload;
  return {
    id,
    type,
    user: userOf(world, userId),
    authorizing_integration_owners,
    ...(type === InteractionType.MessageComponent && message ? { interacted_message_id: message.message.id } : {}),
    ...(openedBy ? { triggering_interaction_metadata: openedBy } : {}),
    ...(target.userId === null ? {} : { target_user: userOf(world, target.userId) }),
    ...(target.messageId === null ? {} : { target_message_id: target.messageId }),
  };
}
