// A message record as one viewer gets it: fresh links, reactions, `me`; and what of it the bot may read.

import {
  type APIMessage,
  type APIReaction,
  type GatewayMessageCreateDispatchData,
  MessageFlags,
  MessageType,
} from "discord-api-types/v10";
import { emojiOf } from "./emojis.ts";
import { signAttachment, signedUrl } from "./files.ts";
import { withResults } from "./polls.ts";
import { renderMemberWithoutUser } from "./render-guild.ts";
import type { ChannelRecord, MessageRecord } from "./state.ts";
import type { World } from "./world.ts";

/** Replies, and answers to a command of a message's menu: they come with what they refer to. */
const REFERRING = new Set<MessageType>([MessageType.Reply, MessageType.ContextMenuCommand]);

/** A copy for `viewerId`, with attachment links valid from now. Contents are complete: see `contentForBot`. */
export function renderMessage(world: World, record: MessageRecord, viewerId: string): APIMessage {
  const message = structuredClone(record.message);
  message.attachments = message.attachments.map((attachment) => signAttachment(world, attachment));
  const hidden = ((message.flags ?? 0) & MessageFlags.SuppressEmbeds) !== 0;
  message.embeds = hidden ? [] : message.embeds.map((embed) => resignUrls(world, embed));
  message.components = (message.components ?? []).map((component) => resignUrls(world, component));
  for (const { message: snapshot } of message.message_snapshots ?? []) {
    snapshot.attachments = snapshot.attachments.map((attachment) => signAttachment(world, attachment));
    snapshot.embeds = snapshot.embeds.map((embed) => resignUrls(world, embed));
  }
  if (message.poll) message.poll = withResults(message.poll, record.votes, viewerId);
  message.pinned = record.pinned;
  const reactions = renderReactions(world, record, viewerId);
  if (reactions.length > 0) message.reactions = reactions;
  const reference = message.message_reference;
  if (REFERRING.has(message.type) && reference?.message_id) {
    const target = world.channels.get(reference.channel_id)?.messages.get(reference.message_id);
    if (target) {
      const { referenced_message: _, ...shallow } = target.message;
      message.referenced_message = renderMessage(world, { ...target, message: shallow as APIMessage }, viewerId);
    } else message.referenced_message = null;
  }
  return message;
}

/** The message as MESSAGE_CREATE and MESSAGE_UPDATE carry it to the bot, before intents are applied. */
export function renderGatewayMessage(
  world: World,
  record: MessageRecord,
  channel: ChannelRecord,
): GatewayMessageCreateDispatchData {
  const message = renderMessage(world, record, world.application.id);
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  const member = guild?.members.get(message.author.id);
  return {
    ...message,
    channel_type: channel.type,
    mentions: message.mentions.map((user) => {
      const mentioned = guild?.members.get(user.id);
      return mentioned ? { ...user, member: renderMemberWithoutUser(mentioned) } : user;
    }),
    ...(guild ? { guild_id: guild.id } : {}),
    ...(member ? { member: renderMemberWithoutUser(member) } : {}),
  } as unknown as GatewayMessageCreateDispatchData;
}

/**
 * Without the Message Content intent the bot reads others' server messages with empty content, embeds, attachments and
 * components, unless it is mentioned. REST applies it when the application lacks the intent, the gateway also when the session does.
 */
export function contentForBot<Message extends APIMessage>(
  world: World,
  message: Message,
  guildId: string | null,
): Message {
  const answered = message.referenced_message;
  // A message that is answered is judged by itself, whoever answers it.
  if (isExempt(world, message, guildId)) {
    if (guildId === null || !answered) return message;
    return { ...message, referenced_message: contentForBot(world, answered, guildId) };
  }
  const stripped: Message = { ...message, content: "", embeds: [], attachments: [], components: [] };
  delete stripped.poll;
  delete stripped.message_snapshots;
  if (answered) stripped.referenced_message = contentForBot(world, answered, guildId);
  return stripped;
}

/** What the bot reads without the intent: direct messages, its own, and those that mention it. */
export function isExempt(world: World, message: APIMessage, guildId: string | null): boolean {
  const botId = world.application.id;
  return guildId === null || message.author.id === botId || message.mentions.some((user) => user.id === botId);
}

function renderReactions(world: World, record: MessageRecord, viewerId: string): APIReaction[] {
  return [...record.reactions]
    .filter(([, users]) => users.size > 0)
    .map(([key, users]) => ({
      emoji: emojiOf(world, key),
      count: users.size,
      count_details: { burst: 0, normal: users.size },
      me: users.has(viewerId),
      me_burst: false,
      burst_colors: [],
    }));
}

/** Discord signs links to its own attachments again wherever they stand in an embed or a component. */
function resignUrls<Part>(world: World, part: Part): Part {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]));
    }
    if (typeof value !== "string" || !value.startsWith(`${world.origin}/attachments/`)) return value;
    const file = world.files.get(new URL(value).pathname.split("/")[3] ?? "");
    return file ? signedUrl(world, file) : value;
  };
  return walk(part) as Part;
}
