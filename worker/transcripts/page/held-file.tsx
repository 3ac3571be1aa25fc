// A file inside a page that loads nothing: its bytes where it is a picture or sound, otherwise a card.

import { renderToString } from "preact-render-to-string";
import type { Attachment } from "../../domain/message.ts";
import type { AttachmentState } from "../attachments.ts";
import { ByteParts, base64 } from "../bytes.ts";
import { attachmentKey } from "../keys.ts";
import { mediaType } from "../media-type.ts";
import { FileCard, MEDIA_BYTES, MediaView } from "./attachment.tsx";
import type { FileSlot } from "./conversation.tsx";

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
  const markup = renderToString(<MediaView attachment={attachment} type={type} size={size} />);
  const at = markup.indexOf(MEDIA_BYTES);
  const media = new ByteParts();
  media.add(markup.slice(0, at));
  media.add(base64(bytes));
  media.add(markup.slice(at + MEDIA_BYTES.length - 1));
  return media;
}

/** Whether it is worth loading; what it is, its bytes say. */
export function mayBeMedia({ contentType, name }: Attachment): boolean {
  return (
    /^(?:image\/(?:png|jpeg|gif|webp)|audio\/)/i.test(contentType ?? "") ||
    /\.(?:png|jpe?g|gif|webp|ogg|mp3|wav|m4a)$/i.test(name)
  );
}
