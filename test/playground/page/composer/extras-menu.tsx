// What else can be sent from the message box: a sticker, a voice message, a poll.

import { useState } from "preact/hooks";
import type { Action, StickerView } from "../../wire.ts";
import { usePane } from "../data/pane-tools.ts";
import { Sticker } from "../message/sticker.tsx";
import { Popover } from "../picker/popover.tsx";
import { Icon } from "../shell/icon.tsx";

export function ExtrasMenu({ replyTo, onSent }: { replyTo: string | null; onSent(): void }) {
  const pane = usePane();
  const { channelId } = pane;
  const reply = replyTo === null ? {} : { replyTo };
  const stickers = [...pane.view.guilds.flatMap((guild) => guild.stickers), ...pane.world.standardStickers];
  return (
    <Popover label="Sticker, voice message or poll" trigger={<Icon name="sticker" />} class="icon-button">
      {(close) => {
        const send = (action: Action) => {
          close();
          onSent();
          void pane.perform(action);
        };
        const sendSticker = ({ id }: StickerView) =>
          send({ do: "send", channelId, content: "", stickers: [id], ...reply });
        return (
          <>
            <p class="menu-title">Stickers</p>
            <div class="sticker-choice">
              {stickers.map((sticker) => (
                <button
                  key={sticker.id}
                  type="button"
                  aria-label={`Send the sticker ${sticker.name}`}
                  onClick={() => sendSticker(sticker)}
                >
                  <Sticker sticker={sticker} />
                </button>
              ))}
            </div>
            <button type="button" class="menu-item" onClick={() => send({ do: "voice", channelId, ...reply })}>
              Voice message <small>3 seconds of silence</small>
            </button>
            <PollForm onSend={(poll) => send({ do: "send", channelId, content: "", poll, ...reply })} />
          </>
        );
      }}
    </Popover>
  );
}

function PollForm({ onSend }: { onSend(poll: { question: string; answers: string[] }): void }) {
  const [question, setQuestion] = useState("");
  const [answers, setAnswers] = useState("");
  return (
    <form
      class="poll-form"
      onSubmit={(event) => {
        event.preventDefault();
        const lines = answers.split("\n").map((line) => line.trim());
        onSend({ question: question.trim(), answers: lines.filter((line) => line !== "") });
      }}
    >
      <p class="menu-title">Poll</p>
      <input
        type="text"
        aria-label="Question"
        placeholder="Question"
        required
        maxLength={300}
        value={question}
        onInput={(event) => setQuestion(event.currentTarget.value)}
      />
      <textarea
        aria-label="Answers"
        placeholder="Answers, one a line"
        required
        rows={3}
        value={answers}
        onInput={(event) => setAnswers(event.currentTarget.value)}
      />
      <button type="submit" class="button secondary">
        Post the poll
      </button>
    </form>
  );
}
