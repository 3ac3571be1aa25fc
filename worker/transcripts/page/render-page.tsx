// The transcript as one HTML page that loads nothing and runs nothing. Each message is rendered by itself and kept as
// bytes, pictures and sound go from R2 to base64 bytes one at a time: what is held at once is about twice the finished page.

import { renderToString } from "preact-render-to-string";
import type { Attachment, Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";
import { totalsOf } from "../../domain/totals.ts";
import { ByteParts, base64Length } from "../bytes.ts";
import type { FindState } from "../document-message.ts";
import { likelyShown } from "./attachment.tsx";
import { conversation, type FileSlot, namesIn } from "./conversation.tsx";
import { renderCard, renderMedia } from "./held-file.tsx";
import { contentPolicy } from "./policy.ts";
import { Shell } from "./shell.tsx";
import { splitSlots } from "./slot.tsx";
import { timeline } from "./timeline.ts";

/** Discord takes files up to 10 MiB: the page stays below that whatever people wrote, also with one message more. */
const MOST_TEXT = 8 * 1024 * 1024;
/** Pictures are shown and sound can be played while the whole page stays within this. */
const MOST_WITH_MEDIA = 7 * 1024 * 1024;

export interface PageInput {
  thread: Thread;
  guildName: string;
  messages: readonly Message[];
  find: FindState;
  load: (messageId: string, attachment: Attachment) => Promise<Uint8Array | null>;
}

export async function renderPage(input: PageInput): Promise<Uint8Array<ArrayBuffer>> {
  const { thread, guildName, messages } = input;
  const names = namesIn(thread, messages);
  const known = new Map(messages.map((message) => [message.id, message]));
  const policy = await contentPolicy();
  const shell = renderToString(
    <Shell thread={thread} guildName={guildName} totals={totalsOf(messages)} names={names} policy={policy} />,
  );
  const [before = "", , after = ""] = splitSlots(shell);

  // 1. All text, with a card for each file.
  const page = new ByteParts();
  const files: { place: number; file: FileSlot }[] = [];
  page.add(`<!doctype html>${before}`);
  let shown = 0;
  for (const { pieces, message } of conversation(timeline(thread, messages), { names, known })) {
    if (page.size > MOST_TEXT) {
      page.add(renderToString(<Cut rest={messages.length - shown} />));
      break;
    }
    for (const piece of pieces) {
      if (typeof piece === "string") page.add(piece);
      else
        files.push({ place: page.add(renderCard(piece, input.find(piece.messageId, piece.attachment))), file: piece });
    }
    if (message) shown += 1;
  }
  page.add(after);

  // 2. Pictures and sound in place of their cards, in order, while there is room.
  for (const { place, file } of files) {
    const room = MOST_WITH_MEDIA - page.size + page.sizeAt(place);
    const media = await tryMedia(file, input, room);
    if (media !== null) page.replace(place, media);
  }
  return page.join();
}

const Cut = ({ rest }: { rest: number }) => (
  <p class="cut">The page would grow too large for Discord here: {rest} more messages are in the transcript's JSON.</p>
);

/** null: neither a picture nor sound, not there, or no room for it. */
async function tryMedia(slot: FileSlot, { find, load }: PageInput, room: number): Promise<ByteParts | null> {
  const { messageId, attachment } = slot;
  const state = find(messageId, attachment);
  if (state?.state !== "kept" || likelyShown(attachment) === null || base64Length(state.size) > room) return null;
  const bytes = await load(messageId, attachment);
  const media = bytes === null ? null : renderMedia(attachment, bytes);
  return media !== null && media.size <= room ? media : null;
}
