// An attachment on the page: a picture, a recording, or a card that says what it was and where it lies.

import type { ComponentChildren } from "preact";
import type { Attachment } from "../../domain/message.ts";
import type { MediaType } from "../media-type.ts";
import { fileSize, playingTime } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

/** Stands where the file's base64 comes. In user text the `"` would be escaped, so it can't be forged there. */
export const MEDIA_BYTES = 'BYTES"';

/** `size`: in bytes. */
export function MediaView({ attachment, type, size }: { attachment: Attachment; type: MediaType; size: number }) {
  const { name, description, seconds } = attachment;
  const source = `data:${type};base64,BYTES`;
  return (
    <MaybeSpoiler attachment={attachment}>
      <figure>
        {type.startsWith("audio/") ? (
          // biome-ignore lint/a11y/useMediaCaption: nobody has written down what is said in it
          <audio controls preload="none" src={source} />
        ) : (
          <img src={source} alt={visibleText(description || name || "Image")} />
        )}
        <figcaption>
          <bdi>{visibleName(name)}</bdi>
          {seconds === undefined ? "" : ` · voice message, ${playingTime(seconds)}`} · {fileSize(size)}
          {description === null ? null : <bdi> · {visibleName(description)}</bdi>}
        </figcaption>
      </figure>
    </MaybeSpoiler>
  );
}

/** `key` is null when the file isn't in R2; `why` then says so. `size` null: nobody knows. */
export const FileCard = ({
  attachment,
  size,
  place,
}: {
  attachment: Attachment;
  size: number | null;
  place: { key: string } | { why: string };
}) => (
  <MaybeSpoiler attachment={attachment}>
    <div class={"key" in place ? "file" : "file gone"}>
      <span class="kind" aria-hidden="true">
        {extension(attachment.name)}
      </span>
      <b>
        <bdi>{visibleName(attachment.name)}</bdi>
      </b>
      <small>
        {size === null ? null : `${fileSize(size)} · `}
        <bdi>{visibleName(attachment.contentType ?? "unknown type")}</bdi>
        {attachment.seconds === undefined ? null : ` · voice message, ${playingTime(attachment.seconds)}`}
        {attachment.description === null ? null : <bdi> · {visibleName(attachment.description)}</bdi>}
        <br />
        {"key" in place ? <code>{place.key}</code> : place.why}
      </small>
    </div>
  </MaybeSpoiler>
);

const MaybeSpoiler = ({ attachment, children }: { attachment: Attachment; children: ComponentChildren }) =>
  attachment.spoiler ? (
    <details>
      <summary>
        Spoiler: <bdi>{visibleName(attachment.name)}</bdi>
      </summary>
      {children}
    </details>
  ) : (
    children
  );

const extension = (name: string): string => (name.match(/\.([A-Za-z0-9]{1,4})$/)?.[1] ?? "file").toUpperCase();
