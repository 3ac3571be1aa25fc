// What the relay must not forget: events that wait, the gateway session, thread channels, dead letters. Every change is
// one transaction and is on the disk when the call returns. Delivers nothing itself: see deliver.ts.

import type { DatabaseSync } from "node:sqlite";
import type { SessionInfo } from "@discordjs/ws";
import { GatewayIntentBits } from "discord-api-types/v10";
import type { RelayEvent } from "../protocol/events.ts";
import { DeadLetterSpool } from "./dead-letter-spool.ts";
import { GapSpool } from "./gap-spool.ts";
import type { SelectedEvent, ThreadChannelNews } from "./select-event.ts";
import { openSpoolFile } from "./spool-file.ts";
import { prepareStatements } from "./spool-statements.ts";
import { ThreadChannels } from "./thread-channels.ts";

export interface StoredSession extends SessionInfo {
  botUserId: string;
  /** With which intents the session was begun (Discord: events/gateway#list-of-intents); 0: unknown. */
  intents: number;
  /** What the gateway dispatched before (milliseconds; 0: unknown) was received. */
  seenAt: number;
}

export const readsContent = ({ intents }: Pick<StoredSession, "intents">): boolean =>
  (intents & GatewayIntentBits.MessageContent) !== 0;

export interface SpooledEvent {
  id: string;
  channelId: string;
  type: RelayEvent["type"];
  /** The JSON that goes to the Worker. */
  body: string;
}

export interface DispatchRecord {
  /** Where the gateway session stands after the dispatch. */
  session: StoredSession | null;
  event: SelectedEvent | null;
  news: ThreadChannelNews | null;
}

export interface SpoolCounts {
  /** Everything that isn't delivered, held events included. */
  waiting: number;
  held: number;
  oldestReceivedAt: number | null;
  deadLetters: number;
}

/** The lane of RELAY_READY: no channel, so that it neither waits for messages nor lets them wait. */
export const READY_LANE = "relay-ready";

const NICETIES = "niceties of ";
/** The lane of what is left of a channel's events once people have seen them. */
export const nicetiesOf = (channelId: string): string => (isNiceties(channelId) ? channelId : NICETIES + channelId);
export const isNiceties = (lane: string): boolean => lane.startsWith(NICETIES);
/** The channel that a lane belongs to. */
export const channelOf = (lane: string): string => (isNiceties(lane) ? lane.slice(NICETIES.length) : lane);

/** Ids of events that were delivered a moment ago, so that a repeated dispatch isn't delivered again. */
const REMEMBERED_IDS = 10_000;

export class Spool {
  readonly #db: DatabaseSync;
  readonly #now: () => number;
  readonly #sql: ReturnType<typeof prepareStatements>;
  readonly #recentlyDone = new Set<string>();
  /** What was missed while no session was there. */
  readonly gaps: GapSpool;
  readonly deadLetters: DeadLetterSpool;
  readonly threadChannels: ThreadChannels;

