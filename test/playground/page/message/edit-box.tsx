// The box in which someone edits their own message: Enter saves, Escape leaves it as it was.

import { useEffect, useRef, useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { usePane } from "../data/pane-tools.ts";

export function EditBox({ message, onClose }: { message: SeenMessage; onClose(): void }) {
  const pane = usePane();
  const [content, setContent] = useState(message.content);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(message.content.length, message.content.length);
  }, [message.content]);

  const save = async () => {
    const unchanged = content === message.content;
    const action = { do: "edit", channelId: message.channel_id, messageId: message.id, content } as const;
    if (unchanged || (await pane.perform(action))) onClose();
  };
  return (
    <div class="edit-box">
      <textarea
        ref={field}
        aria-label="Edit message"
        value={content}
        maxLength={2000}
        onInput={(event) => setContent(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void save();
        }}
      />
      <p class="hint">
        escape to{" "}
        <button type="button" class="link" onClick={onClose}>
          cancel
        </button>{" "}
        · enter to{" "}
        <button type="button" class="link" onClick={() => void save()}>
          save
        </button>
      </p>
    </div>
  );
}
