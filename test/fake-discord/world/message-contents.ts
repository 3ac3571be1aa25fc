// Fills what follows from a message's contents: its parts settled, whom it mentions, the embeds of its links.

import type { APIAllowedMentions, APIAttachment, APIEmbed, APIMessageTopLevelComponent } from "discord-api-types/v10";
import { withUsableEmoji } from "./emojis.ts";
import { cachedLinkEmbeds, linkEmbeds } from "./link-embeds.ts";
import { resolveMentions } from "./mentions.ts";
import { pingingText, settleComponents, settleEmbeds, withTexts } from "./message-parts.ts";
import { userOf } from "./render-guild.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import { tellUpdated } from "./tell-message.ts";
import type { World } from "./world.ts";

export interface Parts {
  content: string;
  attachments: APIAttachment[];
  /** Those that somebody made; those of links are added by `fillLinks`. */
  embeds: APIEmbed[];
  components: APIMessageTopLevelComponent[];
}

export function fillParts(world: World, channel: ChannelRecord, { message }: MessageRecord, parts: Parts): void {
  const readable = (text: string) => withUsableEmoji(world, channel, message.author.id, text);
  const embeds = settleEmbeds(withTexts(parts.embeds, readable), parts.attachments);
  const components = settleComponents(parts.components, parts.attachments);
  message.content = readable(parts.content.trim());
  message.embeds = embeds.embeds;
  message.components = withTexts(components.components, readable);
  message.attachments = parts.attachments.filter(({ id }) => !embeds.used.has(id) && !components.used.has(id));
}

export function fillMentions(
  world: World,
  channel: ChannelRecord,
  { message }: MessageRecord,
  allowed: APIAllowedMentions,
  repliedUserId: string | null,
): void {
  const text = pingingText(message.content, message.components ?? []);
  const mentions = resolveMentions(world, channel, { text, authorId: message.author.id, repliedUserId, allowed });
  message.mentions = mentions.users.map((id) => userOf(world, id));
  message.mention_roles = mentions.roles;
  message.mention_everyone = mentions.everyone;
}

/**
 * Pages that Discord knows have their embeds at once. Others are looked at after whatever is going on now: MESSAGE_UPDATE
 * with `edited_timestamp` unchanged, unless the text has changed in between, for then somebody else looks.
 */
export function fillLinks(world: World, channel: ChannelRecord, record: MessageRecord): void {
  const { message } = record;
  const { content } = message;
  const made = message.embeds;
  const known = cachedLinkEmbeds(world, channel, record);
  message.embeds = [...known, ...made];
  const all = linkEmbeds(world, channel, record);
  if (all.length === known.length) return;
  queueMicrotask(() => {
    if (!channel.messages.has(message.id) || message.content !== content) return;
    message.embeds = [...all, ...madeEmbeds(message.embeds)];
    tellUpdated(world, channel, record);
  });
}

/** Without those of links. */
export function madeEmbeds(embeds: APIEmbed[]): APIEmbed[] {
  return embeds.filter((embed) => embed.type === "rich");
}
