// An attachment on the page: a picture, a recording, or a card that says what it was and where it lies.

import type { ComponentChildren } from "preact";
import type { Attachment } from "../../domain/message.ts";
import { fileSize, playingTime } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

/** What a file may be shown as; null: as a card. */
export type Shown = "picture" | "sound";

interface MediaProps {
  attachment: Attachment;
  as: Shown;
  source: string;
  /** Bytes; null: nobody knows. */
  size: number | null;
  /** Where to get it by itself. */
  href?: string;
}

export function MediaView({ attachment, as, source, size, href }: MediaProps) {
  const { name, description, seconds } = attachment;
  const alt = visibleText(description || name || "Image");
  // What is fetched waits until somebody comes near it.
  const picture = href === undefined ? <img src={source} alt={alt} /> : <img src={source} alt={alt} loading="lazy" />;
  return (
    <MaybeSpoiler attachment={attachment}>
      <figure>
        {as === "sound" ? (
          // biome-ignore lint/a11y/useMediaCaption: nobody has written down what is said in it
          <audio controls preload="none" src={source} />
        ) : href === undefined ? (
          picture
        ) : (
          <a href={href}>{picture}</a>
        )}
        <figcaption>
          <Name name={name} href={href} />
          {seconds === undefined ? "" : ` · voice message, ${playingTime(seconds)}`}
          {size === null ? "" : ` · ${fileSize(size)}`}
          {description === null ? null : <bdi> · {visibleName(description)}</bdi>}
        </figcaption>
      </figure>
    </MaybeSpoiler>
  );
}

interface CardProps {
  attachment: Attachment;
  /** Bytes; null: nobody knows. */
  size: number | null;
  /** Its key in R2, where to get it, or why there is neither. */
  place: { key: string } | { href: string } | { why: string };
}

export const FileCard = ({ attachment, size, place }: CardProps) => (
  <MaybeSpoiler attachment={attachment}>
    <div class={"why" in place ? "file gone" : "file"}>
      <span class="kind" aria-hidden="true">
        {extension(attachment.name)}
      </span>
      <b>
        <Name name={attachment.name} href={"href" in place ? place.href : undefined} />
      </b>
      <small>
        {size === null ? null : `${fileSize(size)} · `}
        <bdi>{visibleName(attachment.contentType ?? "unknown type")}</bdi>
        {attachment.seconds === undefined ? null : ` · voice message, ${playingTime(attachment.seconds)}`}
        {attachment.description === null ? null : <bdi> · {visibleName(attachment.description)}</bdi>}
        {"href" in place ? null : (
          <>
            <br />
            {"key" in place ? <code>{place.key}</code> : place.why}
          </>
        )}
      </small>
    </div>
  </MaybeSpoiler>
);

const Name = ({ name, href }: { name: string; href: string | undefined }) =>
  href === undefined ? (
    <bdi>{visibleName(name)}</bdi>
  ) : (
    <a href={href}>
      <bdi>{visibleName(name)}</bdi>
    </a>
  );

/** As what it may be worth loading, by its sender's word: what it is, its bytes say. */
export function likelyShown({ contentType, name }: Attachment): Shown | null {
  if (/^image\/(?:png|jpeg|gif|webp)/i.test(contentType ?? "") || /\.(?:png|jpe?g|gif|webp)$/i.test(name))
    return "picture";
  return /^audio\//i.test(contentType ?? "") || /\.(?:ogg|mp3|wav|m4a)$/i.test(name) ? "sound" : null;
}

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
