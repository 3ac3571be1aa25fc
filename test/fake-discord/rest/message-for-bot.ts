// A message as REST shows it to the bot, and whether the bot can read it.

import type { APIMessage } from "discord-api-types/v10";
import { contentForBot, isExempt, renderMessage } from "../world/render-message.ts";
import type { MessageRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";

/** What the bot reads over REST: without the Message Content intent, others' content is missing. */
export function messageForBot(world: World, record: MessageRecord): APIMessage {
  const message = renderMessage(world, record, world.application.id);
  return world.application.messageContent ? message : contentForBot(world, message, record.guildId);
}

export function botReads(world: World, { message, guildId }: MessageRecord): boolean {
  return world.application.messageContent !== false || isExempt(world, message, guildId);
}
