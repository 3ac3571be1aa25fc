// One test's surroundings: a scripted Discord, a scripted Worker, a folder for the spool, and relays in this process or in
// one of their own. Everything is ended after the test.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { RelayConfig } from "../../gateway-relay/src/config.ts";
import { createLog } from "../../gateway-relay/src/log.ts";
import { type Relay, startRelay } from "../../gateway-relay/src/relay.ts";
import { type ScriptedDiscord, startScriptedDiscord } from "./scripted-discord.ts";
import { type ScriptedWorker, SECRET, startScriptedWorker } from "./scripted-worker.ts";
import { until } from "./until.ts";

export const REPOSITORY = join(import.meta.dirname, "../..");
const MAIN = join(REPOSITORY, "gateway-relay/src/main.ts");

export interface Rig {
  discord: ScriptedDiscord;
  worker: ScriptedWorker;
  config: RelayConfig;
  /** Log lines of relays in this process, parsed. */
  log: { level: string; message: string; [field: string]: unknown }[];
  /** Starts a relay in this process and waits until it has a gateway session. */
  start(changes?: Partial<RelayConfig>): Promise<Relay>;
  /** The environment for a relay in a process of its own. */
  environment(): Record<string, string>;
}

export async function newRig(): Promise<Rig> {
  const discord = await startScriptedDiscord();
  const worker = await startScriptedWorker();
  const dataDir = await mkdtemp(join(tmpdir(), "relay-test-"));
  const relays: Relay[] = [];
  onTestFinished(async () => {
    await Promise.all(relays.map((relay) => relay.close()));
    await Promise.all([discord.close(), worker.close()]);
    await rm(dataDir, { recursive: true });
  });
  const config: RelayConfig = {
    discordToken: "scripted-token",
    discordApiUrl: discord.url,
    workerUrl: worker.url,
    secrets: [SECRET],
    dataDir,
    host: "127.0.0.1",
    port: 0,
  };
  const rig: Rig = {
    discord,
    worker,
    config,
    log: [],
    async start(changes = {}) {
      const relay = await startRelay(
        { ...config, ...changes },
        createLog((line) => rig.log.push(JSON.parse(line))),
      );
      relays.push(relay);
      await until("the relay is connected", () => relay.status().gateway.state === "connected");
      return relay;
    },
    environment: () => ({
      PATH: process.env.PATH ?? "",
      DISCORD_TOKEN: config.discordToken,
      DISCORD_API_URL: config.discordApiUrl,
      WORKER_URL: config.workerUrl,
      RELAY_SECRET: SECRET,
      DATA_DIR: dataDir,
      PORT: "0",
    }),
  };
  return rig;
}

export interface RelayProcess {
  child: ChildProcess;
  /** Everything it has written, stdout and stderr. */
  output(): string;
  /** Resolves with the exit code, or the signal that ended it. */
  ended: Promise<number | string | null>;
  /** The port of /health, once it is known. */
  port(): Promise<number>;
}

/** Runs `node main.ts` (or another command line) with exactly this environment; killed after the test. */
export function spawnRelay(
  env: Record<string, string>,
  command: string[] = [process.execPath, MAIN],
  cwd: string = REPOSITORY,
): RelayProcess {
  const [file = "", ...args] = command;
  const child = spawn(file, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  return {
    child,
    output: () => output,
    ended,
    async port() {
      await until(`the relay says its port; it said: ${output}`, () => /"health_port":\d+/.test(output));
      return Number(output.match(/"health_port":(\d+)/)?.[1]);
    },
  };
}
