// One message on the page: who said it, when, and whether it arrived. What it holds: content.tsx.

import type { Message } from "../../domain/message.ts";
import { Avatar } from "./avatar.tsx";
import { Content } from "./content.tsx";
import { problemInWords } from "./problem.ts";
import type { Names } from "./rich-text.tsx";
import { clock, moment } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

const LABELS = {
  user: "User",
  reply: "Staff",
  anonymous: "Staff · the user didn't see the name",
  note: "Note · only staff saw this",
} as const;

interface MessageProps {
  message: Message;
  /** Begins a run of one author, so it shows who that is. */
  first: boolean;
  names: Names;
}

export function MessageView({ message, first, names }: MessageProps) {
  const { author, kind } = message;
  const label = message.anonymous ? "anonymous" : kind;
  const undelivered = message.state !== "delivered";
  const classes = ["message", kind, first ? "first" : "", undelivered ? "undelivered" : ""].filter(Boolean).join(" ");
  const anchor = `m-${message.id.replace(/[^A-Za-z0-9_-]/g, "_")}`;
  return (
    <article class={classes} id={anchor}>
      {first ? <Avatar id={author.id} name={author.name} /> : null}
      <div class="bubble">
        {first || label === "note" || label === "anonymous" ? (
          <p class="by">
            <bdi title={`User ${visibleName(author.id)}`}>{visibleName(author.name)}</bdi> <span>{LABELS[label]}</span>
          </p>
        ) : null}
        <Content message={message} names={names} />
        {undelivered ? (
          <p class="problem">
            <strong>{message.state === "refused" ? "Not delivered." : "Not delivered yet."}</strong>
            {message.problem === null ? null : <bdi> {visibleText(problemInWords(message.problem))}</bdi>}
          </p>
        ) : null}
        <a class="at" href={`#${anchor}`} title={`${moment(message.sentAt)} UTC`}>
          <time datetime={new Date(message.sentAt).toISOString()}>{clock(message.sentAt)}</time>
        </a>
      </div>
    </article>
  );
}
