// Joins the relay's parts: gateway → intake → spool → delivery → Worker, and the health page. Reads no environment and
// ends no process, so that tests and the playground can run it inside theirs.

import type { RelayConfig } from "./config.ts";
import { Delivery } from "./deliver.ts";
import { Gateway } from "./gateway.ts";
import { type RelayStatus, serveHealth } from "./health.ts";
import { Intake } from "./intake.ts";
import { createLog, describeError, type Log } from "./log.ts";
import { createPostEvent } from "./post-event.ts";
import { Spool } from "./spool.ts";

export interface Relay {
  /** Of /health and /metrics. */
  readonly port: number;
  /** Settles when the relay can't go on, with a sentence for the person who runs it. */
  readonly failed: Promise<string>;
  status(): RelayStatus;
  /** Takes nothing more, keeps what is spooled and leaves the gateway session to be resumed. */
  close(): Promise<void>;
}

/** How long requests under way may go on after `close`: cut off, they would be sent a second time. */
const CLOSING_MS = 2000;
const HOUSEKEEPING_MS = 1000;
const SHRINK_EVERY_MS = 10 * 60_000;

/** Resolves when /health answers, whether or not Discord and the Worker do. Rejects when DATA_DIR or PORT can't be used. */
export async function startRelay(
  config: RelayConfig,
  log: Log = createLog((line) => process.stdout.write(line)),
): Promise<Relay> {
  const spool = new Spool(config.dataDir);
  const failure = Promise.withResolvers<string>();

  const delivery = new Delivery({
    spool,
    log,
    post: createPostEvent(config),
    onDone: (event, answer, sentAt) => {
      if (event.type !== "RELAY_READY" || answer?.thread_channels === undefined) return;
      spool.replaceThreadChannels(answer.thread_channels, sentAt);
      delivery.wakeAll();
    },
    onBroken: (error) => failure.resolve(`The spool in ${config.dataDir} can't be used: ${describeError(error)}`),
  });
  const intake = new Intake({ spool, log, onSpooled: (channelId) => delivery.wake(channelId) });
  const gateway = new Gateway({
    token: config.discordToken,
    apiUrl: config.discordApiUrl,
    log,
    stored: spool.sessions(),
    onDispatch: (dispatch, session) => intake.take(dispatch, session),
    onReady: (session) => intake.announce(session),
    onSessionLost: (shardId) => intake.forget(shardId),
    onFatal: (reason) => failure.resolve(reason),
  });
  const status = (): RelayStatus => ({
    gateway: gateway.status(),
    events: spool.counts(),
    delivery: delivery.status(),
    lastDeadLetters: spool.lastDeadLetters(5),
  });

  const health = await serveHealth(config.host, config.port, status).catch((error: unknown) => {
    spool.close();
    throw error;
  });
  const housekeeping = startHousekeeping(spool, intake, (reason) => failure.resolve(reason));
  delivery.wakeAll();
  gateway.open().catch((error: unknown) => failure.resolve(describeError(error)));
  log.info("the relay runs", { health_port: health.port, ...waitingFields(status()) });

  let closing: Promise<void> | null = null;
  return {
    port: health.port,
    failed: failure.promise,
    status,
    close: () => {
      closing ??= (async () => {
        clearInterval(housekeeping);
        // 1. No dispatch is taken any more, so that the stored position is final. 2. Store it. 3. Let deliveries end.
        const cut = gateway.close();
        intake.savePositions();
        await Promise.all([cut, delivery.stop(CLOSING_MS)]);
        await health.close();
        log.info("the relay has stopped", waitingFields(status()));
        spool.close();
      })();
      return closing;
    },
  };
}

function startHousekeeping(spool: Spool, intake: Intake, onFailed: (reason: string) => void): NodeJS.Timeout {
  let shrunkAt = Date.now();
  const tick = () => {
    intake.savePositions();
    if (Date.now() - shrunkAt < SHRINK_EVERY_MS || spool.counts().waiting > 0) return;
    shrunkAt = Date.now();
    spool.shrink();
  };
  return setInterval(() => {
    try {
      tick();
    } catch (error) {
      onFailed(`The spool can't be written: ${describeError(error)}`);
    }
  }, HOUSEKEEPING_MS);
}

function waitingFields({ events }: RelayStatus) {
  return { waiting: events.waiting, dead_letters: events.deadLetters };
}
