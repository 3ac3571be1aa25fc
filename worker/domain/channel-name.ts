// The name of a thread's channel. Pure.

/**
 * `modmail-<username>` in the alphabet that Discord keeps for text channels, at most 100 characters. The user's id
 * stands in when nothing of the name is left.
 */
export function channelName(user: { username: string; id: string }): string {
  const name = user.username
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_-]+/gu, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-|-$/g, "");
  return `modmail-${[...(name || user.id)].slice(0, 90).join("")}`;
}
