// An attachment on the page: an image, or a card that says what it was and where it lies.

import type { ComponentChildren } from "preact";
import type { Attachment } from "../../domain/message.ts";
import type { ImageType } from "../image-type.ts";
import { fileSize } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

/** Stands where the image's base64 comes. In user text the `"` would be escaped, so it can't be forged there. */
export const IMAGE_BYTES = 'BYTES"';

export const ImageView = ({ attachment, type }: { attachment: Attachment; type: ImageType }) => (
  <MaybeSpoiler attachment={attachment}>
    <figure>
      <img src={`data:${type};base64,BYTES`} alt={visibleText(attachment.description || attachment.name || "Image")} />
      <figcaption>
        <bdi>{visibleName(attachment.name)}</bdi> · {fileSize(attachment.size)}
        {attachment.description === null ? null : <bdi> · {visibleName(attachment.description)}</bdi>}
      </figcaption>
    </figure>
  </MaybeSpoiler>
);

/** `key` is null when the file isn't in R2; `why` then says so. */
export const FileCard = ({
  attachment,
  place,
}: {
  attachment: Attachment;
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
        {fileSize(attachment.size)} · <bdi>{visibleName(attachment.contentType ?? "unknown type")}</bdi>
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
