// The reactions under a message, and the small choice of emoji to add one.

import { useEffect, useRef, useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { Emoji, emojiKey } from "../components/emoji.tsx";
import { usePane } from "../data/pane-tools.ts";
import { Icon } from "../shell/icon.tsx";

const QUICK = ["👍", "❤️", "😂", "🎉", "👀", "✅", "❌", "🙏"];

export function Reactions({ message }: { message: SeenMessage }) {
  const pane = usePane();
  const reactions = message.reactions ?? [];
  if (reactions.length === 0) return null;
  return (
    <ul class="reactions" aria-label="Reactions">
      {reactions.map(({ emoji, count, me }) => (
        <li key={emojiKey(emoji)}>
          <button
            type="button"
            class={me ? "reaction mine" : "reaction"}
            aria-pressed={me}
            aria-label={`${emoji.name ?? "reaction"}, ${count}`}
            onClick={() => {
              if (!me) void react(pane, message, emojiKey(emoji));
            }}
          >
            <Emoji emoji={emoji} />
            <span>{count}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function react(pane: ReturnType<typeof usePane>, message: SeenMessage, emoji: string): Promise<boolean> {
  return pane.perform({ do: "react", channelId: message.channel_id, messageId: message.id, emoji });
}

export function AddReaction({ message }: { message: SeenMessage }) {
  const pane = usePane();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only listens for Escape from the buttons inside.
    <span class="add-reaction" ref={box} onKeyDown={(event) => event.key === "Escape" && setOpen(false)}>
      <button
        type="button"
        aria-label="Add reaction"
        title="Add reaction"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="smile" size={18} />
      </button>
      {open && (
        <span class="quick-emoji">
          {QUICK.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={`React with ${emoji}`}
              onClick={() => {
                setOpen(false);
                void react(pane, message, emoji);
              }}
            >
              {emoji}
            </button>
          ))}
        </span>
      )}
    </span>
  );
}