  /** Throws a sentence when the folder can't be used. */
  constructor(dataDir: string, now: () => number = Date.now) {
    this.#db = openSpoolFile(dataDir);
    this.#now = now;
    this.#sql = prepareStatements(this.#db);
    const atomically = this.#atomically.bind(this);
    this.threadChannels = new ThreadChannels({ db: this.#db, now, atomically });
    this.deadLetters = new DeadLetterSpool(this.#db, atomically);
    this.gaps = new GapSpool({
      db: this.#db,
      now,
      atomically,
      add: (event) => {
        if (!this.deadLetters.has(event.id)) this.#addSelected(event);
      },
    });
  }

  /**
   * Takes over one gateway dispatch with the session's new position: all of it or, when it throws, nothing. True when it
   * shows a place in which something may have been missed.
   */
  record({ session, event, news }: DispatchRecord): boolean {
    let isToBeRead = false;
    this.#atomically(() => {
      if (event !== null) isToBeRead = this.#takeSelected(event);
      for (const { channelId, userId } of news?.seen ?? []) {
        const guildId = news?.listedBy ?? null;
        const isKnown = this.threadChannels.has(channelId);
        if (guildId === null) this.gaps.skip(channelId);
        else if (this.gaps.takeUnlisted({ channelId, guildId, userId }, isKnown)) isToBeRead = true;
        this.threadChannels.learn(channelId);
      }
      if (news?.deleted) this.threadChannels.forget(news.deleted);
      if (session !== null) this.#saveSession(session);
    });
    return isToBeRead;
  }

  /** A session begins: what was dispatched since the one before it ended is missing. */
  beginSession(session: StoredSession): void {
    this.#atomically(() => {
      this.gaps.open(session.shardId);
      this.#saveSession(session);
    });
  }

  /** Puts a RELAY_READY in line, in place of one that still waits: only the newest is true. */
  addReady(id: string, event: RelayEvent): void {
    this.#atomically(() => {
      this.#sql.clearLane.run(READY_LANE);
      this.#add({ id, channelId: READY_LANE, event, held: false });
    });
  }

  saveSessions(sessions: Iterable<StoredSession>): void {
    this.#atomically(() => {
      for (const session of sessions) this.#saveSession(session);
    });
  }

  forgetSession(shardId: number): void {
    this.#atomically(() => {
      this.gaps.note(shardId);
      this.#sql.forgetSession.run(shardId);
    });
  }

  sessions(): StoredSession[] {
    return this.#sql.sessions.all().map((row) => ({
      shardId: Number(row.shard_id),
      sessionId: String(row.session_id),
      resumeURL: String(row.resume_url),
      sequence: Number(row.sequence),
      shardCount: Number(row.shard_count),
      botUserId: String(row.bot_user_id),
      intents: Number(row.intents),
      seenAt: Number(row.seen_at),
    }));
  }

  /** Channels with something to deliver, the one that waits longest first. */
  channelsWaiting(): string[] {
    return this.#sql.channelsWaiting.all().map((row) => String(row.channel_id));
  }

  /** The oldest event of a channel that may be delivered; null also while the channel waits for what was missed. */
  nextOf(channelId: string): SpooledEvent | null {
    if (channelId !== READY_LANE && this.gaps.holdsBack(channelId)) return null;
    const row = this.#sql.nextOf.get(channelId);
    if (row === undefined) return null;
    return { id: String(row.id), channelId, type: row.type as RelayEvent["type"], body: String(row.body) };
  }

  /** The Worker has done its work: the event is deleted. */
  done(id: string): void {
    this.#sql.remove.run(id);
    this.#remember(id);
  }

  /** What is left of it doesn't keep the channel's next events waiting: it goes to a lane of its own, which is returned. */
  stepAside(id: string, channelId: string): string {
    const lane = nicetiesOf(channelId);
    this.#sql.moveTo.run(lane, id);
    return lane;
  }

  /** The Worker will never take it: moved to the dead letters, with the reason. */
  refuse(id: string, reason: string): void {
    this.#atomically(() => {
      this.deadLetters.bury(id, reason, this.#now());
      this.#sql.remove.run(id);
    });
    this.#remember(id);
  }

  counts(): SpoolCounts {
    const row = this.#sql.counts.get();
    return {
      waiting: Number(row?.waiting ?? 0),
      held: Number(row?.held ?? 0),
      oldestReceivedAt: row?.oldest == null ? null : Number(row.oldest),
      deadLetters: Number(row?.dead ?? 0),
    };
  }

  /** Gives the disk back what a backlog took; worth calling only when nothing waits. */
  shrink(): void {
    this.#db.exec("PRAGMA incremental_vacuum");
  }

  close(): void {
    this.#db.close();
  }

  #takeSelected(selected: SelectedEvent): boolean {
    this.#addSelected(selected);
    const { channelId, needsThreadChannel, event } = selected;
    const isSomebodyWriting = event.type === "MESSAGE_CREATE" || event.type === "MESSAGE_UPDATE";
    if (needsThreadChannel || !isSomebodyWriting) return false;
    return this.gaps.takeUnlisted({ channelId, guildId: null, userId: event.data.author.id }, true);
  }

  #addSelected({ id, channelId, event, needsThreadChannel }: SelectedEvent): void {
    const known = !needsThreadChannel || this.threadChannels.has(channelId);
    if (!known && this.threadChannels.areKnown()) return;
    this.#add({ id, channelId, event, held: !known });
  }

  #add({ id, channelId, event, held }: { id: string; channelId: string; event: RelayEvent; held: boolean }): void {
    if (this.#recentlyDone.has(id)) return;
    this.#sql.add.run(id, channelId, event.type, JSON.stringify(event), held ? 1 : 0, this.#now());
  }

  #saveSession(session: StoredSession): void {
    const { shardId, sessionId, resumeURL, sequence, shardCount, botUserId, intents, seenAt } = session;
    this.#sql.saveSession.run(shardId, sessionId, resumeURL, sequence, shardCount, botUserId, intents, seenAt);
  }

  #remember(id: string): void {
    this.#recentlyDone.add(id);
    if (this.#recentlyDone.size <= REMEMBERED_IDS) return;
    for (const oldest of this.#recentlyDone) {
      this.#recentlyDone.delete(oldest);
      return;
    }
  }

  #atomically(change: () => void): void {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      change();
      this.#db.exec("COMMIT");
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}
