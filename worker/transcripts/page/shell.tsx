// The page around the conversation: policy, style, and the sheet at the top that sums the thread up.

import type { ComponentChildren } from "preact";
import type { Thread } from "../../domain/thread.ts";
import type { Totals } from "../../domain/totals.ts";
import { Avatar } from "./avatar.tsx";
import type { Names } from "./rich-text.tsx";
import { Slot } from "./slot.tsx";
import { STYLE } from "./style.ts";
import { duration, moment, plural } from "./times.ts";
import { visibleName, visibleText } from "./visible-text.ts";

interface ShellProps {
  thread: Thread;
  guildName: string;
  totals: Totals;
  names: Names;
  policy: string;
}

/** Leaves a slot named `conversation`. */
export function Shell({ thread, guildName, totals, names, policy }: ShellProps) {
  const user = visibleName(thread.profile.username);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{`Thread #${thread.number} with ${user} · ${visibleName(guildName)}`}</title>
        <style>{STYLE}</style>
      </head>
      <body>
        <header class="sheet">
          <div class="title">
            <p class="over">
              Modmail transcript · <bdi>{visibleName(guildName)}</bdi>
            </p>
            <h1>
              Thread #{thread.number} with <bdi>{visibleName(thread.profile.displayName)}</bdi>
            </h1>
            <p class="under">
              <bdi>@{user}</bdi> · user {visibleName(thread.userId)}
              {thread.earlierThreads === 0
                ? " · first thread"
                : ` · ${plural(thread.earlierThreads, "earlier thread")}`}
            </p>
          </div>
          <Facts thread={thread} totals={totals} names={names} />
          <People totals={totals} />
        </header>
        <main>
          <Slot name="conversation" />
        </main>
        <footer>
          All times are in UTC. Thread {visibleName(thread.id)} · server {visibleName(thread.guildId)}
        </footer>
      </body>
    </html>
  );
}

function Facts({ thread, totals, names }: Pick<ShellProps, "thread" | "totals" | "names">) {
  const closedAt = thread.closingAt ?? thread.closedAt;
  return (
    <dl class="facts">
      <Fact term="Opened">
        <When time={thread.openedAt} />
        <small>
          by <Person id={thread.contactedBy ?? thread.userId} names={names} />
        </small>
      </Fact>
      <Fact term="Claimed">
        {thread.claimedBy === null ? "By nobody" : thread.claimedAt === null ? "Yes" : <When time={thread.claimedAt} />}
        {thread.claimedBy === null ? null : (
          <small>
            by <Person id={thread.claimedBy} names={names} />
          </small>
        )}
      </Fact>
      <Fact term="Closed">
        {closedAt === null ? "Not yet" : <When time={closedAt} />}
        {closedAt === null ? null : (
          <small>by {thread.closedBy === null ? "Modmail" : <Person id={thread.closedBy} names={names} />}</small>
        )}
      </Fact>
      <Fact term="Messages">
        {totals.user + totals.reply}
        <small>
          {totals.user} from the user, {totals.reply} from staff
        </small>
      </Fact>
      <Fact term="Also">
        {plural(totals.note, "note")}, {plural(totals.attachments, "file")}
        {totals.undelivered === 0 ? null : <small class="alert">{totals.undelivered} not delivered</small>}
      </Fact>
      <Fact term="Lasted">{closedAt === null ? "–" : duration(closedAt - thread.openedAt)}</Fact>
      {thread.userNotes.total === 0 ? null : <Notes {...thread.userNotes} />}
      <Fact term="Reason for closing" wide>
        {thread.closeReason === null ? "None given" : <bdi dir="auto">{visibleText(thread.closeReason)}</bdi>}
      </Fact>
    </dl>
  );
}

/** On the user, as the header showed them. */
const Notes = ({ total, latest }: Thread["userNotes"]) => (
  <Fact term={`Notes on the user when this was opened (${total})`} wide>
    {latest.map(({ author, text, at }) => (
      <p>
        <bdi dir="auto">{visibleText(text)}</bdi>
        <small>
          by <bdi>{visibleName(author.name)}</bdi>, <When time={at} />
        </small>
      </p>
    ))}
  </Fact>
);

const Fact = ({ term, wide, children }: { term: string; wide?: boolean; children: ComponentChildren }) => (
  <div class={wide ? "wide" : undefined}>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const When = ({ time }: { time: number }) => <time datetime={new Date(time).toISOString()}>{moment(time)}</time>;

export const Person = ({ id, names }: { id: string; names: Names }) => (
  <bdi title={`User ${visibleName(id)}`}>{visibleName(names.get(id) ?? `user ${id}`)}</bdi>
);

const MOST_PEOPLE = 24;

/** Staff who wrote, each once, with how much. */
function People({ totals }: Pick<ShellProps, "totals">) {
  const staff = totals.participants.filter(({ side }) => side === "staff");
  if (staff.length === 0) return null;
  return (
    <ul class="people" aria-label="Staff who took part">
      {staff.slice(0, MOST_PEOPLE).map(({ id, name, messages }) => (
        <li>
          <Avatar id={id} name={name} />
          <bdi>{visibleName(name)}</bdi>
          <small>{plural(messages, "message")}</small>
        </li>
      ))}
      {staff.length > MOST_PEOPLE ? <li>and {staff.length - MOST_PEOPLE} more</li> : null}
    </ul>
  );
}
