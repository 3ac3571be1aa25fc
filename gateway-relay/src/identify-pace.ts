// When a shard may identify. Discord resets the token of a bot that identifies too often in a day, so the number that is
// left is asked for before each one; the library does so only when it starts.

import { setTimeout as sleep } from "node:timers/promises";
import { type IIdentifyThrottler, SimpleIdentifyThrottler } from "@discordjs/ws";
import type { APIGatewayBotInfo } from "discord-api-types/v10";
import type { Log } from "./log.ts";

const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));

export class IdentifyPace implements IIdentifyThrottler {
  readonly #askDiscord: () => Promise<APIGatewayBotInfo>;
  readonly #log: Log;
  #everyFiveSeconds: SimpleIdentifyThrottler | null = null;

  constructor(askDiscord: () => Promise<APIGatewayBotInfo>, log: Log) {
    this.#askDiscord = askDiscord;
    this.#log = log;
  }

  /** Rejects only when `signal` says that the connection is gone: the library identifies after any other error. */
  async waitForIdentify(shardId: number, signal: AbortSignal): Promise<void> {
    const limit = await this.#limit();
    signal.throwIfAborted();
    if (limit !== null && limit.remaining < 1) {
      this.#log.error("Discord allows no more new gateway sessions for now; waiting", { wait_ms: limit.reset_after });
      await sleep(limit.reset_after, undefined, { signal });
    }
    this.#everyFiveSeconds ??= new SimpleIdentifyThrottler(limit?.max_concurrency ?? 1);
    // It sleeps on when the connection is gone: the library would then identify on the next one before that is open, which
    // ends the process.
    await Promise.race([this.#everyFiveSeconds.waitForIdentify(shardId, signal), untilAborted(signal)]);
  }

  async #limit(): Promise<APIGatewayBotInfo["session_start_limit"] | null> {
    try {
      return (await this.#askDiscord()).session_start_limit;
    } catch {
      // Without an answer the pace of five seconds has to do.
      return null;
    }
  }
}
