// The entries of the logs channel: a thread was opened; a thread was closed, with its transcript.

import type { APIEmbedField } from "discord-api-types/v10";
import type { Thread } from "../../domain/thread.ts";
import type { Counts } from "../../threads/ports.ts";
import { COLOURS, cut, type MessageView, NO_PINGS } from "./layout.ts";
import { texts } from "./texts.ts";

const userLine = (thread: Thread): string =>
  `${texts.mentionUser(thread.userId)} (${thread.profile.username}, ${thread.userId})`;

export function openedLogView(thread: Thread): MessageView {
  const t = texts.logs;
  const fields: APIEmbedField[] = [{ name: t.user, value: userLine(thread), inline: true }];
  if (thread.contactedBy) fields.push({ name: t.by, value: texts.mentionUser(thread.contactedBy), inline: true });
  if (thread.channelId) fields.push({ name: t.channel, value: texts.mentionChannel(thread.channelId), inline: true });
  return { embeds: [{ title: t.opened(thread.number), color: COLOURS.user, fields }], allowed_mentions: NO_PINGS };
}

/** `thread.closingAt` is when it was closed: the entry reads the same however often its steps are repeated. */
export function closedLogView(thread: Thread, counts: Counts): MessageView {
  const t = texts.logs;
  const closedAt = thread.closingAt ?? thread.openedAt;
  return {
    embeds: [
      {
        title: t.closed(thread.number),
        color: COLOURS.closed,
        fields: [
          { name: t.user, value: userLine(thread) },
          { name: t.openedAt, value: t.openedBy(thread.openedAt, thread.contactedBy ?? thread.userId), inline: true },
          { name: t.duration, value: duration(closedAt - thread.openedAt), inline: true },
          { name: t.closedBy, value: closerOf(thread), inline: true },
          { name: t.claimedBy, value: thread.claimedBy ? texts.mentionUser(thread.claimedBy) : t.none, inline: true },
          { name: t.messages, value: t.counts(counts.user, counts.reply, counts.note) },
          { name: t.reason, value: cut(thread.closeReason || t.none, 1024) },
          ...(thread.confidential ? [{ name: t.transcript, value: t.confidential }] : []),
        ],
      },
    ],
    allowed_mentions: NO_PINGS,
  };
}

function closerOf({ closedBy, userId, troubleSince }: Thread): string {
  if (closedBy === null) return troubleSince === null ? texts.logs.nobody : texts.logs.unreached(troubleSince);
  return closedBy === userId ? texts.logs.theUser(userId) : texts.mentionUser(closedBy);
}

/** The two largest units: `3 d 4 h`, `12 min 5 s`. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts: [number, string][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [seconds % 60, "s"],
  ];
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return shown.length === 0 ? "0 s" : shown.map(([count, unit]) => `${count} ${unit}`).join(" ");
}
