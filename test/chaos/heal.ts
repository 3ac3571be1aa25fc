// After the storm: everything runs again, people answer what they are asked, and the schedule finishes what was cut off.
// The waiting times of leases and messages are shortened in D1, for they are real minutes; never while somebody is at work.

import { setTimeout as sleep } from "node:timers/promises";
import { FAIR } from "./bad-network.ts";
import type { Cast } from "./cast.ts";
import type { Product } from "./product.ts";
import type { Random } from "./random.ts";
import { answerQuestion } from "./users.ts";

/** Longer than the Worker waits for an answer of Discord. */
const SILENCE_MS = 16_000;
/** No request for so long: nobody is at work any more. */
const CALM_MS = 2000;
const PROGRESS_MS = 4000;
/** Nothing more was delivered for so long: nothing ever will. Longer than any waiting time of the relay's. */
const STANDSTILL_MS = 3 * 60_000;
/** Something goes on for ever. */
const UNREST_MS = 15 * 60_000;
const ROUNDS_WITHOUT_PROGRESS = 8;

export interface Rest {
  /** Steps and messages that are still unfinished. */
  threads: number;
  messages: number;
}

/** Throws when the relay doesn't get further with what it holds. `say` hears of the progress. */
export async function heal(
  product: Product,
  cast: Cast,
  random: Random,
  { silences, say }: { silences: boolean; say: (text: string) => void },
): Promise<Rest> {
  product.discord.clearFaults();
  product.network.weather = FAIR;
  // A last end of both: whoever held a lease is dead now, and the relay forgets how long it wanted to wait.
  await product.restartWorker(0);
  await letTimePass(product);
  await product.relay.kill(0);
  await calm(product, silences, say);
  await answerQuestions(cast, random);
  await calm(product, false, say);

  let rest = await unfinished(product);
  for (let idle = 0; idle < ROUNDS_WITHOUT_PROGRESS && rest.threads + rest.messages > 0; ) {
    await letTimePass(product);
    await product.worker().runSchedule();
    await answerQuestions(cast, random);
    await calm(product, false, say);
    const left = await unfinished(product);
    idle = left.threads + left.messages < rest.threads + rest.messages ? 0 : idle + 1;
    rest = left;
    say(`the schedule has ${rest.threads} threads and ${rest.messages} messages left to finish`);
  }
  return rest;
}

async function answerQuestions({ users }: Cast, random: Random): Promise<void> {
  for (const user of users) await answerQuestion(user, random);
}

/** Waits until the relay has delivered everything and nobody has talked to Discord for a while. */
async function calm(product: Product, silences: boolean, say: (text: string) => void): Promise<void> {
  const { discord, relay, network } = product;
  let waiting = Number.POSITIVE_INFINITY;
  let movedAt = Date.now();
  const deadline = movedAt + UNREST_MS;
  let told = Date.now();
  for (;;) {
    const health = await relay.health();
    if (health !== null && health.waiting < waiting) movedAt = Date.now();
    waiting = health?.waiting ?? waiting;
    const last = discord.requests.at(-1)?.at ?? 0;
    const hangs = silences && discord.requests.some(({ status, at }) => status === 0 && at > Date.now() - SILENCE_MS);
    const connected = health?.gateway === "connected" && discord.gateway.sessions.length > 0;
    const caughtUp = health?.catch_up === "complete";
    const quiet = !network.isBusy() && !hangs && Date.now() - last > CALM_MS;
    if (connected && caughtUp && health.waiting === 0 && quiet) return;
    const isStill = waiting > 0 && Date.now() - movedAt > STANDSTILL_MS;
    if (isStill || Date.now() > deadline)
      throw new Error(`the relay never got everything delivered: ${JSON.stringify(health)}`);
    if (Date.now() - told > PROGRESS_MS) {
      told = Date.now();
      say(`${health?.waiting ?? "?"} events wait in the relay`);
      // Events of a thread that is being closed wait for the schedule, which runs every minute in truth.
      await product.worker().runSchedule();
    }
    await sleep(200);
  }
}

/** As if the longest waiting time had passed. All messages alike, so that their order stays. */
async function letTimePass({ worker }: Product): Promise<void> {
  const { db } = worker();
  await db.batch([
    db.prepare("UPDATE threads SET lease_until = 0 WHERE lease_until > 0"),
    db.prepare("UPDATE messages SET sent_at = sent_at - 61000"),
  ]);
}

async function unfinished({ worker }: Product): Promise<Rest> {
  const row = await worker()
    .db.prepare(
      `SELECT (SELECT count(*) FROM threads WHERE state IN ('opening', 'closing') OR log_state = 'owed') AS threads,
         (SELECT count(*) FROM messages WHERE state = 'pending') AS messages`,
    )
    .first<Rest>();
  return row ?? { threads: 0, messages: 0 };
}
