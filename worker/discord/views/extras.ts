// What a message holds besides its own text and files, as embeds: voice, a poll, a forwarded message, stickers without a
// picture. (Files and pictures travel beside them.)

import type { APIEmbed } from "discord-api-types/v10";
import type { Forwarded, Poll, Sticker } from "../../domain/extras.ts";
import type { Message } from "../../domain/message.ts";
import { splitText } from "../../domain/split-text.ts";
import { EMBED_TEXT } from "./layout.ts";
import { texts } from "./texts.ts";

const t = texts.extras;

export function extrasEmbeds({ attachments, extras }: Pick<Message, "attachments" | "extras">): APIEmbed[] {
  const voice = attachments.flatMap(({ seconds }) => (seconds === undefined ? [] : [t.voice(seconds)]));
  const words = [...voice, ...(extras ? [...pollWords(extras.poll), ...undrawn(extras.stickers)] : [])];
  const description = words.join("\n\n");
  return [
    ...(description === "" ? [] : [{ description }]),
    ...(extras?.forwarded ? forwardedEmbeds(extras.forwarded) : []),
  ];
}

const pollWords = (poll: Poll | null): string[] =>
  poll === null
    ? []
    : [
        [
          t.poll(poll.question),
          ...poll.answers.map((answer) => `- ${answer}`),
          t.pollRules(poll.several, poll.endsAt),
        ].join("\n"),
      ];

const undrawn = (stickers: readonly Sticker[]): string[] =>
  stickers.flatMap(({ name, picture }) => (picture === null ? [t.undrawnSticker(name)] : []));

function forwardedEmbeds({ content, embeds, stickers, sentAt }: Forwarded): APIEmbed[] {
  const said = [content, ...embeds, ...undrawn(stickers)].filter((text) => text.trim() !== "").join("\n\n");
  const [first, ...rest] = splitText(said, EMBED_TEXT);
  return [
    {
      title: t.forwarded,
      ...(first === undefined ? {} : { description: first }),
      ...(sentAt === null ? {} : { timestamp: new Date(sentAt).toISOString() }),
    },
    ...rest.map((description) => ({ description })),
  ];
}
