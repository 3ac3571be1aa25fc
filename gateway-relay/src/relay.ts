// Joins the relay's parts: gateway → intake → spool → delivery → Worker, what was missed → spool, typing → Worker, and the
// health page. Reads no environment and ends no process, so that tests and the playground can run it inside theirs.

import type { RelayEvent } from "../protocol/events.ts";
import { CatchUp } from "./catch-up.ts";
import type { RelayConfig } from "./config.ts";
import { actOn, answerDeadLetterRequest } from "./dead-letter-requests.ts";
import { Delivery } from "./deliver.ts";
import { createDiscordReader } from "./discord-reader.ts";
import { Gateway } from "./gateway.ts";
import { type RelayStatus, serveHealth } from "./health.ts";
import { Intake } from "./intake.ts";
import { createLog, describeError, type Log } from "./log.ts";
import { Pace, type Pacing } from "./pace.ts";
import { createPostEvent } from "./post-event.ts";
import { Spool, type SpooledEvent } from "./spool.ts";
import { TypingTeller } from "./typing.ts";

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
/** A fifth of the requests that Discord allows: the Worker needs the others for what people write meanwhile. */
const CATCH_UP_INTERVAL_MS = 100;
/** Later than this nobody is helped by knowing that somebody was typing. */
const TYPING_TIMEOUT_MS = 5000;
const HOUSEKEEPING_MS = 1000;
const SHRINK_EVERY_MS = 10 * 60_000;

/** Resolves when /health answers, whether or not Discord and the Worker do. Rejects when DATA_DIR or PORT can't be used. */
export async function startRelay(
  config: RelayConfig,
  log: Log = createLog((line) => process.stdout.write(line)),
  pace: Pacing = new Pace(),
): Promise<Relay> {
  const { discordToken: token, discordApiUrl: apiUrl, workerUrl: home } = config;
  const spool = new Spool(config.dataDir);
  const failure = Promise.withResolvers<string>();

  const onBroken = (error: unknown) =>
    failure.resolve(`The spool in ${config.dataDir} can't be used: ${describeError(error)}`);

  const delivery = new Delivery({
    spool,
    log,
    pace,
    post: createPostEvent(config),
    onDone: (event, answer, sentAt) => {
      if (event.type !== "RELAY_READY" || answer?.thread_channels === undefined) return;
      spool.threadChannels.replace(answer.thread_channels, sentAt);
      if (asksWhatWasMissed(event)) catchUp.take(answer.known_channels);
      delivery.wakeAll();
    },
    onBroken,
  });
  const catchUp = new CatchUp({
    gaps: spool.gaps,
    read: createDiscordReader({
      apiUrl,
      token,
      home,
      intervalMs: CATCH_UP_INTERVAL_MS,
      onRequest: () => pace.spend(1),
    }),
    log,
    onSpooled: (channelId) => delivery.wake(channelId),
    onBroken,
  });
  const typing = new TypingTeller({
    post: createPostEvent({ ...config, timeoutMs: TYPING_TIMEOUT_MS }),
    isThreadChannel: (channelId) => spool.threadChannels.has(channelId),
    pace,
  });
  const intake = new Intake({
    spool,
    log,
    onSpooled: (channelId) => delivery.wake(channelId),
    onMissed: () => catchUp.resume(),
  });
  const gateway = new Gateway({
    token,
    read: createDiscordReader({ apiUrl, token, home }),
    log,
    stored: spool.sessions(),
    onDispatch: (dispatch, session) => {
      intake.take(dispatch, session);
      typing.take(dispatch, session?.botUserId ?? null).catch((error: unknown) => {
        log.error("a dispatch couldn't be read and was skipped", { type: dispatch.t, reason: describeError(error) });
      });
    },
    onReady: (session) => intake.announce(session),
    onSessionLost: (shardId) => intake.forget(shardId),
    onFatal: (reason) => failure.resolve(reason),
  });
  const status = (): RelayStatus => ({
    gateway: gateway.status(),
    events: spool.counts(),
    delivery: delivery.status(),
    catchUp: catchUp.status(),
    lastDeadLetters: spool.deadLetters.list(5),
  });

  const health = await serveHealth(config.host, config.port, status, (request) =>
    answerDeadLetterRequest(request, config.secrets, (wish) =>
      actOn(spool.deadLetters, wish, (channelId) => delivery.wake(channelId)),
    ),
  ).catch((error: unknown) => {
    spool.close();
    throw error;
  });
  const tidyUp = createHousekeeping(spool, intake, log);
  const housekeeping = setInterval(() => {
    try {
      if (tidyUp() === "let-go") delivery.wakeAll();
    } catch (error) {
      onBroken(error);
    }
  }, HOUSEKEEPING_MS);
  catchUp.resume();
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
        typing.stop();
        await Promise.all([cut, catchUp.stop(), delivery.stop(CLOSING_MS)]);
        await health.close();
        log.info("the relay has stopped", waitingFields(status()));
        spool.close();
      })();
      return closing;
    },
  };
}

/** What is to be done every second. Returns "let-go" when events may go out that had to wait until then. */
function createHousekeeping(spool: Spool, intake: Intake, log: Log): () => "let-go" | "kept" {
  let shrunkAt = Date.now();
  return () => {
    intake.savePositions();
    if (Date.now() - shrunkAt >= SHRINK_EVERY_MS && spool.counts().waiting === 0) {
      shrunkAt = Date.now();
      spool.shrink();
    }
    if (!spool.gaps.letOverdueGo()) return "kept";
    log.warn("messages have waited too long for those that were missed and go out before them");
    return "let-go";
  };
}

function asksWhatWasMissed({ body }: SpooledEvent): boolean {
  const event = JSON.parse(body) as RelayEvent;
  return event.type === "RELAY_READY" && event.data.missed === true;
}

function waitingFields({ events }: RelayStatus) {
  return { waiting: events.waiting, dead_letters: events.deadLetters };
}
