// The reactions under a message, and the small choice of emoji to add one.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { Emoji, emojiKey } from "../components/emoji.tsx";
import { type PaneTools, usePane } from "../data/pane-tools.ts";
import { Popover } from "../picker/popover.tsx";
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
            onClick={() => void react(pane, message, emojiKey(emoji), me ? "unreact" : "react")}
          >
            <Emoji emoji={emoji} />
            <span>{count}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function react(
  pane: PaneTools,
  { channel_id: channelId, id: messageId }: SeenMessage,
  emoji: string,
  what: "react" | "unreact" = "react",
): Promise<boolean> {
  return pane.perform({ do: what, channelId, messageId, emoji });
}

export function AddReaction({ message }: { message: SeenMessage }) {
  const pane = usePane();
  const own = pane.guild?.emojis ?? [];
  return (
    <Popover label="Add reaction" trigger={<Icon name="smile" size={18} />} panelClass="quick-emoji">
      {(close) => {
        const choose = (emoji: string) => {
          close();
          void react(pane, message, emoji);
        };
        return (
          <>
            {QUICK.map((emoji) => (
              <button key={emoji} type="button" aria-label={`React with ${emoji}`} onClick={() => choose(emoji)}>
                {emoji}
              </button>
            ))}
            {own.map((emoji) => (
              <button
                key={emoji.id}
                type="button"
                aria-label={`React with :${emoji.name}:`}
                onClick={() => choose(emojiKey(emoji))}
              >
                <Emoji emoji={emoji} />
              </button>
            ))}
          </>
        );
      }}
    </Popover>
  );
}
