// The emoji of a button, an option, a reaction or a text: the character itself, or a server's own as a picture.

import type { APIMessageComponentEmoji } from "discord-api-types/v10";
import { usePane } from "../data/pane-tools.ts";

type AnyEmoji = { id?: string | null; name?: string | null };

export function Emoji({ emoji }: { emoji: AnyEmoji | APIMessageComponentEmoji }) {
  return <span class="emoji">{emoji.id ? <EmojiPicture id={emoji.id} name={emoji.name ?? "?"} /> : emoji.name}</span>;
}

export function EmojiPicture({ id, name }: { id: string; name: string }) {
  const { cdnUrl } = usePane().world;
  return <img class="emoji-picture" src={`${cdnUrl}/emojis/${id}.webp`} alt={`:${name}:`} title={`:${name}:`} />;
}

/** As the API wants it in a path: the character itself, or name:id. */
export function emojiKey(emoji: AnyEmoji): string {
  return emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? "");
}
