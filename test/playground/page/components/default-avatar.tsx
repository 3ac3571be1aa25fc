// A link to one of Discord's default avatars, drawn here: the page loads nothing from the internet.

import { usePane } from "../data/pane-tools.ts";
import { Avatar, defaultAvatar } from "../shell/avatar.tsx";

/** The number of the default avatar that a link shows; null for any other link. */
export function avatarNumber(url: string): number | null {
  const [, number] = /\/embed\/avatars\/([0-5])\.png/.exec(url) ?? [];
  return number === undefined ? null : Number(number);
}

/** When the scene has one person with this avatar, it is theirs. */
export function DefaultAvatar({ number, size }: { number: number; size: number }) {
  const { world } = usePane();
  const owners = world.people.filter(({ id }) => defaultAvatar(id) === number);
  const [only] = owners;
  const id = only?.id ?? String(BigInt(number) << 22n);
  return <Avatar id={id} name={owners.length === 1 && only ? only.name : "?"} size={size} />;
}
