// The whole product with everything that can be broken: the fake Discord, the Worker in workerd with its data in a
// folder, the relay as a process of its own, and the bad network between the two.

import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { FakeDiscord } from "../fake-discord/api.ts";
import { startFakeDiscord } from "../fake-discord/start.ts";
import { registerCommands, until } from "../playground/stack.ts";
import { type LogLine, type RunningWorker, startWorker } from "../playground/worker.ts";
import { type BadNetwork, startBadNetwork } from "./bad-network.ts";
import type { Random } from "./random.ts";
import { type SupervisedRelay, superviseRelay } from "./relay-process.ts";

export interface Product {
  readonly discord: FakeDiscord;
  readonly network: BadNetwork;
  readonly relay: SupervisedRelay;
  /** The Worker that runs now; throws while it is stopped. */
  worker(): RunningWorker;
  /** Everything that every Worker of this run logged. */
  workerLog(): LogLine[];
  /** The cron trigger; does nothing while the Worker is stopped, and doesn't care whether it fails. */
  runSchedule(): Promise<void>;
  /** Ends workerd in the middle of whatever it does, and starts it again on the same data. */
  restartWorker(pauseMs: number): Promise<void>;
  readonly workerStops: number;
  close(): Promise<void>;
}

/** Ready when the relay has identified. */
export async function startProduct(random: Random): Promise<Product> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const folder = await mkdtemp(join(tmpdir(), "modmail-chaos-"));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const discord = await startFakeDiscord();
    closing.push(() => discord.close());
    const network = await startBadNetwork(random.fork("network"));
    closing.push(() => network.close());
    const { application } = discord;
    const secret = randomBytes(32).toString("base64");
    const start = () =>
      startWorker({
        vars: {
          DISCORD_API_URL: discord.url,
          DISCORD_APPLICATION_ID: application.id,
          DISCORD_PUBLIC_KEY: application.publicKey,
          DISCORD_TOKEN: application.token,
          PUBLIC_URL: "http://127.0.0.1:8787",
          RELAY_SECRET: secret,
        },
        dataDir: join(folder, "worker"),
      });

    const logs: LogLine[][] = [];
    let worker: RunningWorker | null = null;
    let workerStops = 0;
    const startNext = async () => {
      const started = await start();
      worker = started;
      logs.push(started.log);
      network.target = started.url;
    };
    const stop = async () => {
      network.target = null;
      const stopping = worker;
      worker = null;
      await stopping?.stop();
    };
    closing.push(stop);
    await startNext();
    await registerCommands(discord);
    await discord.setInteractionsEndpoint(`${network.url}/interactions`);
    const relay = await superviseRelay({
      PATH: process.env.PATH ?? "",
      DISCORD_TOKEN: application.token,
      DISCORD_API_URL: discord.url,
      WORKER_URL: network.url,
      RELAY_SECRET: secret,
      DATA_DIR: join(folder, "relay"),
      PORT: "0",
    });
    closing.push(() => relay.stop());
    await until(() => discord.gateway.sessions.length > 0, "the relay never identified");

    return {
      discord,
      network,
      relay,
      worker() {
        if (worker === null) throw new Error("the Worker is stopped");
        return worker;
      },
      runSchedule: async () => worker?.runSchedule().catch(() => {}),
      workerLog: () => logs.flat(),
      async restartWorker(pauseMs) {
        await stop();
        workerStops++;
        await sleep(pauseMs);
        await startNext();
      },
      get workerStops() {
        return workerStops;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
