// The emoji of a button, an option or a reaction. Custom ones show their name: the fake has no pictures for them.

import type { APIMessageComponentEmoji } from "discord-api-types/v10";

type AnyEmoji = { id?: string | null; name?: string | null };

export function Emoji({ emoji }: { emoji: AnyEmoji | APIMessageComponentEmoji }) {
  return <span class="emoji">{emoji.id ? `:${emoji.name}:` : emoji.name}</span>;
}

/** As the API wants it in a path: the character itself, or name:id. */
export function emojiKey(emoji: AnyEmoji): string {
  return emoji.id ? `${emoji.name}:${emoji.id}` : (emoji.name ?? "");
}
