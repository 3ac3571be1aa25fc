// A file on a message: Discord's attachment → the domain's.

import * as v from "valibot";
import type { Attachment as Kept } from "../../domain/message.ts";
import { isSpoiler } from "../views/spoiler.ts";
import { Snowflake } from "./snowflake.ts";

export const Attachment = v.object({
  id: Snowflake,
  filename: v.pipe(v.string(), v.maxLength(1024)),
  size: v.pipe(v.number(), v.integer(), v.minValue(0)),
  url: v.pipe(v.string(), v.url()),
  content_type: v.nullish(v.string()),
  description: v.nullish(v.string()),
  flags: v.optional(v.number()),
  duration_secs: v.nullish(v.pipe(v.number(), v.minValue(0))),
});

export const toAttachment = (attachment: v.InferOutput<typeof Attachment>): Kept => ({
  id: attachment.id,
  name: attachment.filename,
  size: attachment.size,
  contentType: attachment.content_type ?? null,
  url: attachment.url,
  description: attachment.description ?? null,
  spoiler: isSpoiler(attachment),
  // Only voice messages have it.
  ...(attachment.duration_secs == null ? {} : { seconds: attachment.duration_secs }),
});
