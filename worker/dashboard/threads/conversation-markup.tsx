// The conversation on the dashboard: as the transcript's page shows it, with people's pictures, and files by links that
// last as long as somebody reads.

import { renderToString } from "preact-render-to-string";
import type { Message } from "../../domain/message.ts";
import { excerptOf, type Term } from "../../domain/search.ts";
import type { Thread } from "../../domain/thread.ts";
import type { NamedStaff, ThreadPage } from "../../threads/ports.ts";
import { FileCard, likelyShown, MediaView } from "../../transcripts/page/attachment.tsx";
import { type ConversationEntry, conversation, type FileSlot } from "../../transcripts/page/conversation.tsx";
import { startTimeline } from "../../transcripts/page/timeline.ts";
import type { DashboardApp } from "../page.ts";
import { servedPath } from "./file-link.ts";
import { filePath, threadPath, withQuery } from "./paths.ts";

/** Names by ids; of those that come twice the last counts, and the user's is the thread's. */
export function namesOf({ userId, profile }: Thread, people: readonly NamedStaff[]): Map<string, string> {
  const names = new Map(people.flatMap(({ id, name }) => (name === null ? [] : [[id, name] as const])));
  return names.set(userId, profile.displayName);
}

/** Of everybody who wrote on this page, and of who claimed and closed the thread. */
export const namesOn = ({ thread, staff, messages }: Pick<ThreadPage, "thread" | "staff" | "messages">) =>
  namesOf(thread, [...staff, ...messages.map(({ author }) => author)]);

/** Markup, entry by entry. What has one of the terms in it is marked as found; the first is the place to go to. */
export async function* conversationMarkup(
  page: ThreadPage,
  app: Pick<DashboardApp, "links">,
  terms: readonly Term[] = [],
): AsyncGenerator<{ markup: string; message: Message | null }> {
  let found = false;
  for (const { pieces, message } of entriesOf(page)) {
    let markup = "";
    for (const piece of pieces) markup += typeof piece === "string" ? piece : await fileMarkup(page, piece, app);
    if (message !== null && hasAny(message, terms)) {
      markup = `<div class="found"${found ? "" : ' id="found"'}>${markup}</div>`;
      found = true;
    }
    yield { markup, message };
  }
}

/** The claim comes once, on the part on which it happened. */
function* entriesOf(page: ThreadPage): Generator<ConversationEntry> {
  const { thread, messages, answered, earlier, later } = page;
  const [first, last] = [messages[0], messages.at(-1)];
  const at = thread.claimedAt ?? 0;
  const claimedElsewhere = (earlier && first && at < first.sentAt) || (later && last && at > last.sentAt);
  const line = startTimeline({ claimedBy: thread.claimedBy, claimedAt: claimedElsewhere ? null : thread.claimedAt });
  const known = new Map([...messages, ...answered].map((message) => [message.id, message]));
  const isElsewhere = new Set(answered);
  const pageOf = (message: Message) =>
    isElsewhere.has(message) ? withQuery(threadPath(thread.guildId, thread.id), { at: String(message.sentAt) }) : "";
  const looks = { names: namesOn(page), known, pageOf, pictures: true };
  yield* conversation(line.entries(messages), looks);
  yield* conversation(line.end(), looks);
}

async function fileMarkup(
  { thread }: ThreadPage,
  { messageId, attachment }: FileSlot,
  app: Pick<DashboardApp, "links">,
) {
  const href = filePath(thread, messageId, attachment.id);
  const size = attachment.size || null;
  const as = likelyShown(attachment);
  if (as === null) return renderToString(<FileCard attachment={attachment} size={size} place={{ href }} />);
  const source = await servedPath(app, thread, messageId, attachment.id);
  return renderToString(<MediaView attachment={attachment} as={as} source={source} size={size} href={href} />);
}

const hasAny = ({ content }: Message, terms: readonly Term[]): boolean =>
  terms.some((term) => excerptOf(content, [term]) !== null);
