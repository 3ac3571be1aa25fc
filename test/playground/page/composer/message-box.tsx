// The box itself: a button for files, the text that grows with what is written, a button to send.

import type { ComponentChildren, RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { optionId } from "../picker/option-list.tsx";
import { Icon } from "../shell/icon.tsx";

interface MessageBoxProps {
  field: RefObject<HTMLTextAreaElement | null>;
  label: string;
  text: string;
  /** The list that the keys move through while the focus is here. */
  list: { id: string; active: number } | null;
  /** Between the text and the button to send. */
  extras: ComponentChildren;
  onText(text: string): void;
  onFiles(added: File[]): void;
  onKeyDown(event: KeyboardEvent): void;
  onSend(): void;
}

export function MessageBox({ field, label, text, list, extras, onText, onFiles, onKeyDown, onSend }: MessageBoxProps) {
  const chooser = useRef<HTMLInputElement>(null);
  // The height follows the text.
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = "auto";
    field.current.style.height = `${field.current.scrollHeight}px`;
  }, [text, field]);

  return (
    <div class="box">
      <button
        type="button"
        class="icon-button"
        aria-label="Attach files"
        title="Attach files"
        onClick={() => chooser.current?.click()}
      >
        <Icon name="attach" />
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
          field.current?.focus();
        }}
      />
      <textarea
        ref={field}
        rows={1}
        maxLength={2000}
        aria-label={label}
        placeholder={label}
        {...(list
          ? {
              "aria-autocomplete": "list",
              "aria-controls": list.id,
              "aria-activedescendant": optionId(list.id, list.active),
            }
          : {})}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => onFiles([...(event.clipboardData?.files ?? [])])}
      />
      {extras}
      <button type="button" class="icon-button send" aria-label="Send" title="Send (Enter)" onClick={onSend}>
        <Icon name="send" />
      </button>
    </div>
  );
}
