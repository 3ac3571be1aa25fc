// Who is signed in to the dashboard, and what is known of them in a server. Pure.

import type { Member } from "./access.ts";

/** A server as Discord lists it to the person who is in it. */
export interface ListedGuild {
  id: string;
  name: string;
  iconUrl: string | null;
  /** Had Manage Server or Administrator, or owned it, when they signed in. */
  manages: boolean;
}

/** Who Discord says that somebody is. */
export interface Identity {
  id: string;
  name: string;
  avatarUrl: string | null;
  /** At most 200: as many as anybody can be in. */
  guilds: ListedGuild[];
}

export interface Session extends Identity {
  createdAt: number;
  expiresAt: number;
}

/** What Discord said of a person in a server; `member` null: not in it. */
export interface Standing {
  guildId: string;
  member: Member | null;
  checkedAt: number;
}

export const SESSION_MS = 7 * 24 * 60 * 60_000;

/** How long a standing may be used for reading. Who changes something is asked about each time. */
const STANDING_MS = 30_000;

export const isFresh = (standing: Standing, now: number): boolean => now - standing.checkedAt < STANDING_MS;
