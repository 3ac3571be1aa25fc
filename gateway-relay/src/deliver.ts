// Spool → Worker. Events of one channel go out one after the other, channels side by side; a channel that fails waits by
// itself. What one attempt is and what an answer means: post-event.ts. How fast they may begin: pace.ts.

import type { RelayAnswer } from "../protocol/events.ts";
import { Lines } from "./lines.ts";
import type { Log } from "./log.ts";
import type { Pacing } from "./pace.ts";
import type { Attempt, PostEvent } from "./post-event.ts";
import { retryDelay } from "./retry-delay.ts";
import { channelOf, isNiceties, READY_LANE, type Spool, type SpooledEvent } from "./spool.ts";

export interface DeliveryOptions {
  spool: Spool;
  post: PostEvent;
  log: Log;
  pace: Pacing;
  /** Called after the Worker did its work and before the event is deleted. `sentAt` is when the attempt began. */
  onDone?: (event: SpooledEvent, answer: RelayAnswer | null, sentAt: number) => void;
  /** Called when the spool can't be written any more; nothing is delivered after that. */
  onBroken?: (error: unknown) => void;
  /** Requests at a time over all channels. Default 16. */
  concurrency?: number;
  delay?: (failures: number, retryAfterMs: number | null) => number;
}

/** A channel with something to deliver: in a line, under way, or waiting for its timer. */
interface Lane {
  failures: number;
  timer?: NodeJS.Timeout;
}

