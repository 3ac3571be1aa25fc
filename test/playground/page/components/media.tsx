// Pictures: of attachments, embeds, galleries. What can't be loaded (the page loads nothing from the internet) says so.

import type { APIMediaGalleryItem } from "discord-api-types/v10";
import { useRef, useState } from "preact/hooks";
import { avatarNumber, DefaultAvatar } from "./default-avatar.tsx";

interface PictureProps {
  url: string;
  description?: string | undefined;
  spoiler?: boolean;
  /** Small ones go without a word when they can't be loaded. */
  class?: "" | "tiny" | "thumbnail";
}

/** Links are signed anew with each reading; a picture that is there already isn't loaded again for it. */
function useSteady(url: string): string {
  const kept = useRef(url);
  if (kept.current.split("?")[0] !== url.split("?")[0]) kept.current = url;
  return kept.current;
}

export function Picture({ url: given, description = "", spoiler = false, class: name = "" }: PictureProps) {
  const url = useSteady(given);
  const avatar = avatarNumber(url);
  const [failed, setFailed] = useState(false);
  const [hidden, setHidden] = useState(spoiler);
  if (avatar !== null) return <DefaultAvatar number={avatar} size={name === "tiny" ? 22 : 72} />;
  if (failed && name !== "") return null;
  if (failed) return <span class="picture missing">Picture not shown here: {description || url}</span>;
  if (hidden) {
    return (
      <button type="button" class={`picture covered ${name}`} onClick={() => setHidden(false)}>
        Spoiler: show picture
      </button>
    );
  }
  return (
    <a class={`picture ${name}`} href={url} target="_blank" rel="noreferrer noopener">
      <img src={url} alt={description || "Picture"} onError={() => setFailed(true)} />
    </a>
  );
}

export function Thumbnail({ url, description }: { url: string; description: string }) {
  return <Picture url={url} description={description} class="thumbnail" />;
}

export function Gallery({ items }: { items: APIMediaGalleryItem[] }) {
  return (
    <div class="gallery">
      {items.map(({ media, description, spoiler }) => (
        <Picture key={media.url} url={media.url} description={description ?? ""} spoiler={spoiler === true} />
      ))}
    </div>
  );
}
