// The part of the Store port that deletes: what was said in threads, what is kept of a person, what is kept of a server.

import type { Erasure, Went } from "../../domain/erasure.ts";
import type { Settings } from "../../domain/settings.ts";
import type { Profile } from "../../domain/thread.ts";
import type { LogEntry, ThreadInGuild } from "./found.ts";

/** Part of D1: each method one round trip. */
export interface PrivacyStore extends ContentStore, ErasureStore, TendingStore {}

/** A thread with its entries in the logs channel, as far as they stand. */
export interface ErasableThread extends ThreadInGuild {
  logs: LogEntry[];
}

/** A message whose files may have to be deleted before it. */
export interface ErasableMessage {
  id: string;
  hasFiles: boolean;
}

/**
 * What threads hold, on its way out. `erasureId`: the erasure that counts what goes, in the same batch; null: nobody counts.
 */
interface ContentStore {
  /** The right to erase a closed thread until `until`. Its log isn't owed any more: nobody writes its transcript again. */
  startErasing(threadId: string, now: number, until: number): Promise<boolean>;
  /** What is left of a thread's messages, in no order. */
  messagesToErase(threadId: string, limit: number): Promise<ErasableMessage[]>;
  eraseMessages(ids: readonly string[], erasureId: string | null): Promise<void>;
  /** The row stays for numbers and figures, and names its user no more. `logs`: how many entries went and stayed. */
  erased(
    threadId: string,
    now: number,
    logs: Pick<Went, "logEntries" | "logEntriesLeft">,
    erasureId: string | null,
  ): Promise<void>;
}

/** What is kept of a person in one server. */
export interface KeptInGuild {
  guildId: string;
  guildName: string;
  /** The person, as the latest of these threads knows them. */
  profile: Profile;
  threads: number;
  openThreads: number;
  /** Of both sides, without what staff said among themselves. */
  messages: number;
  files: number;
  firstAt: number;
  /** As the server's setting says. */
  retentionDays: number | null;
}

export interface KeptOfPerson {
  guilds: KeptInGuild[];
  /** Messages that still wait for the choice of a server. */
  undecided: number;
  dmChannelId: string | null;
}

/** Persons. `guildId` null: in every server. */
interface ErasureStore {
  /** By the server's name. */
  kept(userId: string, guildId: string | null): Promise<KeptOfPerson>;
  /** A person's threads that hold something, oldest first. */
  threadsOf(userId: string, guildId: string | null): Promise<ThreadInGuild[]>;
  /** Notes that it was asked for, with the right to work on it until `leaseUntil`. The same one is asked for once: null. */
  startErasure(erasure: Omit<Erasure, "went">, leaseUntil: number): Promise<Erasure | null>;
  /** Those that nobody works on, oldest first, each with the right to work on it until `until`. */
  takeErasures(now: number, until: number, limit: number): Promise<Erasure[]>;
  /** Gives that right back. */
  releaseErasure(id: string, until: number): Promise<void>;
  /** The person's threads that were opened before it was asked and hold something; those that aren't closed first. */
  threadsToErase(erasure: Erasure, limit: number): Promise<ErasableThread[]>;
  /** The person's messages that belonged to no thread yet when it was asked. */
  undecidedToErase(erasure: Erasure, limit: number): Promise<ErasableMessage[]>;
  /** All else that is kept of the person; returns what went in all. Repeating it counts nothing twice. */
  forgetUser(erasure: Erasure): Promise<Went>;
  /** The receipt is given: whose data it was is forgotten, too. */
  finishErasure(id: string, now: number): Promise<void>;
  /** What a server's admins asked for, latest first. */
  erasuresIn(guildId: string, limit: number): Promise<PastErasure[]>;
}

export interface PastErasure {
  id: string;
  by: { id: string; name: string } | null;
  askedAt: number;
  doneAt: number | null;
  went: Went;
}

/** A server that the schedule looks after. */
export interface TendedGuild {
  settings: Settings;
  leftAt: number | null;
  purgedUntil: number;
}

interface TendingStore {
  /** Those whose time has come, longest overdue first; each is left alone until `until`. */
  takeGuilds(now: number, until: number, limit: number): Promise<TendedGuild[]>;
  tended(guildId: string, now: { leftAt: number | null; purgedUntil: number; tendAt: number }): Promise<void>;
  /** Closed from `from` until `to`, both included, and holding something; the first closed first. */
  threadsToPurge(guildId: string, from: number, to: number, limit: number): Promise<ErasableThread[]>;
  /** Of any state. */
  threadIdsIn(guildId: string, limit: number): Promise<string[]>;
  /** Threads without messages, for good. */
  deleteThreads(ids: readonly string[]): Promise<void>;
  /** Ids under which files of the server's snippets are kept, those of earlier texts too: sorted, those behind `after`. */
  snippetFiles(guildId: string, after: string, limit: number): Promise<string[]>;
  /** All that is left of a server without threads. */
  forgetGuild(guildId: string): Promise<void>;
}
