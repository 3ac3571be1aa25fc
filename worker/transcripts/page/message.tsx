// One message on the page: who said it, when, and whether it arrived. What it holds: content.tsx.

import type { Message } from "../../domain/message.ts";
import { Avatar } from "./avatar.tsx";
import { type Answered, Answers, anchorOf, Deleted, Edits } from "./changes.tsx";
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
  /** The message that it answers, when that is known. */
  answered: Answered | null;
  names: Names;
  /** Show the author's picture, which is loaded from Discord. */
  pictures: boolean;
}

export function MessageView({ message, first, answered, names, pictures }: MessageProps) {
  const { author, kind, earlier, deletedAt } = message;
  const label = message.anonymous ? "anonymous" : kind;
  const undelivered = message.state !== "delivered";
  const classes = ["message", kind, first ? "first" : "", undelivered ? "undelivered" : ""].filter(Boolean).join(" ");
  const anchor = anchorOf(message);
  return (
    <article class={classes} id={anchor}>
      {first ? <Avatar id={author.id} name={author.name} picture={pictures ? author.avatarUrl : null} /> : null}
      <div class="bubble">
        {first || label === "note" || label === "anonymous" ? (
          <p class="by">
            <bdi title={`User ${visibleName(author.id)}`}>{visibleName(author.name)}</bdi> <span>{LABELS[label]}</span>
          </p>
        ) : null}
        {answered === null ? null : <Answers answered={answered} names={names} />}
        <Content message={message} names={names} />
        {earlier === undefined ? null : <Edits earlier={earlier} names={names} />}
        {deletedAt === undefined ? null : <Deleted message={message} at={deletedAt} names={names} />}
        {message.state === "delivered" && message.problem !== null ? (
          <p class="problem">
            <strong>The user still sees it as it was before.</strong>
            <bdi> {visibleText(problemInWords(message.problem))}</bdi>
          </p>
        ) : null}
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
