// What can be done with a message, shown on hover and focus: react, reply, more, and with one's own: edit, delete.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { usePane } from "../data/pane-tools.ts";
import { Icon } from "../shell/icon.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { AddReaction } from "./reactions.tsx";

export function MessageToolbar({ message, onEdit }: { message: SeenMessage; onEdit(): void }) {
  const pane = usePane();
  const own = message.author.id === pane.me.id;
  const remove = () => pane.perform({ do: "delete", channelId: message.channel_id, messageId: message.id });
  return (
    <div class="toolbar" role="toolbar" aria-label="Message actions">
      <AddReaction message={message} />
      <button type="button" aria-label="Reply" title="Reply" onClick={() => pane.reply(message.id)}>
        <Icon name="reply" size={18} />
      </button>
      {own && (
        <>
          <button type="button" aria-label="Edit" title="Edit" onClick={onEdit}>
            <Icon name="edit" size={18} />
          </button>
          <button type="button" class="danger" aria-label="Delete" title="Delete" onClick={() => void remove()}>
            <Icon name="trash" size={18} />
          </button>
        </>
      )}
      <MessageMenu message={message} />
    </div>
  );
}
