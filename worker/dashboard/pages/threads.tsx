// `/dashboard/:guild/threads`: the server's threads, latest first, and the search in what was said.

import type { ComponentChild } from "preact";
import type { Term } from "../../domain/search.ts";
import type { ListedThread, NamedStaff } from "../../threads/ports.ts";
import { Notice } from "../layout/notice.tsx";
import type { Answer, DashboardApp, GuildVisit, LocalPath, Page } from "../page.ts";
import { threads as t } from "../texts/threads.ts";
import { FilterForm } from "../threads/filter-form.tsx";
import { FoundThreads } from "../threads/found-threads.tsx";
import { Pager } from "../threads/pager.tsx";
import { threadPath, threadsPath, withQuery } from "../threads/paths.ts";
import { type AskedList, readAskedList } from "../threads/read-filter.ts";
import { ThreadCard } from "../threads/thread-card.tsx";

const PAGE = 25;

export const threadsPage: Page = {
  name: "threads",
  path: "/dashboard/:guild/threads",
  who: "staff",
  tab: t.tab,
  get(visit, app) {
    const asked = readAskedList(visit);
    const { terms } = asked;
    return terms === null || terms.length === 0 ? list(visit, asked, app) : search(visit, asked, terms, app);
  },
};

/** A text without a word in it finds nothing; the list then stands below. */
async function list({ guild }: GuildVisit, asked: AskedList, app: DashboardApp): Promise<Answer> {
  const { filter, place, terms, written } = asked;
  const { threads, more, claimers } = await app.store.threadList(guild.id, filter, place, PAGE);
  const isNarrowed = place !== null || Object.values(written).some((value) => value !== "");
  return page(
    guild.id,
    asked,
    claimers,
    <>
      {terms === null ? null : <Notice tone="plain">{t.found.nothing}</Notice>}
      {threads.length === 0 ? (
        <Empty text={isNarrowed ? t.none.fitting : t.none.yet(guild.name)} />
      ) : (
        <ul class="threads">
          {threads.map((listed) => (
            <ThreadCard listed={listed} href={threadPath(guild.id, listed.thread.id)} />
          ))}
        </ul>
      )}
      <Pager {...neighbours(guild.id, asked, threads, more)} />
    </>,
  );
}

async function search({ guild }: GuildVisit, asked: AskedList, terms: Term[], app: DashboardApp): Promise<Answer> {
  const { filter, below, written } = asked;
  const { open, closed, next, claimers } = await app.store.searchThreads(guild.id, terms, filter, below, PAGE);
  const { words } = written;
  const at = (place: string) => withQuery(threadsPath(guild.id), { ...written, below: place });
  return page(
    guild.id,
    asked,
    claimers,
    <>
      {open.length + closed.length === 0 ? <Empty text={t.found.none(words)} /> : null}
      <FoundThreads guildId={guild.id} title={t.found.open} words={words} hits={open} />
      <FoundThreads guildId={guild.id} title={t.found.closed} words={words} hits={closed} />
      <Pager
        newer={below === null ? null : at("")}
        older={next === null ? null : at(next)}
        newerLabel={t.found.first}
        olderLabel={t.found.more}
      />
    </>,
  );
}

const page = (guildId: string, { written }: AskedList, claimers: NamedStaff[], body: ComponentChild): Answer => ({
  answer: "page",
  title: t.title,
  body: (
    <>
      <h2 class="hidden">{t.title}</h2>
      <FilterForm guildId={guildId} written={written} claimers={claimers} />
      {body}
    </>
  ),
});

const Empty = ({ text }: { text: string }) => (
  <section class="card">
    <h2>{t.none.title}</h2>
    <p>{text}</p>
  </section>
);

/** The pages beside this one. `more`: there are others beyond it in the direction in which it was asked for. */
function neighbours(guildId: string, { place, written }: AskedList, threads: readonly ListedThread[], more: boolean) {
  const [first, last] = [threads[0], threads.at(-1)];
  const upwards = place !== null && "above" in place;
  const at = (direction: "above" | "below", { thread }: ListedThread): LocalPath =>
    withQuery(threadsPath(guildId), { ...written, [direction]: `${thread.openedAt}.${thread.id}` });
  return {
    newer: first && (upwards ? more : place !== null) ? at("above", first) : null,
    older: last && (upwards || more) ? at("below", last) : null,
  };
}
