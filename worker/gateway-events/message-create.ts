// MESSAGE_CREATE: in a DM it is a user's, in a thread's channel it is staff's. Discord's message → what the verbs take.

import * as v from "valibot";
import { avatarUrl } from "../discord/views/avatar.ts";
import { isSpoiler } from "../discord/views/spoiler.ts";
import { snowflakeTime } from "../domain/message.ts";
import type { NewMessage } from "../threads/ports.ts";
import { receiveStaffMessage } from "../threads/receive-staff-message.ts";
import { receiveUserMessage } from "../threads/receive-user-message.ts";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

const Text = (limit: number) => v.pipe(v.string(), v.maxLength(limit));

const Attachment = v.object({
  id: Snowflake,
  filename: Text(1024),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  url: v.pipe(v.string(), v.url()),
  content_type: v.nullish(v.string()),
  description: v.nullish(v.string()),
  flags: v.optional(v.number()),
});

const Message = v.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: v.nullish(Snowflake),
  content: Text(4000),
  author: v.object({
    id: Snowflake,
    username: v.string(),
    global_name: v.nullish(v.string()),
    avatar: v.nullish(v.string()),
    bot: v.optional(v.boolean()),
  }),
  member: v.optional(
    v.object({ nick: v.nullish(v.string()), avatar: v.nullish(v.string()), roles: v.array(Snowflake) }),
  ),
  attachments: v.pipe(v.array(Attachment), v.maxLength(100)),
});

export const messageCreate = gatewayEvent("MESSAGE_CREATE", Message, async (message, app) => {
  if (message.author.bot) return { outcome: "from-a-bot" };
  const { guild_id: guildId, member } = message;
  if (guildId == null) {
    return receiveUserMessage(app, { ...toNewMessage(message), kind: "user", userId: message.author.id });
  }
  if (!member) return { outcome: "not-from-a-member" };
  return receiveStaffMessage(app, { message: toNewMessage(message), guildId, roleIds: member.roles });
});

function toNewMessage(message: v.InferOutput<typeof Message>): Omit<NewMessage, "kind" | "userId"> {
  const { author, member } = message;
  return {
    id: message.id,
    author: {
      id: author.id,
      name: member?.nick || author.global_name || author.username,
      avatarUrl: avatarUrl({ id: author.id, avatar: author.avatar ?? null }),
    },
    content: message.content,
    attachments: message.attachments.map((attachment) => ({
      id: attachment.id,
      name: attachment.filename,
      size: attachment.size,
      contentType: attachment.content_type ?? null,
      url: attachment.url,
      description: attachment.description ?? null,
      spoiler: isSpoiler(attachment),
    })),
    channelId: message.channel_id,
    sentAt: snowflakeTime(message.id),
  };
}
