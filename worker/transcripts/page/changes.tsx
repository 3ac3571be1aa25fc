// What became of a message, and what it answers: its earlier texts, its deletion, the message before it.

import type { EarlierText, Message } from "../../domain/message.ts";
import { oneLine } from "./one-line.ts";
import type { Names } from "./rich-text.tsx";
import { Person } from "./shell.tsx";
import { moment } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

/** Of what is answered: enough to recognise it. */
const LONGEST_QUOTE = 80;

export const anchorOf = ({ id }: Pick<Message, "id">): string => `m-${id.replace(/[^A-Za-z0-9_-]/g, "_")}`;

export interface Answered {
  message: Message;
  /** Where it stands. */
  href: string;
}

export function Answers({ answered: { message, href }, names }: { answered: Answered; names: Names }) {
  const quote = oneLine(message.content, names, LONGEST_QUOTE);
  return (
    <p class="answers">
      <a href={href}>
        Answers <bdi>{visibleName(message.author.name)}</bdi>
        {quote === "" ? null : (
          <>
            : <bdi>{quote}</bdi>
          </>
        )}
      </a>
    </p>
  );
}

export const Edits = ({ earlier, names }: { earlier: readonly EarlierText[]; names: Names }) => (
  <details class="edits">
    <summary>{earlier.length === 1 ? "Edited once" : `Edited ${earlier.length} times`}</summary>
    {earlier.map(({ content, replacedAt, replacedBy }) => (
      <div class="earlier">
        <p class="text">{visibleText(content)}</p>
        <small>
          until {moment(replacedAt)} UTC, when <Person id={replacedBy} names={names} /> changed it
        </small>
      </div>
    ))}
  </details>
);

export function Deleted({ message, at, names }: { message: Message; at: number; names: Names }) {
  const { kind, deletedBy } = message;
  const gone = kind === "reply" ? " The user doesn't see it any more." : "";
  return (
    <p class="problem">
      <strong>
        Deleted {kind === "user" ? "by the user" : ""}
        {deletedBy === undefined ? null : (
          <>
            by <Person id={deletedBy} names={names} />
          </>
        )}
      </strong>{" "}
      on {moment(at)} UTC.{gone}
    </p>
  );
}
