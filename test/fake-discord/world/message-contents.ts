// Fills what follows from a message's contents: its parts settled, whom it mentions, the embeds of its links.

import type { APIAllowedMentions, APIAttachment, APIEmbed, APIMessageTopLevelComponent } from "discord-api-types/v10";
import { cachedLinkEmbeds, linkEmbeds } from "./link-embeds.ts";
import { resolveMentions } from "./mentions.ts";
import { pingingText, settleComponents, settleEmbeds } from "./message-parts.ts";
import { userOf } from "./render-guild.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import { tellUpdated } from "./tell-message.ts";
import type { World } from "./world.ts";

/** `embeds` are those that somebody made; those of links are added by `fillLinks`. */
export function fillParts(
  { message }: MessageRecord,
  attachments: APIAttachment[],
  embeds: APIEmbed[],
  components: APIMessageTopLevelComponent[],
): void {
  const settled = settleEmbeds(embeds, attachments);
  message.embeds = settled.embeds;
  message.attachments = attachments.filter((one) => !settled.used.has(one.id));
  message.components = settleComponents(components, attachments);
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
