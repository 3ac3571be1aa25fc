// The live gateway sessions, one a shard, as @discordjs/ws asks for them: in memory, because it writes them before an
// event is handled. What survives a crash is written by intake.ts together with the event.
//
// The library gives a session up on every network error, and with it every event of the gap. Only Discord's word ends a
// session here: a session that is kept for nothing costs one "invalid session" answer.

import { setTimeout as sleep } from "node:timers/promises";
import type { SessionInfo } from "@discordjs/ws";
import { GatewayCloseCodes } from "discord-api-types/v10";
import { retryDelay } from "./retry-delay.ts";

/** No close frame at all; and "you send too fast", after which Discord wants a connection, not a new session. */
const NO_END: ReadonlySet<number | null> = new Set([1006, GatewayCloseCodes.RateLimited]);

interface Shard {
  session: SessionInfo | null;
  /** What happened on the newest connection. */
  hello: boolean;
  socketError: boolean;
  closeCode: number | null;
  /** Whether that connection is over, so that the next question is the library about to connect. */
  over: boolean;
  /** Connections in a row that ended without a session at work. */
  failures: number;
}

export interface GatewaySessionsOptions {
  stored: readonly SessionInfo[];
  /** Called when Discord has ended a session for good. */
  onLost: (shardId: number) => void;
  delay?: (failures: number) => number;
}

export class GatewaySessions {
  readonly #options: GatewaySessionsOptions;
  readonly #shards = new Map<number, Shard>();
  /** Where to turn when a session's own address doesn't answer. */
  gatewayUrl: string | null = null;

  constructor(options: GatewaySessionsOptions) {
    this.#options = options;
    for (const session of options.stored) this.#shard(session.shardId).session = session;
  }

  /** The library's hook: asked before each connection (which this may delay), each heartbeat and each dispatch. */
  retrieve(shardId: number): SessionInfo | null | Promise<SessionInfo | null> {
    const shard = this.#shard(shardId);
    if (!shard.over) return shard.session;
    Object.assign(shard, { hello: false, socketError: false, closeCode: null, over: false } satisfies Partial<Shard>);
    if (shard.failures <= 1) return this.#sessionFor(shard);
    const delay = this.#options.delay ?? ((failures) => Math.min(30_000, retryDelay(failures, null, Math.random())));
    return sleep(delay(shard.failures), undefined, { ref: false }).then(() => this.#sessionFor(shard));
  }

  /** The library's hook: a newer position, or null when it gives the session up. */
  update(shardId: number, session: SessionInfo | null): void {
    const shard = this.#shard(shardId);
    if (session !== null) {
      shard.session = session;
      return;
    }
    this.#end(shard);
    const endedByDiscord = shard.hello && !shard.socketError && !NO_END.has(shard.closeCode);
    if (endedByDiscord) this.drop(shardId);
  }

  /** The session as it stands, whatever the connection does. */
  current(shardId: number): SessionInfo | null {
    return this.#shard(shardId).session;
  }

  /** Makes the next connection begin a new session. */
  drop(shardId: number): void {
    const shard = this.#shard(shardId);
    if (shard.session === null) return;
    shard.session = null;
    this.#options.onLost(shardId);
  }

  sawHello(shardId: number): void {
    this.#shard(shardId).hello = true;
  }

  sawSocketError(shardId: number): void {
    this.#shard(shardId).socketError = true;
  }

  sawClose(shardId: number, code: number): void {
    const shard = this.#shard(shardId);
    this.#end(shard);
    shard.closeCode ??= code;
  }

  /** The session is at work (READY or RESUMED). */
  sawWork(shardId: number): void {
    this.#shard(shardId).failures = 0;
  }

  /** A new set of connections is about to be made: what the old ones did says nothing about them. */
  renew(): void {
    for (const shard of this.#shards.values()) this.#end(shard);
  }

  #shard(shardId: number): Shard {
    let shard = this.#shards.get(shardId);
    if (shard === undefined) {
      shard = { session: null, hello: false, socketError: false, closeCode: null, over: true, failures: 0 };
      this.#shards.set(shardId, shard);
    }
    return shard;
  }

  #end(shard: Shard): void {
    if (!shard.over) shard.failures += 1;
    shard.over = true;
  }

  #sessionFor({ session, failures }: Shard): SessionInfo | null {
    if (session === null || this.gatewayUrl === null || failures < 3 || failures % 2 === 0) return session;
    return { ...session, resumeURL: this.gatewayUrl };
  }
}
