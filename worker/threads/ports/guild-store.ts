// The part of the Store port that keeps servers, what is known of people in them, and of the bot itself.

import type { Settings } from "../../domain/settings.ts";
import type { Actor, LoggedChange } from "../../domain/settings-log.ts";

/** A server to which a user could write. */
export interface ServerChoice {
  settings: Settings;
  /** When the user last chose their open thread there; null: there is none. The latest is where their messages go. */
  chosenAt: number | null;
}

interface Candidate extends ServerChoice {
  /** null: never asked, or too long ago. */
  isMember: boolean | null;
  lastThreadAt: number | null;
}

/** Part of D1: each method one round trip. */
export interface GuildStore {
  /**
   * Servers with Modmail enabled, and those with an open thread of the user: membership known or not, open threads
   * first, then last used.
   */
  candidates(userId: string, now: number): Promise<{ candidates: Candidate[]; askedAt: number | null }>;
  rememberMemberships(userId: string, answers: { guildId: string; isMember: boolean }[], now: number): Promise<void>;
  rememberUser(userId: string, dmChannelId: string, askedAt: number | null): Promise<void>;
  settings(guildId: string): Promise<Settings | null>;
  /**
   * Compare and set: false when the settings are no longer `before` (null: no row yet), and nothing is saved. What
   * changed is logged in the same batch; with other roles, open threads' channels become misshown.
   */
  saveSettings(before: Settings | null, settings: Settings, by: Actor, now: number): Promise<boolean>;
  /** The settings, the newest changes of them (newest first, at most 100), and what the relay told of the bot. */
  setup(guildId: string): Promise<{ settings: Settings | null; changes: LoggedChange[]; bot: Bot | null }>;
  /** How many of a server's threads are open, and how many of them can't take messages until a person mends something. */
  countThreads(guildId: string): Promise<{ open: number; waiting: number }>;
  bot(): Promise<Bot | null>;
  /**
   * `threadChannels`: of every thread that isn't closed. `knownChannels`, when asked for: where users and staff may have
   * written what never arrived, open threads first, then the most recent ones; of at most 2,000 threads.
   */
  saveBot(
    bot: Bot,
    now: number,
    asked?: { knownChannels: boolean },
  ): Promise<{ threadChannels: string[]; knownChannels: KnownChannel[] }>;
}

/** What the relay last told of the bot. */
export interface Bot {
  userId: string;
  messageContent: boolean;
}

/** A thread's channel or a user's DM (`guildId` null), with the newest message that was taken from there. */
export interface KnownChannel {
  channelId: string;
  guildId: string | null;
  userId: string;
  lastMessageId: string;
  /** Whether a thread that isn't closed, or a message that waits for a server, belongs there. */
  isOpen: boolean;
}
