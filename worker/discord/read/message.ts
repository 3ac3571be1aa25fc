// A message: Discord's → what the verbs take. Gateway events and context menus bring the same.

import * as v from "valibot";
import { snowflakeTime } from "../../domain/message.ts";
import type { NewMessage } from "../../threads/ports.ts";
import { Attachment, toAttachment } from "./attachment.ts";
import { type Cdn, EXTRAS, toExtras } from "./extras.ts";
import { Snowflake } from "./snowflake.ts";
import { toAuthor, User } from "./user.ts";

/** A forward refers to a message, too, in another way (Discord: resources/message#message-reference-types). */
const ANSWER = 0;

export const Message = v.object({
  id: Snowflake,
  channel_id: Snowflake,
  guild_id: v.nullish(Snowflake),
  content: v.pipe(v.string(), v.maxLength(4000)),
  author: User,
  member: v.optional(
    v.object({ nick: v.nullish(v.string()), avatar: v.nullish(v.string()), roles: v.array(Snowflake) }),
  ),
  attachments: v.pipe(v.array(Attachment), v.maxLength(100)),
  message_reference: v.nullish(v.object({ type: v.optional(v.number(), 0), message_id: v.optional(Snowflake) })),
  ...EXTRAS,
});

/** Of whom it is isn't said: a user's, or one of staff's. */
export function toNewMessage(message: v.InferOutput<typeof Message>, cdn: Cdn): Omit<NewMessage, "kind" | "userId"> {
  const { message_reference: reference } = message;
  const answersId = reference?.type === ANSWER ? reference.message_id : undefined;
  const extras = toExtras(message, cdn);
  return {
    id: message.id,
    author: toAuthor(message.author, message.member?.nick),
    content: message.content,
    attachments: message.attachments.map(toAttachment),
    ...(extras === undefined ? {} : { extras }),
    channelId: message.channel_id,
    sentAt: snowflakeTime(message.id),
    source: "message",
    ...(answersId === undefined ? {} : { answersId }),
  };
}
