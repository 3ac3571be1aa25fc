// The line above a message that says what it answers: another message, or a command someone used.

import type { SeenMessage } from "../../../fake-discord/api.ts";
import { withNames } from "../composer/mentions.ts";
import { nameables } from "../composer/suggestions.tsx";
import { memberOf, nameColor, usePane } from "../data/pane-tools.ts";
import { Avatar } from "../shell/avatar.tsx";
import { Icon } from "../shell/icon.tsx";

const REPLY = 19;
const CONTEXT_MENU_COMMAND = 23;

export function ReplyLine({ message }: { message: SeenMessage }) {
  const pane = usePane();
  const command = commandOf(message);
  if (command) {
    const name = memberOf(pane, command.userId)?.name ?? "Someone";
    return (
      <p class="reply-line">
        <Avatar id={command.userId} name={name} size={16} />
        <strong class="author" style={{ "--name": nameColor(pane.guild, command.userId) ?? "" }}>
          {name}
        </strong>{" "}
        used <span class="mention">{command.name}</span>
      </p>
    );
  }
  if (message.type !== REPLY) return null;
  const answered = message.referenced_message;
  if (!answered) {
    return (
      <p class="reply-line">
        <Icon name="reply" size={14} /> <em>Original message was deleted</em>
      </p>
    );
  }
  const { author } = answered;
  const name = memberOf(pane, author.id)?.name ?? author.username;
  const text =
    answered.content || (answered.attachments.length > 0 ? "Click to see attachment" : "Click to see message");
  const show = () => {
    const list = document.querySelectorAll(`[data-message="${answered.id}"]`);
    for (const one of list) one.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  return (
    <button type="button" class="reply-line" onClick={show}>
      <Avatar id={author.id} name={name} bot={author.bot === true} size={16} />
      <strong class="author" style={{ "--name": nameColor(pane.guild, author.id) ?? "" }}>
        {name}
      </strong>
      <span class="reply-text">{withNames(text, nameables(pane))}</span>
    </button>
  );
}

/** Discord names the command in the older `interaction`; the newer metadata may lack the name. */
function commandOf(message: SeenMessage): { name: string; userId: string } | null {
  const old = message.interaction;
  if (old?.type === 2) return { name: `/${old.name}`, userId: old.user.id };
  const metadata = message.interaction_metadata;
  if (metadata?.type === 2 && "name" in metadata && typeof metadata.name === "string") {
    const slash = message.type === CONTEXT_MENU_COMMAND ? "" : "/";
    return { name: `${slash}${metadata.name}`, userId: metadata.user.id };
  }
  return null;
}