export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #concurrency: number;
  readonly #delay: (failures: number, retryAfterMs: number | null) => number;
  readonly #lanes = new Map<string, Lane>();
  readonly #lines = new Lines();
  readonly #flights = new Set<Promise<void>>();
  readonly #abort = new AbortController();
  #retriesInFlight = 0;
  #waitingForRoom: NodeJS.Timeout | undefined;
  #stopped = false;
  #delivered = 0;
  #failedAttempts = 0;
  #lastWarningAt = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#concurrency = options.concurrency ?? 16;
    this.#delay = options.delay ?? ((failures, retryAfterMs) => retryDelay(failures, retryAfterMs, Math.random()));
  }

  /** Looks through the spool for channels that have something to deliver. */
  wakeAll(): void {
    for (const channelId of this.#options.spool.channelsWaiting()) this.wake(channelId);
  }

  /** To be called after something was spooled for a channel. */
  wake(channelId: string): void {
    if (this.#stopped || this.#lanes.has(channelId)) return;
    this.#lanes.set(channelId, { failures: 0 });
    this.#lines.add(channelId, false);
    this.#fill();
  }

  status() {
    let retrying = 0;
    for (const lane of this.#lanes.values()) if (lane.failures > 0) retrying += 1;
    return {
      inFlight: this.#flights.size,
      channelsRetrying: retrying,
      delivered: this.#delivered,
      failedAttempts: this.#failedAttempts,
    };
  }

  /**
   * Begins nothing new and gives requests under way `graceMs` to end; those cut off go out again after the next start.
   * Nothing touches the spool after this.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#waitingForRoom);
    for (const { timer } of this.#lanes.values()) clearTimeout(timer);
    const cutOff = setTimeout(() => this.#abort.abort(), graceMs);
    await Promise.all(this.#flights);
    clearTimeout(cutOff);
  }

  #fill(): void {
    while (!this.#stopped && this.#flights.size < this.#concurrency) {
      if (this.#lines.size === 0 || this.#waitsForRoom()) return;
      const mayRetry = this.#retriesInFlight < Math.max(1, Math.floor(this.#concurrency / 2));
      const channelId = this.#lines.take(mayRetry);
      const lane = channelId === undefined ? undefined : this.#lanes.get(channelId);
      if (channelId === undefined || lane === undefined) return;
      if (this.#waitsForTurn(channelId, lane)) continue;
      const flight = this.#fly(channelId, lane)
        .catch((error: unknown) => this.#break(error))
        .finally(() => {
          this.#flights.delete(flight);
          this.#fill();
        });
      this.#flights.add(flight);
    }
  }

  /** Discord has no room for anybody: all wait together. */
  #waitsForRoom(): boolean {
    if (this.#waitingForRoom !== undefined) return true;
    const wait = this.#options.pace.untilRoom();
    if (wait === 0) return false;
    this.#waitingForRoom = setTimeout(() => {
      this.#waitingForRoom = undefined;
      this.#fill();
    }, wait);
    return true;
  }

  /** Nobody else waits for a channel that was fast: it leaves the line and comes back to its end. */
  #waitsForTurn(channelId: string, lane: Lane): boolean {
    const wait = channelId === READY_LANE ? 0 : this.#options.pace.untilTurn(channelOf(channelId));
    if (wait === 0) return false;
    this.#comeBack(channelId, lane, wait);
    return true;
  }

  #comeBack(channelId: string, lane: Lane, delay: number): void {
    lane.timer = setTimeout(() => {
      this.#lines.add(channelId, lane.failures > 0);
      this.#fill();
    }, delay);
  }

  async #post(event: SpooledEvent): Promise<Attempt> {
    const { pace, post } = this.#options;
    const { type } = event;
    if (event.channelId === READY_LANE) return post(event, this.#abort.signal);
    const channelId = channelOf(event.channelId);
    pace.begin(channelId, type);
    const attempt = await post(event, this.#abort.signal);
    pace.end(channelId, type, attempt.answer?.discord_requests ?? null);
    pace.close(attempt.answer?.discord_pause_ms ?? 0);
    return attempt;
  }

  async #fly(channelId: string, lane: Lane): Promise<void> {
    const { spool, onDone } = this.#options;
    const event = spool.nextOf(channelId);
    if (event === null) {
      this.#lanes.delete(channelId);
      return;
    }
    const isRetry = lane.failures > 0;
    if (isRetry) this.#retriesInFlight += 1;
    const sentAt = Date.now();
    const attempt = await this.#post(event);
    if (isRetry) this.#retriesInFlight -= 1;

    if (attempt.result === "later") {
      if (attempt.answer?.only_niceties === true && !isNiceties(channelId)) {
        // They come when the limit that they met is over: as a retry of their own lane.
        this.#start(spool.stepAside(event.id, channelId), attempt.retryAfterMs ?? 0);
        this.#goOn(channelId);
      } else if (!this.#stopped) this.#wait(channelId, lane, event, attempt.reason, attempt.retryAfterMs);
      return;
    }
    if (attempt.result === "done") {
      onDone?.(event, attempt.answer, sentAt);
      spool.done(event.id);
      this.#delivered += 1;
    } else {
      spool.refuse(event.id, attempt.reason);
      this.#options.log.error("the Worker refused an event for good; it is in the dead letters", {
        event: event.id,
        reason: attempt.reason,
      });
    }
    this.#goOn(channelId);
  }

  #goOn(channelId: string): void {
    this.#lanes.delete(channelId);
    this.wake(channelId);
  }

  /** As `wake`, after a while. */
  #start(channelId: string, delay: number): void {
    if (this.#stopped || this.#lanes.has(channelId)) return;
    const lane = { failures: 0 };
    this.#lanes.set(channelId, lane);
    this.#comeBack(channelId, lane, delay);
  }

  #wait(channelId: string, lane: Lane, event: SpooledEvent, reason: string, retryAfterMs: number | null): void {
    lane.failures += 1;
    this.#failedAttempts += 1;
    const delay = this.#delay(lane.failures, retryAfterMs);
    this.#comeBack(channelId, lane, delay);
    // A Worker that is down fails every channel: one line a second says enough.
    if (Date.now() - this.#lastWarningAt < 1000) return;
    this.#lastWarningAt = Date.now();
    this.#options.log.warn("a delivery failed and will be tried again", {
      event: event.id,
      reason,
      failures: lane.failures,
      again_in_ms: Math.round(delay),
      channels_retrying: this.status().channelsRetrying,
    });
  }

  #break(error: unknown): void {
    this.#stopped = true;
    this.#options.onBroken?.(error);
  }
}
