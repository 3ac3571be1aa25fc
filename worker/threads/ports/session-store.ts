// The part of the Store port that the dashboard needs: who is signed in, and what is known of them.

import type { Session, Standing } from "../../domain/session.ts";
import type { Settings } from "../../domain/settings.ts";

/** A standing with the server's settings; null: nothing was ever saved there. */
export interface KnownGuild {
  standing: Standing;
  settings: Settings | null;
}

/** Part of D1: each method one round trip. `idHash` is the SHA-256 of a session's id. */
export interface SessionStore {
  /**
   * Keeps a session in place of `replaced` (null: none), and forgets what has ended: sessions, standings of people
   * without one, counts of sign-ins.
   */
  startSession(idHash: string, session: Session, replaced: string | null): Promise<void>;
  /**
   * What a page begins with: the session, unless it has ended; all that is known of the person in servers; and the
   * settings of the server that the page is about (null: none).
   */
  visit(
    idHash: string,
    guildId: string | null,
    now: number,
  ): Promise<{ session: Session | null; known: KnownGuild[]; settings: Settings | null }>;
  endSession(idHash: string): Promise<void>;
  /** All of a person's, with what is known of them. */
  endSessions(userId: string): Promise<void>;
  rememberStandings(userId: string, standings: readonly Standing[]): Promise<void>;
  /** Of those of these servers where something was saved. */
  settingsOf(guildIds: readonly string[]): Promise<Settings[]>;
  /** Counts a try to sign in; how many there were in the same ten minutes, this one included. */
  countSignIn(who: string, now: number): Promise<{ own: number; all: number }>;
}
