// The Store port's list of threads: what the dashboard shows of many at once. A server's staff see that server's only.

import type { Term } from "../../domain/search.ts";
import type { Thread } from "../../domain/thread.ts";
import type { ThreadFilter } from "../../domain/thread-filter.ts";

/** Somebody of staff; the name is the one they last wrote with there, null when nobody knows it. */
export interface NamedStaff {
  id: string;
  name: string | null;
}

export interface ListedThread {
  thread: Thread;
  claimedBy: NamedStaff | null;
  /** The beginning of the user's first message, at most 300 characters; null: they wrote none. */
  subject: string | null;
}

/** Where a page of the list begins: below (older than) this thread, or above it. */
export type ListPlace = { below: ListCursor } | { above: ListCursor } | null;
export interface ListCursor {
  openedAt: number;
  id: string;
}

export interface SearchHit extends ListedThread {
  /** A piece of what was said, with the words marked as domain/search.ts FOUND says. */
  excerpt: string;
}

export interface ThreadListStore {
  /**
   * Latest opened first: `limit` of them at that place. `more`: whether there are others beyond, in that direction.
   * `claimers`: who has claimed threads of the server, at most 100.
   */
  threadList(
    guildId: string,
    filter: ThreadFilter,
    place: ListPlace,
    limit: number,
  ): Promise<{ threads: ListedThread[]; more: boolean; claimers: NamedStaff[] }>;
  /**
   * Open threads in which one message has all terms, latest opened first; and closed ones in which messages that follow
   * each other have them, latest said first: one of these may come several times. `below`: what an earlier page ended
   * with; then open ones are left out. `next` null: that is all.
   */
  searchThreads(
    guildId: string,
    terms: readonly Term[],
    filter: ThreadFilter,
    below: string | null,
    limit: number,
  ): Promise<{ open: SearchHit[]; closed: SearchHit[]; next: string | null; claimers: NamedStaff[] }>;
}
