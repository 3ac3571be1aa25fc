// The message box: text, files, the reply it is for, and slash commands. Enter sends, Shift+Enter breaks the line.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { getCommands } from "../data/api.ts";
import { memberOf, usePane } from "../data/pane-tools.ts";
import { useLive } from "../data/use-live.ts";
import { useOptionKeys } from "../picker/use-option-keys.ts";
import { Icon } from "../shell/icon.tsx";
import { CommandForm } from "./command-form.tsx";
import { ExtrasMenu } from "./extras-menu.tsx";
import { FileTray } from "./file-tray.tsx";
import { withMentions } from "./mentions.ts";
import { MessageBox } from "./message-box.tsx";
import { type Runnable, toRunnables } from "./runnable.ts";
import { SuggestionList } from "./suggestion-list.tsx";
import { nameables, suggest } from "./suggestions.tsx";
import { useTyping } from "./use-typing.ts";

interface ComposerProps {
  /** Where the message goes, as it is said: "#general", "@Modmail". */
  placeName: string;
  replyTo: SeenMessage | null;
  onReplyDone(): void;
  files: File[];
  onFiles(files: File[]): void;
  /** A text that someone outside wants in the box; taken when it changes. */
  fill: { text: string } | null;
  takesFocus: boolean;
}

export function Composer({ placeName, replyTo, onReplyDone, files, onFiles, fill, takesFocus }: ComposerProps) {
  const pane = usePane();
  const [text, setText] = useState("");
  const [command, setCommand] = useState<Runnable | null>(null);
  /** The text for which suggestions were waved away. */
  const [hushed, setHushed] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const typing = useTyping(pane);
  const { value: commands } = useLive(
    `commands ${pane.me.id} ${pane.channelId}`,
    () => getCommands(pane.me.id, pane.channelId),
    (change) => change.kind === "commands" || change.kind === "guild",
  );

  useEffect(() => {
    if (!fill) return;
    setCommand(null);
    setText(fill.text);
    field.current?.focus();
  }, [fill]);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);
  // Whoever opened this channel by hand wants to write in it.
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, [takesFocus]);

  const suggestions = text === hushed ? null : suggest(text, toRunnables(commands ?? []), pane);
  const choose = (index: number) => {
    const chosen = suggestions?.choose(index) ?? null;
    if (typeof chosen === "string") setText(chosen);
    else if (chosen) {
      setText("");
      setCommand(chosen);
    }
  };
  const keys = useOptionKeys(suggestions?.options.length ?? 0, text, choose, true);

  const leaveCommand = () => {
    setCommand(null);
    requestAnimationFrame(() => field.current?.focus());
  };
  const send = async () => {
    if (text.trim() === "" && files.length === 0) return;
    const sent = { text, files };
    setText("");
    onFiles([]);
    onReplyDone();
    const content = withMentions(sent.text.trim(), nameables(pane));
    const reply = replyTo ? { replyTo: replyTo.id } : {};
    const done = await pane.perform({ do: "send", channelId: pane.channelId, content, ...reply }, sent.files);
    if (done) return;
    // Nothing that was written is lost.
    setText((now) => now || sent.text);
    onFiles(sent.files);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || keys.onKey(event)) return;
    if (event.key === "Escape") {
      if (suggestions) setHushed(text);
      else if (replyTo) onReplyDone();
    }
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    void send();
  };

  return (
    <div class="composer">
      {suggestions && (
        <SuggestionList
          id={listId}
          suggestions={suggestions}
          active={keys.active}
          onActive={keys.setActive}
          onChoose={choose}
        />
      )}
      {replyTo && !command && (
        <div class="replying">
          <span>
            Replying to <strong>{memberOf(pane, replyTo.author.id)?.name ?? replyTo.author.username}</strong>
          </span>
          <button type="button" aria-label="Don't reply" onClick={onReplyDone}>
            <Icon name="close" size={16} />
          </button>
        </div>
      )}
      {command ? (
        <CommandForm key={command.path} command={command} onClose={leaveCommand} />
      ) : (
        <>
          <FileTray files={files} onRemove={(index) => onFiles(files.filter((_, at) => at !== index))} />
          <MessageBox
            field={field}
            label={`Message ${placeName}`}
            text={text}
            list={suggestions ? { id: listId, active: keys.active } : null}
            onText={(written) => {
              setText(written);
              typing(written);
            }}
            extras={<ExtrasMenu replyTo={replyTo?.id ?? null} onSent={onReplyDone} />}
            onFiles={(added) => {
              if (added.length > 0) onFiles([...files, ...added].slice(0, 10));
            }}
            onKeyDown={onKeyDown}
            onSend={() => void send()}
          />
        </>
      )}
    </div>
  );
}
