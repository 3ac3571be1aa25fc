// What a message holds besides its text and files: stickers, a poll, a forwarded message. Told in words, so that
// nothing arrives empty; a forwarded message's files travel like the message's own.

import * as v from "valibot";
import { Attachment } from "../discord/read/attachment.ts";
import { texts } from "../discord/views/texts.ts";

export const EXTRAS = {
  sticker_items: v.optional(v.array(v.object({ name: v.string() })), []),
  poll: v.nullish(
    v.object({
      question: v.object({ text: v.optional(v.string(), "") }),
      answers: v.array(v.object({ poll_media: v.object({ text: v.optional(v.string(), "") }) })),
    }),
  ),
  message_snapshots: v.optional(
    v.array(
      v.object({
        message: v.object({
          content: v.optional(v.string(), ""),
          attachments: v.optional(v.array(Attachment), []),
        }),
      }),
    ),
    [],
  ),
};

const Extras = v.object(EXTRAS);

/** Lines to set below the text; empty when there is nothing else. */
export function extrasInWords(extras: v.InferOutput<typeof Extras>): string[] {
  const { sticker_items: stickers, poll, message_snapshots: snapshots } = extras;
  const t = texts.extras;
  return [
    ...stickers.map(({ name }) => t.sticker(name)),
    ...(poll
      ? [
          t.poll(
            poll.question.text,
            poll.answers.map(({ poll_media: answer }) => answer.text),
          ),
        ]
      : []),
    // Last: a forwarded text is quoted to the end.
    ...snapshots.map(({ message }) => t.forwarded(message.content)),
  ];
}

export const forwardedFiles = (extras: v.InferOutput<typeof Extras>) =>
  extras.message_snapshots.flatMap(({ message }) => message.attachments);
