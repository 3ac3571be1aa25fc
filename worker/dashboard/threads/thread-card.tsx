// A thread in a list: whose it is, what it is about, where it stands. What people wrote stays text.

import type { ComponentChildren } from "preact";
import { FOUND } from "../../domain/search.ts";
import type { ListedThread } from "../../threads/ports.ts";
import { oneLine } from "../../transcripts/page/one-line.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { PersonIcon } from "../layout/icons.tsx";
import { Moment } from "../layout/moment.tsx";
import { threads as t } from "../texts/threads.ts";
import { StateTag } from "./state-tag.tsx";

/** A card's line, and some more for wide screens; the rest is cut off by its style. */
const LONGEST_SUBJECT = 200;
/** A list doesn't look up whom its threads mention. */
const NO_NAMES = new Map<string, string>();

interface ThreadCardProps {
  listed: ListedThread;
  href: string;
  /** In place of the subject: what a search found. */
  excerpts?: readonly string[];
}

export function ThreadCard({ listed: { thread, claimedBy, subject }, href, excerpts }: ThreadCardProps) {
  const { profile } = thread;
  const isErased = thread.erasedAt !== null;
  const name = isErased ? t.erasedUser : visibleName(profile.displayName);
  return (
    <li class="card thread">
      <PersonIcon person={{ id: thread.userId, name, avatarUrl: isErased ? null : profile.avatarUrl }} />
      <p class="who">
        <a class="name" href={href}>
          <bdi>{name}</bdi>
        </a>{" "}
        {isErased ? null : (
          <span class="small">
            <bdi>@{visibleName(profile.username)}</bdi>
          </span>
        )}
      </p>
      <p class="where">
        {thread.confidential ? <span class="tag secret">{t.confidential}</span> : null}
        <StateTag thread={thread} />
        <span class="number">{t.number(thread.number)}</span>
      </p>
      {excerpts === undefined ? (
        <p class={subject === null ? "subject empty" : "subject"} dir="auto">
          {isErased ? t.erased : subject === null ? t.noSubject : oneLine(subject, NO_NAMES, LONGEST_SUBJECT)}
        </p>
      ) : (
        excerpts.map((excerpt) => (
          <p class="excerpt" dir="auto">
            {marked(excerpt)}
          </p>
        ))
      )}
      <p class="small">
        {claimedBy === null ? (
          t.unclaimed
        ) : (
          <bdi>{t.claimedBy(visibleName(claimedBy.name ?? t.somebody(claimedBy.id)))}</bdi>
        )}
        {" · "}
        {t.opened} <Moment at={thread.openedAt} />
        {thread.closedAt === null ? null : (
          <>
            {" · "}
            {t.closed} <Moment at={thread.closedAt} />
          </>
        )}
      </p>
    </li>
  );
}

/** What was found, between FOUND's signs, is marked; where somebody wrote such signs, at worst too little or too much is. */
function marked(excerpt: string): ComponentChildren {
  const [first = "", ...rest] = excerpt.split(FOUND.before);
  return [
    visibleText(first),
    ...rest.map((piece) => {
      const [found = "", ...after] = piece.split(FOUND.after);
      return [<mark>{visibleText(found)}</mark>, visibleText(after.join(""))];
    }),
  ];
}
