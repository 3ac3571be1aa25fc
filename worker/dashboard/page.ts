// What a page's file exports, what its handlers are given, and what they answer. Sessions, access, tokens, headers and
// the frame around the page are the door's: no handler knows about them.

import type { ComponentChild } from "preact";
import type { App } from "../app.ts";
import type { Session } from "../domain/session.ts";
import type { Settings } from "../domain/settings.ts";
import type { KnownGuild, Upload } from "../threads/ports.ts";

/** All of the app but what only other doors need. */
export type DashboardApp = Omit<App, "answers" | "downloads">;

/** A path of the dashboard's own: nothing that comes from outside is one before `localPath` has read it. */
export type LocalPath = `/dashboard${string}`;

/** Where the door for files serves what people sent (downloads/receive.ts). */
export type ServedPath = `/files/${string}`;

/** What the same door answers outside of the dashboard: it is about everybody, signed in or not. */
type PublicPath = "/privacy" | "/privacy/data";

export type Answer =
  /**
   * In the dashboard's frame. `status` other than 200 for a page that says no. `stream`: markup for the body's slot of that
   * name (transcripts/page/slot.tsx), sent as it is made.
   */
  | { answer: "page"; title: string; body: ComponentChild; status?: number; stream?: AsyncGenerator<string> }
  /** See Other: after a change, so that loading the page again doesn't repeat it. A URL is one of Discord's. */
  | { answer: "redirect"; to: LocalPath | ServedPath | URL; cookies?: readonly string[] }
  /** As if it weren't there; also for what isn't theirs to know. */
  | { answer: "not-found" }
  /** A file or a piece of data; the security headers are put on it. */
  | { answer: "raw"; response: Response };

/** Somebody's browser; maybe nobody is signed in. */
interface Visit {
  url: URL;
  headers: Headers;
  session: Session | null;
}

/** Somebody who is signed in. */
export interface PersonalVisit extends Visit {
  session: Session;
  /** For forms: `<Csrf token={visit.csrf} />`. */
  csrf: string;
  /** What Discord said of them in servers, maybe long ago. */
  known: readonly KnownGuild[];
  /** SHA-256 of the session's id. */
  sessionHash: string;
  /** What a form brought; empty for a page that is only read. Names and values may be made up. */
  form: URLSearchParams;
  /** The files that it brought, if the page takes any. */
  uploads: readonly Upload[];
}

/** Somebody who has access to the server in the path, as the page asks for it. */
export interface GuildVisit extends PersonalVisit {
  guild: { id: string; name: string; iconUrl: string | null };
  access: "admin" | "staff";
  /** The server's pages that they may open. */
  tabs: readonly Tab[];
  /** As saved; null: nothing was ever saved. */
  settings: Settings | null;
  /** The path's parameters, as they came. */
  params: Readonly<Record<string, string>>;
}

export interface Tab {
  label: string;
  path: LocalPath;
  current: boolean;
}

type Handler<V> = (visit: V, app: DashboardApp) => Promise<Answer> | Answer;

interface Handlers<V> {
  get?: Handler<V>;
  /** A change. The door has checked that the form is the dashboard's own and the person's. */
  post?: Handler<V>;
}

interface Base {
  /** Names it in the log and in the table of who may what. */
  name: string;
  /** For example `/dashboard/:guild/settings`; a part with a colon is a parameter, `:guild` a server's id. */
  path: LocalPath | PublicPath;
  /** Its form may bring files (read-form.ts). */
  takesFiles?: true;
}

export type Page =
  | (Base & { who: "anybody" } & Pick<Handlers<Visit>, "get">)
  | (Base & { who: "signed-in" } & Handlers<PersonalVisit>)
  | (Base & {
      /** Decided by the person's roles in the server: as they are now for changes, within 30 seconds for reading. */
      who: "staff" | "admin";
      /** Its tab in the server's navigation; pages without one belong to the tab whose path theirs begins with. */
      tab?: string;
    } & Handlers<GuildVisit>);

export type GuildPage = Extract<Page, { who: "staff" | "admin" }>;
