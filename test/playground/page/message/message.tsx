// One message: who, when, what it answers, its content in all forms, and what can be done with it.

import { useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { Component } from "../components/component.tsx";
import { memberOf, usePane } from "../data/pane-tools.ts";
import { formatTime, messageTime } from "../markdown/time.ts";
import { Avatar } from "../shell/avatar.tsx";
import { Icon } from "../shell/icon.tsx";
import { Author } from "./author.tsx";
import { Contents } from "./contents.tsx";
import { EditBox } from "./edit-box.tsx";
import { Forward } from "./forward.tsx";
import { MessageToolbar } from "./message-toolbar.tsx";
import { Poll } from "./poll.tsx";
import { Reactions } from "./reactions.tsx";
import { ReplyLine } from "./reply-line.tsx";

const LOADING = 1 << 7;
const COMPONENTS_V2 = 1 << 15;

export function Message({ message, headed }: { message: SeenMessage; headed: boolean }) {
  const pane = usePane();
  const [editing, setEditing] = useState(false);
  const { author } = message;
  const name = memberOf(pane, author.id)?.name ?? author.global_name ?? author.username;
  const thinking = ((message.flags ?? 0) & LOADING) !== 0;
  const mentioned = mentions(message, pane.me.id, pane.guild?.members.find(({ id }) => id === pane.me.id)?.roleIds);
  const classes = ["message", headed && "headed", message.ephemeral && "ephemeral", mentioned && "mentioned"];
  // To wave away what only oneself sees is to delete it, for Discord too.
  const dismiss = () => pane.perform({ do: "delete", channelId: message.channel_id, messageId: message.id });
  const seconds = Date.parse(message.timestamp) / 1000;

  return (
    <li class={classes.filter(Boolean).join(" ")} data-message={message.id}>
      {headed && <ReplyLine message={message} />}
      <div class="message-grid">
        {headed ? (
          <Avatar id={author.id} name={name} bot={author.bot === true} />
        ) : (
          <time class="gutter-time" dateTime={message.timestamp}>
            {formatTime(seconds, "t", Date.now())}
          </time>
        )}
        <div class="message-main">
          {headed && (
            <div class="message-head">
              <Author author={author} name={name} />
              {author.bot && <span class="app-tag">APP</span>}
              <time dateTime={message.timestamp} title={formatTime(seconds, "F", Date.now())}>
                {messageTime(message.timestamp, Date.now())}
              </time>
            </div>
          )}
          {editing ? (
            <EditBox message={message} onClose={() => setEditing(false)} />
          ) : thinking ? (
            <p class="thinking">
              <span class="dots" /> {name} is thinking…
            </p>
          ) : (
            <Content message={message} />
          )}
          {message.ephemeral && (
            <p class="only-you">
              <Icon name="eye" size={14} /> Only you can see this ·{" "}
              <button type="button" class="link" onClick={() => void dismiss()}>
                Dismiss message
              </button>
            </p>
          )}
        </div>
      </div>
      {!editing && !thinking && !message.ephemeral && (
        <MessageToolbar message={message} onEdit={() => setEditing(true)} />
      )}
    </li>
  );
}

function Content({ message }: { message: SeenMessage }) {
  const second = ((message.flags ?? 0) & COMPONENTS_V2) !== 0;
  return (
    <>
      <Contents contents={message} />
      {message.message_snapshots?.map(({ message: snapshot }, index) => (
        <Forward key={index} message={message} snapshot={snapshot} />
      ))}
      {message.poll && <Poll message={message} poll={message.poll} />}
      {message.components && message.components.length > 0 && (
        <div class={second ? "components second" : "components"}>
          {message.components.map((component, index) => (
            <Component key={index} component={component} message={message} />
          ))}
        </div>
      )}
      <Reactions message={message} />
    </>
  );
}

function mentions(message: SeenMessage, me: string, roleIds: readonly string[] = []): boolean {
  return (
    message.mention_everyone ||
    message.mentions.some(({ id }) => id === me) ||
    message.mention_roles.some((id) => roleIds.includes(id))
  );
}
