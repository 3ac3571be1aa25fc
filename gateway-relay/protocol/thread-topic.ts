// The topic of a thread's channel. It lets the relay recognise a channel the moment Discord announces it, and lets the
// Worker find a channel whose creation was cut off. It is a hint only: D1 stays the truth about threads.

/** At most 1024 characters (Discord's limit for a topic); the user is shown as a mention. */
export function formatThreadTopic(thread: { id: string; number: number; userId: string }): string {
  return `Modmail thread #${thread.number} with <@${thread.userId}> · ${thread.id}`;
}

/** The thread, or null when the topic isn't one that `formatThreadTopic` made. */
export function threadInTopic(topic: string | null | undefined): { id: string; userId: string } | null {
  const [, userId, id] = topic?.match(/^Modmail thread #\d+ with <@(\d{17,20})> · ([a-z0-9]{20})$/) ?? [];
  return id === undefined || userId === undefined ? null : { id, userId };
}
