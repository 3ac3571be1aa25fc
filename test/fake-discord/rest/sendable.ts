// What of a checked body the bot may really send in a channel: by its permissions there, and by whose emoji it uses.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { canUseEmoji } from "../world/emojis.ts";
import type { NewMessage } from "../world/messages.ts";
import { may } from "../world/permissions.ts";
import type { NewPoll } from "../world/polls.ts";
import type { ChannelRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { botPermissions, needIn } from "./access.ts";
import { apiError } from "./errors.ts";
import type { CheckedMessage } from "./validation/message-body.ts";
import { isVoice } from "./validation/voice-rules.ts";

type Sendable = Pick<NewMessage, "components" | "content" | "embeds" | "files" | "poll" | "tts">;

/** Throws 50013 for files, polls and speech without the permission, 50173 for a voice message, 520004 for a poll's emoji. */
export function sendable(world: World, channel: ChannelRecord, checked: CheckedMessage): Sendable {
  const { body, files } = checked;
  if (files.length > 0) needIn(world, channel, "AttachFiles");
  if (body.tts) needIn(world, channel, "SendTTSMessages");
  if (body.poll) checkPoll(world, channel, body.poll);
  if (isVoice(body.flags) && !may(botPermissions(world, channel), PermissionFlagsBits.SendVoiceMessages)) {
    throw apiError("voiceNotHere");
  }
  return {
    content: body.content ?? undefined,
    tts: body.tts ?? undefined,
    embeds: embedsAllowed(world, channel, checked),
    components: body.components ?? undefined,
    files,
    poll: body.poll ?? undefined,
  };
}

/** Embeds fall away without EMBED_LINKS; a message of nothing else is refused. */
function embedsAllowed(world: World, channel: ChannelRecord, { body, files }: CheckedMessage) {
  const embeds = body.embeds ?? [];
  if (embeds.length === 0 || may(botPermissions(world, channel), PermissionFlagsBits.EmbedLinks)) return embeds;
  const others = body.content?.trim() || files.length > 0 || body.components?.length || body.poll;
  if (!others) throw apiError("missingPermissions");
  return [];
}

export function checkPoll(world: World, channel: ChannelRecord, poll: NewPoll): void {
  needIn(world, channel, "SendPolls");
  const ids = poll.answers.flatMap(({ poll_media: { emoji } }) => emoji?.id ?? []);
  if (!ids.every((id) => canUseEmoji(world, channel, world.application.id, id))) throw apiError("pollEmoji");
}
