// A file inside a page that loads nothing: its bytes where it is a picture or sound, otherwise a card.

import { renderToString } from "preact-render-to-string";
import type { Attachment } from "../../domain/message.ts";
import type { AttachmentState } from "../attachments.ts";
import { ByteParts, base64 } from "../bytes.ts";
import { attachmentKey } from "../keys.ts";
import { mediaType } from "../media-type.ts";
import { FileCard, MediaView } from "./attachment.tsx";
import type { FileSlot } from "./conversation.tsx";

/** Stands where the base64 comes. With the `"` after it, which user text never holds unescaped, it can't be forged. */
const BYTES = "BYTES";

/** `found` null: nobody looked. */
export function renderCard({ messageId, attachment }: FileSlot, found: AttachmentState | null): string {
  const state = found?.state;
  const place =
    state === "gone"
      ? { why: "The file was gone from Discord before it could be kept." }
      : state === "absent"
        ? { why: "The file wasn't kept." }
        : { key: attachmentKey(messageId, attachment) };
  // Of a sticker's picture only what was kept has a size.
  const size = attachment.size || (found?.state === "kept" ? found.size : null);
  return renderToString(<FileCard attachment={attachment} size={size} place={place} />);
}

/** null: its bytes say that it is neither a picture nor sound. */
export function renderMedia(attachment: Attachment, bytes: Uint8Array): ByteParts | null {
  const type = mediaType(bytes);
  if (type === null) return null;
  const size = attachment.size || bytes.length;
  const source = `data:${type};base64,${BYTES}`;
  const as = type.startsWith("audio/") ? "sound" : "picture";
  const markup = renderToString(<MediaView attachment={attachment} as={as} source={source} size={size} />);
  const at = markup.indexOf(`${BYTES}"`);
  const media = new ByteParts();
  media.add(markup.slice(0, at));
  media.add(base64(bytes));
  media.add(markup.slice(at + BYTES.length));
  return media;
}
