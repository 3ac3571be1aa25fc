// The transcript as one HTML page that loads nothing and runs nothing. Each message is rendered by itself and kept as
// bytes, images go from R2 to base64 bytes one at a time: what is held at once is about twice the finished page.

import { renderToString } from "preact-render-to-string";
import type { Attachment, Message } from "../../domain/message.ts";
import type { Thread } from "../../domain/thread.ts";
import { ByteParts, base64, base64Length } from "../bytes.ts";
import type { FindState } from "../document.ts";
import { imageType } from "../image-type.ts";
import { attachmentKey } from "../keys.ts";
import { FileCard, IMAGE_BYTES, ImageView } from "./attachment.tsx";
import { MessageView } from "./message.tsx";
import type { Names } from "./rich-text.tsx";
import { Person, Shell } from "./shell.tsx";
import { splitSlots } from "./slot.tsx";
import { STYLE } from "./style.ts";
import { timeline } from "./timeline.ts";
import { clock } from "./times.ts";

/** Discord takes files up to 10 MiB: the page stays below that whatever people wrote, also with one message more. */
const MOST_TEXT = 8 * 1024 * 1024;
/** Images are shown while the whole page stays within this. */
const MOST_WITH_IMAGES = 7 * 1024 * 1024;

export interface PageInput {
  thread: Thread;
  guildName: string;
  messages: readonly Message[];
  find: FindState;
  load: (messageId: string, attachment: Attachment) => Promise<Uint8Array | null>;
}

interface FileSlot {
  messageId: string;
  attachment: Attachment;
}

export async function renderPage(input: PageInput): Promise<Uint8Array<ArrayBuffer>> {
  const { thread, guildName, messages } = input;
  const names = knownNames(thread, messages);
  const policy = await contentPolicy();
  const shell = renderToString(
    <Shell thread={thread} guildName={guildName} messages={messages} names={names} policy={policy} />,
  );
  const [before = "", , after = ""] = splitSlots(shell);

  // 1. All text, with a card for each file.
  const page = new ByteParts();
  const files: { place: number; file: FileSlot }[] = [];
  page.add(`<!doctype html>${before}`);
  let shown = 0;
  for (const { markup, message } of renderConversation(thread, messages, names)) {
    if (page.size > MOST_TEXT) {
      page.add(renderToString(<Cut rest={messages.length - shown} />));
      break;
    }
    for (const [index, piece] of splitSlots(markup).entries()) {
      const attachment = index % 2 === 1 ? message?.attachments[Number(piece)] : undefined;
      if (!message || !attachment) page.add(piece);
      else {
        const file = { messageId: message.id, attachment };
        files.push({ place: page.add(renderCard(file, input.find)), file });
      }
    }
    if (message) shown += 1;
  }
  page.add(after);

  // 2. Images in place of their cards, in order, while there is room.
  for (const { place, file } of files) {
    const room = MOST_WITH_IMAGES - page.size + page.sizeAt(place);
    const image = await renderImage(file, input, room);
    if (image !== null) page.replace(place, image);
  }
  return page.join();
}

/** Pieces of markup; a message's slots are named by the places of its attachments. */
function* renderConversation(
  thread: Thread,
  messages: readonly Message[],
  names: Names,
): Generator<{ markup: string; message?: Message }> {
  for (const entry of timeline(thread, messages)) {
    if (entry.type === "day") {
      yield { markup: renderToString(<h2 class="day">{entry.text}</h2>) };
    } else if (entry.type === "claimed") {
      yield { markup: renderToString(<Claimed by={entry.by} at={entry.at} names={names} />) };
    } else {
      const { message, first } = entry;
      yield { markup: renderToString(<MessageView message={message} first={first} names={names} />), message };
    }
  }
}

const Claimed = ({ by, at, names }: { by: string; at: number; names: Names }) => (
  <div class="event">
    <span>
      Claimed by <Person id={by} names={names} /> at {clock(at)}
    </span>
  </div>
);

const Cut = ({ rest }: { rest: number }) => (
  <p class="cut">The page would grow too large for Discord here: {rest} more messages are in the transcript's JSON.</p>
);

function renderCard({ messageId, attachment }: FileSlot, find: FindState): string {
  const state = find(messageId, attachment)?.state;
  const place =
    state === "gone"
      ? { why: "The file was gone from Discord before it could be kept." }
      : state === "absent"
        ? { why: "The file wasn't kept." }
        : { key: attachmentKey(messageId, attachment) };
  return renderToString(<FileCard attachment={attachment} place={place} />);
}

/** null: not an image, not there, or no room for it. */
async function renderImage(slot: FileSlot, { find, load }: PageInput, room: number): Promise<ByteParts | null> {
  const { messageId, attachment } = slot;
  const state = find(messageId, attachment);
  if (state?.state !== "kept" || !mayBeImage(attachment) || base64Length(state.size) > room) return null;
  const bytes = await load(messageId, attachment);
  const type = bytes === null ? null : imageType(bytes);
  if (bytes === null || type === null) return null;
  const markup = renderToString(<ImageView attachment={attachment} type={type} />);
  const at = markup.indexOf(IMAGE_BYTES);
  const image = new ByteParts();
  image.add(markup.slice(0, at));
  image.add(base64(bytes));
  image.add(markup.slice(at + IMAGE_BYTES.length - 1));
  return image.size <= room ? image : null;
}

/** Whether it is worth loading; whether it is an image, its bytes say. */
function mayBeImage({ contentType, name }: Attachment): boolean {
  return /^image\/(png|jpeg|gif|webp)\b/i.test(contentType ?? "") || /\.(png|jpe?g|gif|webp)$/i.test(name);
}

function knownNames(thread: Thread, messages: readonly Message[]): Names {
  const names = new Map(messages.map(({ author }) => [author.id, author.name]));
  return names.set(thread.userId, thread.profile.displayName);
}

async function contentPolicy(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(STYLE));
  const hash = new TextDecoder().decode(base64(new Uint8Array(digest)));
  return `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
}
