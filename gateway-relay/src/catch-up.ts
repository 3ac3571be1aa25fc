// What was missed while no gateway session was there, read over REST: channel by channel, as the Worker listed them, and
// spooled as if the gateway had dispatched it. Where that stands survives a crash in gap-spool.ts.

import { setTimeout as sleep } from "node:timers/promises";
import type { KnownChannel } from "../protocol/events.ts";
import { NoAnswer, type ReadDiscord } from "./discord-reader.ts";
import type { GapSpool, MissedChannel } from "./gap-spool.ts";
import type { Log } from "./log.ts";
import { MissedReader } from "./read-missed.ts";
import { retryDelay } from "./retry-delay.ts";
import type { SelectedEvent } from "./select-event.ts";

export interface CatchUpOptions {
  gaps: GapSpool;
  read: ReadDiscord;
  log: Log;
  /** Something of this channel may be deliverable now. */
  onSpooled: (channelId: string) => void;
  /** Called when the spool can't be used any more; nothing is read after that. */
  onBroken: (error: unknown) => void;
  delay?: (failures: number, retryAfterMs: number | null) => number;
}

export interface CatchUpStatus {
  /** asking: dispatches were missed and the Worker hasn't said yet where to look. */
  state: "complete" | "asking" | "reading";
  channelsLeft: number;
  /** Since the process began. */
  channelsRead: number;
  messagesFound: number;
  failedReads: number;
}

/** Discord doesn't understand the request: it would fail for ever. */
const HOPELESS: ReadonlySet<number | null> = new Set([400, 405, 410]);

export class CatchUp {
  readonly #options: CatchUpOptions;
  readonly #abort = new AbortController();
  #run: Promise<void> | null = null;
  #channelsRead = 0;
  #messagesFound = 0;
  #failedReads = 0;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** The Worker's answer to a RELAY_READY that asked where to look; undefined from a Worker that doesn't know of this. */
  take(known: readonly KnownChannel[] | undefined): void {
    const { gaps, log } = this.#options;
    if (known === undefined) {
      gaps.letGo();
      log.warn(
        "the Worker doesn't say which channels it knows: messages that were missed can't be looked for; update it",
      );
      return;
    }
    gaps.take(known);
    this.resume();
  }

  /** Reads on where it stands; does nothing when nothing was missed or it is being read already. */
  resume(): void {
    const { gaps, log, onBroken } = this.#options;
    if (this.#abort.signal.aborted || this.#run !== null || gaps.next() === null) return;
    log.info("looking for messages that were missed", { channels: gaps.counts().channels });
    this.#run = this.#readAll().catch(onBroken);
  }

  status(): CatchUpStatus {
    const { asking, channels } = this.#options.gaps.counts();
    return {
      state: asking ? "asking" : channels > 0 ? "reading" : "complete",
      channelsLeft: channels,
      channelsRead: this.#channelsRead,
      messagesFound: this.#messagesFound,
      failedReads: this.#failedReads,
    };
  }

  /** Ends at once; the next start reads on. Nothing touches the spool after this. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#run;
  }

  async #readAll(): Promise<void> {
    const { gaps, log } = this.#options;
    const delay = this.#options.delay ?? ((failures, after) => retryDelay(failures, after, Math.random()));
    const { signal } = this.#abort;
    const missed = new MissedReader(this.#options.read);
    let failures = 0;
    try {
      for (let channel = gaps.next(); channel !== null; channel = gaps.next()) {
        try {
          await this.#readPage(channel, missed);
          failures = 0;
        } catch (error) {
          if (!(error instanceof NoAnswer)) throw error;
          failures += 1;
          this.#failedReads += 1;
          if (HOPELESS.has(error.status)) {
            log.error("a channel can't be read and was skipped", { channel: channel.channelId, reason: error.message });
            this.#finish(channel.channelId, []);
            continue;
          }
          // Other channels may do better: this one's turn comes after theirs.
          gaps.putOff(channel.channelId);
          const again_in_ms = Math.round(delay(failures, error.retryAfterMs));
          log.warn("reading what was missed failed and will be tried again", { reason: error.message, again_in_ms });
          await sleep(again_in_ms, undefined, { signal });
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    this.#run = null;
    // Another session was lost meanwhile: it goes on with the Worker's next list.
    if (gaps.isOpen()) return;
    log.info("what was missed is complete", { channels: this.#channelsRead, messages: this.#messagesFound });
  }

  async #readPage(channel: MissedChannel, missed: MissedReader): Promise<void> {
    const { gaps, log } = this.#options;
    const { channelId } = channel;
    const { events, after, unreadable } = await missed.page(channel, this.#abort.signal);
    if (unreadable > 0) log.error("messages couldn't be read and were skipped", { channel: channelId, unreadable });
    this.#messagesFound += events.filter(({ event }) => event.type === "MESSAGE_CREATE").length;
    if (after === null) this.#finish(channelId, events);
    else gaps.record(channelId, events, after);
  }

  #finish(channelId: string, events: readonly SelectedEvent[]): void {
    this.#options.gaps.record(channelId, events, null);
    this.#channelsRead += 1;
    this.#options.onSpooled(channelId);
  }
}
