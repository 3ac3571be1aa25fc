// The whole product on this computer: the fake Discord, the Worker in workerd, the relay. For the playground, the demo
// and the end-to-end tests.

import { randomBytes, randomInt } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../gateway-relay/src/config.ts";
import { createLog } from "../../gateway-relay/src/log.ts";
import { Pace, type Pacing } from "../../gateway-relay/src/pace.ts";
import { type Relay, startRelay } from "../../gateway-relay/src/relay.ts";
import { commandDefinitions } from "../../worker/interactions/index.ts";
import type { FakeDiscord, FakeDiscordOptions } from "../fake-discord/api.ts";
import { startFakeDiscord } from "../fake-discord/start.ts";
import { type RunningWorker, startWorker, type WorkerOptions } from "./worker.ts";

/** For a Discord without limits: people of stories act faster than people do. */
export const UNPACED: Pacing = {
  untilRoom: () => 0,
  untilTurn: () => 0,
  begin: () => {},
  end: () => {},
  spend: () => {},
  close: () => {},
};

export interface StackOptions {
  discord?: FakeDiscordOptions;
  /** Runs the Worker's schedule every minute, as Cloudflare does; tests run it when they want it. */
  everyMinute?: boolean;
  /** A folder for D1, R2 and the relay's spool; without one, a temporary folder that goes when the stack closes. */
  dataDir?: string;
}

export interface Stack {
  readonly discord: FakeDiscord;
  readonly worker: RunningWorker;
  readonly relay: Relay;
  /** As Discord signs deliveries; also what the relay uses. */
  readonly relaySecret: string;
  /** The relay's log lines (JSON), oldest first. */
  readonly relayLog: readonly string[];
  close(): Promise<void>;
}

/** Ready when the relay has identified and the commands are registered. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), "modmail-")));
  const relaySecret = randomBytes(32).toString("base64");
  const relayLog: string[] = [];
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    if (options.dataDir === undefined) closing.push(() => rm(folder, { recursive: true, force: true }));
    const discord = await startFakeDiscord(options.discord);
    closing.push(() => discord.close());
    const { application } = discord;
    const worker = await startAtOwnAddress((publicUrl) => ({
      vars: {
        DISCORD_API_URL: discord.url,
        DISCORD_CDN_URL: discord.cdnUrl,
        DISCORD_MEDIA_URL: discord.mediaUrl,
        DISCORD_APPLICATION_ID: application.id,
        DISCORD_PUBLIC_KEY: application.publicKey,
        DISCORD_TOKEN: application.token,
        DISCORD_CLIENT_SECRET: application.clientSecret,
        PUBLIC_URL: publicUrl,
        RELAY_SECRET: relaySecret,
      },
      dataDir: join(folder, "worker"),
    }));
    discord.setRedirects([`${worker.url}/dashboard/callback`]);
    closing.push(() => worker.stop());
    if (options.everyMinute) {
      const timer = setInterval(
        () => void worker.runSchedule().catch((error: unknown) => console.error(error)),
        60_000,
      );
      closing.push(async () => clearInterval(timer));
    }
    await registerCommands(discord);
    await discord.setInteractionsEndpoint(`${worker.url}/interactions`);
    const relay = await startRelay(
      readConfig({
        DISCORD_TOKEN: application.token,
        DISCORD_API_URL: discord.url,
        WORKER_URL: worker.url,
        RELAY_SECRET: relaySecret,
        DATA_DIR: join(folder, "relay"),
        PORT: "0",
      }),
      createLog((line) => relayLog.push(line)),
      options.discord?.rateLimits === false ? UNPACED : new Pace(),
    );
    closing.push(() => relay.close());
    await until(() => relayIsReady(discord, relay), "the relay didn't get ready");
    return { discord, worker, relay, relaySecret, relayLog, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Below those that systems give to outgoing connections, so that few others want one. */
const PORTS = { from: 20_000, count: 12_000 };
const TRIES = 20;

/** The dashboard has to know its own address before the Worker runs: a port is chosen here, until one is free. */
async function startAtOwnAddress(options: (publicUrl: string) => WorkerOptions): Promise<RunningWorker> {
  for (let tries = 1; ; tries++) {
    const port = PORTS.from + randomInt(PORTS.count);
    try {
      return await startWorker({ ...options(`http://127.0.0.1:${port}`), port });
    } catch (error) {
      const isTaken = (error as { code?: string }).code === "ERR_ADDRESS_IN_USE";
      if (!isTaken || tries === TRIES) throw error;
    }
  }
}

/** Like `npm run register-commands`. */
export async function registerCommands({ url, application }: FakeDiscord): Promise<void> {
  const answer = await fetch(`${url}/v10/applications/${application.id}/commands`, {
    method: "PUT",
    headers: {
      authorization: `Bot ${application.token}`,
      "content-type": "application/json",
      "user-agent": "DiscordBot (https://github.com/modmail, 0.1.0)",
    },
    body: JSON.stringify(commandDefinitions()),
  });
  if (!answer.ok) throw new Error(`the commands couldn't be registered: ${await answer.text()}`);
}

/** Connected, and the Worker has heard of it. */
function relayIsReady(discord: FakeDiscord, relay: Relay): boolean {
  return discord.gateway.sessions.length > 0 && relay.status().events.waiting === 0;
}

const UNTIL_MS = 20_000;

/** Waits until something is so; asks often at first, then ten times in the time that has passed. Gives up with `otherwise`. */
export async function until<T>(
  is: () => T | Promise<T>,
  otherwise: string,
  patienceMs = UNTIL_MS,
): Promise<NonNullable<T>> {
  const from = Date.now();
  for (;;) {
    const found = await is();
    if (found) return found;
    const waited = Date.now() - from;
    if (waited > patienceMs) throw new Error(otherwise);
    const pause = Math.min(200, Math.max(10, waited / 10));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
