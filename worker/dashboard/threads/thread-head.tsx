// The top of a thread's page: whose it is, where it stands, and what can be done with it.

import type { ComponentChildren } from "preact";
import { mayAnswer, type Thread } from "../../domain/thread.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { Csrf } from "../layout/csrf.tsx";
import { PersonIcon } from "../layout/icons.tsx";
import { Moment } from "../layout/moment.tsx";
import type { GuildVisit } from "../page.ts";
import { thread as t } from "../texts/thread.ts";
import { threads } from "../texts/threads.ts";
import { threadPath, threadsPath, withQuery } from "./paths.ts";
import { StateTag } from "./state-tag.tsx";

interface ThreadHeadProps {
  thread: Thread;
  names: ReadonlyMap<string, string>;
  visit: Pick<GuildVisit, "access" | "csrf" | "session">;
  once: string;
}

export function ThreadHead({ thread, names, visit, once }: ThreadHeadProps) {
  const { guildId, profile, userId } = thread;
  const isErased = thread.erasedAt !== null;
  const name = isErased ? threads.erasedUser : visibleName(profile.displayName);
  const path = threadPath(guildId, thread.id);
  const closedAt = thread.closingAt ?? thread.closedAt;
  return (
    <header class="card thread-head">
      <PersonIcon person={{ id: userId, name, avatarUrl: isErased ? null : profile.avatarUrl }} />
      <h2>
        {t.heading(thread.number)} <bdi>{name}</bdi>
      </h2>
      <p class="where">
        {thread.confidential ? <span class="tag secret">{threads.confidential}</span> : null}
        <StateTag thread={thread} />
      </p>
      <dl>
        {isErased ? null : (
          <Fact term={t.facts.user}>
            <bdi>@{visibleName(profile.username)}</bdi> · {userId} ·{" "}
            <a href={withQuery(threadsPath(guildId), { user: userId })}>{t.facts.others}</a>
          </Fact>
        )}
        <Fact term={t.facts.opened}>
          <Moment at={thread.openedAt} /> {t.facts.openedBy(nameOf(thread.contactedBy ?? userId, names, name))}
        </Fact>
        <Fact term={t.facts.claimed}>
          {thread.claimedBy === null ? t.facts.byNobody : t.facts.by(nameOf(thread.claimedBy, names))}
          {thread.claimedAt === null ? null : (
            <>
              {", "}
              <Moment at={thread.claimedAt} />
            </>
          )}
        </Fact>
        {closedAt === null ? null : (
          <Fact term={t.facts.closed}>
            <Moment at={closedAt} />{" "}
            {t.facts.by(thread.closedBy === null ? t.facts.modmail : nameOf(thread.closedBy, names))}
          </Fact>
        )}
        {thread.closeReason === null ? null : (
          <Fact term={t.facts.reason}>
            <bdi>{visibleText(thread.closeReason)}</bdi>
          </Fact>
        )}
      </dl>
      <div class="actions">
        <ClaimForm thread={thread} visit={visit} once={once} />
        <span class="downloads">
          {t.downloads.title}:{" "}
          {(["html", "json", "text"] as const).map((format) => (
            <a href={`${path}/download/${format}`} download>
              {t.downloads[format]}
            </a>
          ))}
        </span>
      </div>
    </header>
  );
}

const Fact = ({ term, children }: { term: string; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

/** What may be done about the claim now; nothing once the thread isn't open. */
function ClaimForm({ thread, visit: { access, csrf, session }, once }: Omit<ThreadHeadProps, "names">) {
  const { state, claimedBy } = thread;
  if (state !== "open") return null;
  const isMine = claimedBy === session.id;
  const mayGiveBack = claimedBy !== null && mayAnswer(thread, { id: session.id, access }).ok;
  return (
    <form method="post" action={`${threadPath(thread.guildId, thread.id)}/claim`}>
      <Csrf token={csrf} />
      <input type="hidden" name="once" value={once} />
      <input type="hidden" name="holder" value={claimedBy ?? ""} />
      {claimedBy === null ? <Act name="claim">{t.claim.claim}</Act> : null}
      {claimedBy !== null && !isMine ? <Act name="take-over">{t.claim.takeOver}</Act> : null}
      {mayGiveBack ? <Act name="unclaim">{t.claim.unclaim}</Act> : null}
    </form>
  );
}

const Act = ({ name, children }: { name: string; children: string }) => (
  <button type="submit" name="act" value={name}>
    {children}
  </button>
);

export const nameOf = (id: string, names: ReadonlyMap<string, string>, otherwise = threads.somebody(id)): string =>
  visibleName(names.get(id) ?? otherwise);
