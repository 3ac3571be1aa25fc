// MESSAGE_CREATE: in a DM it is a user's, in a thread's channel it is staff's. Discord's message → what the verbs take.

import * as v from "valibot";
import { Attachment, toAttachment } from "../discord/read/attachment.ts";
import { type Cdn, EXTRAS, toExtras } from "../discord/read/extras.ts";
import { avatarUrl } from "../discord/views/avatar.ts";
import { snowflakeTime } from "../domain/message.ts";
import type { NewMessage } from "../threads/ports.ts";
import { receiveStaffMessage } from "../threads/receive-staff-message.ts";
import { receiveUserMessage } from "../threads/receive-user-message.ts";
import { gatewayEvent, Snowflake } from "./gateway-event.ts";

/** A forward refers to a message, too, in another way (Discord: resources/message#message-reference-types). */
const ANSWER = 0;

export const Message = v.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: v.nullish(Snowflake),
  content: v.pipe(v.string(), v.maxLength(4000)),
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
  message_reference: v.nullish(v.object({ type: v.optional(v.number(), 0), message_id: v.optional(Snowflake) })),
  ...EXTRAS,
});

export const messageCreate = gatewayEvent("MESSAGE_CREATE", Message, async (message, app) => {
  if (message.author.bot) return { outcome: "from-a-bot" };
  const { guild_id: guildId, member } = message;
  if (guildId == null) {
    return receiveUserMessage(app, { ...toNewMessage(message, app.config), kind: "user", userId: message.author.id });
  }
  if (!member) return { outcome: "not-from-a-member" };
  return receiveStaffMessage(app, { message: toNewMessage(message, app.config), guildId, roleIds: member.roles });
});

export function toNewMessage(message: v.InferOutput<typeof Message>, cdn: Cdn): Omit<NewMessage, "kind" | "userId"> {
  const { author, member, message_reference: reference } = message;
  const answersId = reference?.type === ANSWER ? reference.message_id : undefined;
  const extras = toExtras(message, cdn);
  return {
    id: message.id,
    author: {
      id: author.id,
      name: member?.nick || author.global_name || author.username,
      avatarUrl: avatarUrl({ id: author.id, avatar: author.avatar ?? null }),
    },
    content: message.content,
    attachments: message.attachments.map(toAttachment),
    ...(extras === undefined ? {} : { extras }),
    channelId: message.channel_id,
    sentAt: snowflakeTime(message.id),
    source: "message",
    ...(answersId === undefined ? {} : { answersId }),
  };
}
