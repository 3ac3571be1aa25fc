// What a message holds besides its text and files: stickers, a poll, a forwarded message. Discord's shapes → the domain's.

import * as v from "valibot";
import type { Extras, Forwarded, Poll, Sticker } from "../../domain/extras.ts";
import { texts } from "../views/texts.ts";
import { Attachment, toAttachment } from "./attachment.ts";
import { Snowflake } from "./snowflake.ts";

const Text = v.pipe(v.string(), v.maxLength(6000));
const StickerItem = v.object({ id: Snowflake, name: v.pipe(v.string(), v.maxLength(100)), format_type: v.number() });
const Emoji = v.object({ id: v.nullish(Snowflake), name: v.nullish(v.string()), animated: v.optional(v.boolean()) });
const Media = v.object({ text: v.nullish(Text), emoji: v.nullish(Emoji) });
const Embed = v.object({
  type: v.optional(v.string()),
  title: v.nullish(Text),
  description: v.nullish(Text),
  url: v.nullish(v.string()),
  author: v.nullish(v.object({ name: v.nullish(Text) })),
  fields: v.optional(v.array(v.object({ name: Text, value: Text })), []),
  image: v.nullish(v.object({ url: v.nullish(v.string()) })),
  footer: v.nullish(v.object({ text: v.nullish(Text) })),
});

export const EXTRAS = {
  sticker_items: v.optional(v.array(StickerItem), []),
  poll: v.nullish(
    v.object({
      question: Media,
      answers: v.array(v.object({ poll_media: Media })),
      expiry: v.nullish(v.string()),
      allow_multiselect: v.optional(v.boolean(), false),
    }),
  ),
  message_snapshots: v.optional(
    v.array(
      v.object({
        message: v.object({
          content: v.optional(Text, ""),
          attachments: v.optional(v.array(Attachment), []),
          embeds: v.optional(v.array(Embed), []),
          sticker_items: v.optional(v.array(StickerItem), []),
          timestamp: v.nullish(v.string()),
        }),
      }),
    ),
    [],
  ),
};

const Given = v.object(EXTRAS);
type Given = v.InferOutput<typeof Given>;

/** Where pictures of stickers are. */
export interface Cdn {
  cdnUrl: string;
  mediaUrl: string;
}

/** undefined: there is nothing of these. */
export function toExtras({ sticker_items, poll, message_snapshots: [snapshot] }: Given, cdn: Cdn): Extras | undefined {
  if (sticker_items.length === 0 && !poll && !snapshot) return undefined;
  return {
    stickers: sticker_items.map((item) => toSticker(item, cdn)),
    poll: poll ? toPoll(poll) : null,
    forwarded: snapshot ? toForwarded(snapshot.message, cdn) : null,
  };
}

/** Pictures of stickers by format (Discord: resources/sticker). Of the fourth, Lottie (3), there is no picture. */
const ENDINGS: Record<number, "png" | "gif"> = { 1: "png", 2: "png", 4: "gif" };

/** GIFs lie with the media proxy only (Discord: reference#cdn-formatting). */
function toSticker({ id, name, format_type }: v.InferOutput<typeof StickerItem>, { cdnUrl, mediaUrl }: Cdn): Sticker {
  const ending = ENDINGS[format_type];
  if (ending === undefined) return { name, picture: null };
  const picture = {
    id,
    name: `${name}.${ending}`,
    // Discord doesn't say.
    size: 0,
    contentType: `image/${ending}`,
    url: `${ending === "gif" ? mediaUrl : cdnUrl}/stickers/${id}.${ending}`,
    description: texts.extras.sticker(name),
    spoiler: false,
  };
  return { name, picture };
}

const toPoll = ({ question, answers, expiry, allow_multiselect }: NonNullable<Given["poll"]>): Poll => ({
  question: inWords(question),
  answers: answers.map(({ poll_media: answer }) => inWords(answer)),
  several: allow_multiselect,
  endsAt: timeOf(expiry),
});

function inWords({ text, emoji }: v.InferOutput<typeof Media>): string {
  const { id, name, animated } = emoji ?? {};
  const sign = id && name ? `<${animated ? "a" : ""}:${name}:${id}>` : name;
  return [sign, text].filter(Boolean).join(" ");
}

const toForwarded = (
  { content, attachments, embeds, sticker_items, timestamp }: Given["message_snapshots"][number]["message"],
  cdn: Cdn,
): Forwarded => ({
  content,
  attachments: attachments.map(toAttachment),
  stickers: sticker_items.map((item) => toSticker(item, cdn)),
  // Embeds that Discord made of a link are of the link, which stands in the text.
  embeds: embeds.filter(({ type = "rich" }) => type === "rich").flatMap(embedInWords),
  sentAt: timeOf(timestamp),
});

function embedInWords({
  author,
  title,
  url,
  description,
  fields,
  image,
  footer,
}: v.InferOutput<typeof Embed>): string[] {
  const words = [
    author?.name,
    title ? `**${title}**` : null,
    url,
    description,
    ...fields.flatMap(({ name, value }) => [`**${name}**`, value]),
    image?.url,
    footer?.text ? `-# ${footer.text}` : null,
  ].filter(Boolean);
  return words.length === 0 ? [] : [words.join("\n")];
}

/** ISO 8601 → milliseconds. */
function timeOf(text: string | null | undefined): number | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
}
