// A person's picture: initials on a colour that follows from the id, or the envelope for bots. Decorative.

import { Icon } from "./icon.tsx";

/** Dark enough for white letters at AA; as many as Discord has default avatars. */
const COLOURS = ["#a13d63", "#2f6fb2", "#1d7a6b", "#8a5a12", "#7b4bc0", "#b0413e"];

/** Which of Discord's six default avatars a user has. */
export function defaultAvatar(userId: string): number {
  return Number((BigInt(userId) >> 22n) % 6n);
}

export function colourOf(name: string): string {
  const sum = [...name].reduce((total, sign) => (total * 31 + sign.charCodeAt(0)) % 9973, 7);
  return COLOURS[sum % COLOURS.length] ?? "";
}

export function initials(name: string, most = 1): string {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  return words
    .slice(0, most)
    .map((word) => [...word][0]?.toUpperCase() ?? "")
    .join("");
}

interface AvatarProps {
  id: string;
  name: string;
  bot?: boolean;
  size?: number;
}

export function Avatar({ id, name, bot = false, size = 40 }: AvatarProps) {
  return (
    <span
      class={bot ? "avatar bot" : "avatar"}
      style={{
        width: `${size}px`,
        height: `${size}px`,
        fontSize: `${size * 0.44}px`,
        ...(bot ? {} : { background: COLOURS[defaultAvatar(id)] ?? "" }),
      }}
      aria-hidden="true"
    >
      {bot ? <Icon name="envelope" size={size * 0.55} /> : initials(name)}
    </span>
  );
}
