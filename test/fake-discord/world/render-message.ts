// A message record as one viewer gets it: fresh links, reactions, `me`; and what of it the bot may read.

import {
  type APIEmbed,
  type APIMessage,
  type APIReaction,
  type GatewayMessageCreateDispatchData,
  MessageFlags,
  MessageType,
} from "discord-api-types/v10";
import { signAttachment, signedUrl } from "./files.ts";
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
  message.embeds = hidden ? [] : message.embeds.map((embed) => resignEmbed(world, embed));
  message.pinned = record.pinned;
  const reactions = renderReactions(record, viewerId);
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
  const botId = world.application.id;
  const exempt = guildId === null || message.author.id === botId || message.mentions.some((user) => user.id === botId);
  const answered = message.referenced_message;
  // A message that is answered is judged by itself, whoever answers it.
  if (exempt) {
    if (guildId === null || !answered) return message;
    return { ...message, referenced_message: contentForBot(world, answered, guildId) };
  }
  const stripped: Message = { ...message, content: "", embeds: [], attachments: [], components: [] };
  delete stripped.poll;
  delete stripped.message_snapshots;
  if (answered) stripped.referenced_message = contentForBot(world, answered, guildId);
  return stripped;
}

function renderReactions(record: MessageRecord, viewerId: string): APIReaction[] {
  return [...record.reactions]
    .filter(([, users]) => users.size > 0)
    .map(([key, users]) => ({
      emoji: emojiOf(key),
      count: users.size,
      count_details: { burst: 0, normal: users.size },
      me: users.has(viewerId),
      me_burst: false,
      burst_colors: [],
    }));
}

/** `✅` is a Unicode emoji, `name:123` a server's own. */
export function emojiOf(key: string): { id: string | null; name: string } {
  const custom = /^([\w~]{1,32}):(\d{17,20})$/.exec(key);
  return custom?.[1] && custom[2] ? { id: custom[2], name: custom[1] } : { id: null, name: key };
}

/** Discord signs links to its own attachments again wherever they stand in an embed. */
function resignEmbed(world: World, embed: APIEmbed): APIEmbed {
  const resign = (url: string | undefined) => {
    const id = url?.startsWith(`${world.origin}/attachments/`) ? new URL(url).pathname.split("/")[3] : undefined;
    const file = id ? world.files.get(id) : undefined;
    return file ? signedUrl(world, file) : url;
  };
  const result = structuredClone(embed);
  for (const media of [result.image, result.thumbnail]) {
    if (media) media.url = resign(media.url) ?? media.url;
    if (media?.proxy_url) media.proxy_url = resign(media.proxy_url) ?? media.proxy_url;
  }
  for (const side of [result.author, result.footer]) {
    const url = resign(side?.icon_url);
    if (side && url) side.icon_url = url;
  }
  return result;
}
