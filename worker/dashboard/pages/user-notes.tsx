// `/dashboard/:guild/notes/:user`: what staff noted about one user, adding to it, and removing from it.

import type { ComponentChild } from "preact";
import { refusalText } from "../../discord/views/refusals.ts";
import type { Access } from "../../domain/access.ts";
import { isSnowflake } from "../../domain/message.ts";
import type { Refusal } from "../../domain/refusal.ts";
import { USER_NOTE_LIMIT, type UserNote } from "../../domain/user-note.ts";
import { addUserNote, removeUserNote } from "../../threads/user-notes.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { isFormId, textIn } from "../form-fields.ts";
import { Csrf } from "../layout/csrf.tsx";
import { DiscordWords } from "../layout/discord-words.tsx";
import { Moment } from "../layout/moment.tsx";
import { Notice } from "../layout/notice.tsx";
import { NumberedPages, pageIn } from "../layout/numbered-pages.tsx";
import { notesPath, userNotesPath } from "../notes/paths.ts";
import type { Answer, DashboardApp, GuildVisit, Page } from "../page.ts";
import { notes as t } from "../texts/notes.ts";

const PAGE = 25;

export const userNotesPage: Page = {
  name: "user-notes",
  path: "/dashboard/:guild/notes/:user",
  who: "staff",
  get: (visit, app) => show(visit, app),

  async post(visit, app) {
    const { guild, session, form, params } = visit;
    const userId = params.user ?? "";
    const id = form.get("id") ?? "";
    if (!isSnowflake(userId) || !isFormId(id)) return { answer: "not-found" };
    const text = textIn(form);
    const about = { guildId: guild.id, userId };
    const added = await addUserNote(app, about, { id, author: session, text });
    if (!added.ok) return show(visit, app, { title: t.form.notSaved, refusal: added.error, text });
    return { answer: "redirect", to: userNotesPath(guild.id, userId, "added") };
  },
};

export const removeUserNotePage: Page = {
  name: "remove-user-note",
  path: "/dashboard/:guild/notes/:user/remove",
  who: "staff",
  async post(visit, app) {
    const { guild, session, access, form, params } = visit;
    const userId = params.user ?? "";
    if (!isSnowflake(userId)) return { answer: "not-found" };
    const person = { id: session.id, access };
    const removed = await removeUserNote(app, { guildId: guild.id, userId }, form.get("note") ?? "", person);
    if (!removed.ok) return show(visit, app, { title: t.form.notRemoved, refusal: removed.error, text: "" });
    return { answer: "redirect", to: userNotesPath(guild.id, userId, "removed") };
  },
};

/** What was tried in vain. */
interface Tried {
  title: string;
  refusal: Refusal;
  text: string;
}

async function show(visit: GuildVisit, app: DashboardApp, tried?: Tried): Promise<Answer> {
  const { guild, access, session, csrf, url, params } = visit;
  const userId = params.user ?? "";
  if (!isSnowflake(userId)) return { answer: "not-found" };
  const page = pageIn(url, 99);
  const [{ notes, total }, profile] = await Promise.all([
    app.store.userNotes(guild.id, userId, PAGE, page * PAGE),
    app.store.lastProfile(guild.id, userId),
  ]);
  const name = profile === null ? t.user(userId) : visibleName(profile.displayName);
  const path = userNotesPath(guild.id, userId);
  const done = readDone(url.searchParams.get("done"));
  return {
    answer: "page",
    title: t.one.title(name),
    ...(tried === undefined ? {} : { status: 422 }),
    body: (
      <>
        <p>
          <a href={notesPath(guild.id)}>← {t.one.back}</a>
        </p>
        {done === null ? null : <Notice tone="good">{t.done[done]}</Notice>}
        <h2 class="whose">
          <bdi>{t.one.title(name)}</bdi>
        </h2>
        {profile === null ? null : <p class="small">{t.user(userId)}</p>}
        {tried === undefined ? null : <Failure {...tried} />}
        <Form csrf={csrf} path={path} id={app.newThreadId()} text={tried?.text ?? ""} />
        {notes.length === 0 ? <p class="card">{t.one.none}</p> : null}
        <ol class="notes">
          {notes.map((note) => (
            <Note note={note} {...{ csrf, path }} isTheirs={mayRemove(note, { id: session.id, access })} />
          ))}
        </ol>
        <NumberedPages path={path} page={page} more={(page + 1) * PAGE < total} texts={t.one} />
      </>
    ),
  };
}

const Failure = ({ title, refusal }: Tried): ComponentChild => (
  <Notice tone="bad">
    <h3>{title}</h3>
    <p>
      <DiscordWords text={refusalText(refusal)} />
    </p>
  </Notice>
);

const Form = ({ csrf, path, id, text }: { csrf: string; path: string; id: string; text: string }) => (
  <form class="card" method="post" action={path}>
    <Csrf token={csrf} />
    {/* The same form sent twice is one note. */}
    <input type="hidden" name="id" value={id} />
    <div class="field">
      <label for="text">{t.form.title}</label>
      <textarea id="text" name="text" rows={3} maxLength={USER_NOTE_LIMIT} required aria-describedby="text-hint">
        {text}
      </textarea>
      <p class="hint" id="text-hint">
        {t.form.hint}
      </p>
    </div>
    <p class="actions">
      <button type="submit" class="primary">
        {t.form.save}
      </button>
    </p>
  </form>
);

const Note = ({ note, csrf, path, isTheirs }: { note: UserNote; csrf: string; path: string; isTheirs: boolean }) => (
  <li class="card">
    <p class="quoted" dir="auto">
      {visibleText(note.text)}
    </p>
    <p class="small">
      <bdi>{visibleName(note.author.name)}</bdi>, <Moment at={note.at} />
    </p>
    {isTheirs ? (
      <details class="sure">
        <summary>{t.one.remove}</summary>
        <form method="post" action={`${path}/remove`}>
          <Csrf token={csrf} />
          <input type="hidden" name="note" value={note.id} />
          <button type="submit" class="danger">
            {t.one.removeYes}
          </button>
        </form>
      </details>
    ) : null}
  </li>
);

/** The verb decides; this only spares people a button that would say no. */
const mayRemove = ({ author }: UserNote, person: { id: string; access: Access }): boolean =>
  person.access === "admin" || author.id === person.id;

const readDone = (text: string | null): keyof typeof t.done | null =>
  text !== null && Object.hasOwn(t.done, text) ? (text as keyof typeof t.done) : null;
