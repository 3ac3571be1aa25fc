// The conversation, entry by entry: markup, and the files that stand between it. How a file is shown is up to the page.

import { renderToString } from "preact-render-to-string";
import { filesOf } from "../../domain/extras.ts";
import type { Attachment, Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";
import { anchorOf } from "./changes.tsx";
import { MessageView } from "./message.tsx";
import type { Names } from "./rich-text.tsx";
import { Person } from "./shell.tsx";
import { splitSlots } from "./slot.tsx";
import type { Entry } from "./timeline.ts";
import { clock } from "./times.ts";

export interface FileSlot {
  messageId: string;
  attachment: Attachment;
}

export interface ConversationEntry {
  /** Markup and files in order. */
  pieces: (string | FileSlot)[];
  /** null: a day, or what happened to the thread. */
  message: Message | null;
}

interface Looks {
  names: Names;
  /** Messages by their ids: an answer points at what it answers when that is among them. */
  known: ReadonlyMap<string, Message>;
  /** The page on which one of them stands; `""`, or without this: the same. */
  pageOf?: (message: Message) => string;
  /** People's avatars are loaded from Discord. */
  pictures?: boolean;
}

export function* conversation(
  entries: Iterable<Entry>,
  { names, known, pageOf = () => "", pictures = false }: Looks,
): Generator<ConversationEntry> {
  for (const entry of entries) {
    if (entry.type === "day") {
      yield { pieces: [renderToString(<h2 class="day">{entry.text}</h2>)], message: null };
    } else if (entry.type === "claimed") {
      yield { pieces: [renderToString(<Claimed by={entry.by} at={entry.at} names={names} />)], message: null };
    } else {
      const { message, first } = entry;
      const question = known.get(message.answersId ?? "");
      const answered = question ? { message: question, href: `${pageOf(question)}#${anchorOf(question)}` } : null;
      const view = { message, first, answered, names, pictures };
      yield { pieces: withFiles(renderToString(<MessageView {...view} />), message), message };
    }
  }
}

/** A message's slots are named by the places of its files. */
function withFiles(markup: string, message: Message): ConversationEntry["pieces"] {
  const files = filesOf(message);
  return splitSlots(markup).map((piece, index) => {
    const attachment = index % 2 === 1 ? files[Number(piece)] : undefined;
    return attachment ? { messageId: message.id, attachment } : piece;
  });
}

const Claimed = ({ by, at, names }: { by: string; at: number; names: Names }) => (
  <div class="event">
    <span>
      Claimed by <Person id={by} names={names} /> at {clock(at)}
    </span>
  </div>
);

/** Everybody's name who wrote, and the user's. */
export function namesIn(thread: Thread, messages: readonly Message[]): Map<string, string> {
  const names = new Map(messages.map(({ author }) => [author.id, author.name]));
  return names.set(thread.userId, thread.profile.displayName);
}
