// The Store port's snippets: each server's own, with who changed what.

import type { Snippet, SnippetBody } from "../../domain/snippet.ts";

export interface SnippetStore {
  snippet(guildId: string, name: string): Promise<Snippet | null>;
  /** Those whose name contains `part`, the earlier the better, then by name. `total` counts them all. */
  snippets(
    guildId: string,
    part: string,
    limit: number,
    offset: number,
  ): Promise<{ snippets: Snippet[]; total: number }>;
  /**
   * Compare and set, and notes who did it, all or nothing. `from` is the version that was there (null: none), `to` what
   * is there now (null: nothing). conflict: it isn't at that version any more; full: the server has `limit` already.
   * The same change again changes nothing and is "changed".
   */
  changeSnippet(change: NewSnippetChange, limit: number): Promise<"changed" | "conflict" | "full">;
  /** Latest first. */
  snippetChanges(guildId: string, name: string, limit: number): Promise<SnippetChange[]>;
}

export interface NewSnippetChange {
  /** The interaction's id; becomes the snippet's version. */
  id: string;
  guildId: string;
  name: string;
  from: string | null;
  to: SnippetBody | null;
  by: { id: string; name: string };
  at: number;
}

/** `from` and `to` null: it was made or removed. */
export interface SnippetChange extends Pick<NewSnippetChange, "id" | "by" | "at"> {
  from: SnippetBody | null;
  to: SnippetBody | null;
}
