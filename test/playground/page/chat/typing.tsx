// Who is typing in the open channel. A sign goes after ten seconds, or when the message comes.

import { useEffect, useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { useChanges } from "../data/changes.ts";
import { memberOf, usePane } from "../data/pane-tools.ts";

const LASTS = 10_000;

export function Typing({ channelId, messages }: { channelId: string; messages: readonly SeenMessage[] }) {
  const pane = usePane();
  const [signs, setSigns] = useState<ReadonlyMap<string, number>>(new Map());
  useChanges((change) => {
    if (change.kind !== "typing" || change.channelId !== channelId || change.userId === pane.me.id) return;
    setSigns((before) => new Map(before).set(change.userId, Date.now()));
  }, `${channelId} ${pane.me.id}`);
  // The oldest sign goes first; then this looks at the next one.
  useEffect(() => {
    const oldest = Math.min(...signs.values());
    if (signs.size === 0) return;
    const fade = () => setSigns((before) => new Map([...before].filter(([, since]) => Date.now() - since < LASTS)));
    const timer = setTimeout(fade, oldest + LASTS - Date.now());
    return () => clearTimeout(timer);
  }, [signs]);

  const names = [...signs]
    .filter(
      ([userId, since]) => !messages.some((one) => one.author.id === userId && Date.parse(one.timestamp) >= since),
    )
    .map(([userId]) => memberOf(pane, userId)?.name ?? "Someone");
  return (
    <p class="typing" aria-live="polite">
      {names.length > 0 && (
        <>
          <span class="dots" aria-hidden="true" /> <strong>{names.join(", ")}</strong>{" "}
          {names.length === 1 ? "is typing…" : "are typing…"}
        </>
      )}
    </p>
  );
}
