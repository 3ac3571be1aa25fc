// An open channel: its head, its messages, what failed, and the message box. Files can be dropped anywhere on it.

import { useState } from "preact/hooks";
import type { ChannelView } from "../../wire.ts";
import { Composer } from "../composer/composer.tsx";
import { getMessages } from "../data/api.ts";
import { usePane } from "../data/pane-tools.ts";
import { useLive } from "../data/use-live.ts";
import { Markdown, MarkdownLine } from "../markdown/markdown.tsx";
import { Avatar } from "../shell/avatar.tsx";
import { Icon } from "../shell/icon.tsx";
import { MessageList } from "./message-list.tsx";
import { Notice, type NoticeText } from "./notice.tsx";
import { Typing } from "./typing.tsx";

interface ChatProps {
  channel: ChannelView;
  notices: NoticeText[];
  onDismissNotice(id: number): void;
  replyTo: string | null;
  onReplyDone(): void;
  fill: { text: string } | null;
  /** The message box takes the focus when the channel opens. */
  takesFocus: boolean;
  onMenu(): void;
}

export function Chat({ channel, notices, replyTo, fill, takesFocus, ...on }: ChatProps) {
  const pane = usePane();
  const [files, setFiles] = useState<File[]>([]);
  const [dropping, setDropping] = useState(false);
  const { value: messages, error } = useLive(
    `${pane.me.id} ${channel.id}`,
    () => getMessages(pane.me.id, channel.id),
    (change) => (change.kind === "message" || change.kind === "message-deleted") && change.channelId === channel.id,
  );
  const isDm = channel.id === pane.view.dm.id;
  const placeName = isDm ? `@${channel.name}` : `#${channel.name}`;
  const shown = messages ?? [];

  return (
    <section
      class={dropping ? "chat dropping" : "chat"}
      aria-label={placeName}
      onDragOver={(event) => {
        event.preventDefault();
        setDropping(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropping(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setDropping(false);
        setFiles([...files, ...(event.dataTransfer?.files ?? [])].slice(0, 10));
      }}
    >
      <header class="chat-head">
        <button type="button" class="icon-button menu" aria-label="Servers and channels" onClick={on.onMenu}>
          <Icon name="menu" />
        </button>
        {isDm ? <Avatar id={pane.world.bot.id} name={channel.name} bot size={24} /> : <Icon name="hash" size={22} />}
        <h1>{channel.name}</h1>
        {channel.topic && (
          <p class="topic">
            <MarkdownLine text={channel.topic} />
          </p>
        )}
      </header>
      <MessageList
        messages={shown}
        label={`Messages in ${placeName}`}
        beginning={error ? <p role="alert">{error}</p> : messages && <Beginning channel={channel} isDm={isDm} />}
      >
        {notices.map((notice) => (
          <Notice
            key={notice.id}
            notice={notice}
            bot={pane.world.bot}
            onDismiss={() => on.onDismissNotice(notice.id)}
          />
        ))}
      </MessageList>
      <Typing channelId={channel.id} messages={shown} />
      <Composer
        placeName={placeName}
        replyTo={shown.find(({ id }) => id === replyTo) ?? null}
        onReplyDone={on.onReplyDone}
        files={files}
        onFiles={setFiles}
        fill={fill}
        takesFocus={takesFocus}
      />
      {dropping && <p class="drop-hint">Drop files to attach them</p>}
    </section>
  );
}

function Beginning({ channel, isDm }: { channel: ChannelView; isDm: boolean }) {
  const pane = usePane();
  if (isDm) {
    return (
      <>
        <Avatar id={pane.world.bot.id} name={channel.name} bot size={64} />
        <p class="beginning-title">{channel.name}</p>
        <p>
          This is the beginning of your direct messages with <strong>{channel.name}</strong>.
        </p>
      </>
    );
  }
  return (
    <>
      <span class="beginning-mark">
        <Icon name="hash" size={36} />
      </span>
      <p class="beginning-title">Welcome to #{channel.name}!</p>
      <Markdown text={channel.topic || `This is the start of the #${channel.name} channel.`} />
    </>
  );
}
