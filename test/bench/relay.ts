// `npm run bench:relay`: what the relay's durability costs. Prints the time a spooled event takes, how fast a relay with
// 10,000 waiting events starts, how much memory it holds then, and that its file doesn't grow with what was delivered.
// Figures of this machine, to be compared with its own; nothing is asserted here.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Spool, type StoredSession } from "../../gateway-relay/src/spool.ts";
import { startFakeDiscord } from "../fake-discord/start.ts";
import { directMessage, newId, WITH_CONTENT } from "../relay/dispatches.ts";

const WAITING = 10_000;
const CHANNELS = 500;
const TEXT = "A message of the usual length, with a question, some details and a thank you at its end.";

const folder = await mkdtemp(join(tmpdir(), "modmail-bench-"));
const discord = await startFakeDiscord();
try {
  const dataDir = join(folder, "relay");
  const spool = new Spool(dataDir);
  const times = fill(spool);
  report("spooling an event, median", `${median(times).toFixed(3)} ms`);
  report("spooling an event, 99 of 100", `${percentile(times, 0.99).toFixed(3)} ms`);
  spool.close();
  report(`the file with ${WAITING} waiting`, await fileSize(dataDir));

  const started = await startRelay(dataDir);
  report(`start with ${WAITING} waiting until /health answers`, `${started.milliseconds} ms`);
  await sleep(3000);
  report("resident memory then", await residentMemory(started.pid));
  await started.stop();

  const again = new Spool(dataDir);
  for (const channel of again.channelsWaiting()) {
    for (let event = again.nextOf(channel); event !== null; event = again.nextOf(channel)) again.done(event.id);
  }
  again.shrink();
  again.close();
  report("the file after all were delivered", await fileSize(dataDir));
} finally {
  await discord.close();
  await rm(folder, { recursive: true });
}

/** Milliseconds of each. */
function fill(spool: Spool): number[] {
  const channels = Array.from({ length: CHANNELS }, newId);
  const session: StoredSession = {
    shardId: 0,
    sessionId: "bench",
    resumeURL: discord.url,
    sequence: 0,
    shardCount: 1,
    botUserId: newId(),
    intents: WITH_CONTENT,
    seenAt: Date.now(),
  };
  return Array.from({ length: WAITING }, (_, n) => {
    const channelId = channels[n % CHANNELS] ?? "";
    const data = directMessage(channelId, `${TEXT} ${n}`) as never;
    const id = `message-create:${(data as { id: string }).id}`;
    const event = { id, channelId, needsThreadChannel: false, event: { type: "MESSAGE_CREATE" as const, data } };
    const at = performance.now();
    spool.record({ session: { ...session, sequence: n }, event, news: null });
    return performance.now() - at;
  });
}

/** The command behind `npm run relay`, with a Worker that isn't there. */
async function startRelay(dataDir: string) {
  const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as { scripts: Record<string, string> };
  const [, ...command] = (scripts.relay ?? "").split(" ");
  const at = performance.now();
  const child = spawn(process.execPath, command, {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      PATH: process.env.PATH ?? "",
      DISCORD_TOKEN: discord.application.token,
      DISCORD_API_URL: discord.url,
      WORKER_URL: "http://127.0.0.1:9",
      RELAY_SECRET: Buffer.alloc(32, 1).toString("base64"),
      DATA_DIR: dataDir,
      PORT: "0",
    },
  });
  let output = "";
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
      if (output.includes('"health_port"')) resolve();
    });
    child.once("exit", () => reject(new Error(`the relay ended: ${output}`)));
  });
  const milliseconds = Math.round(performance.now() - at);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return {
    milliseconds,
    pid: child.pid ?? 0,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** Linux tells it in /proc; elsewhere there is no figure. */
async function residentMemory(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kib = /VmRSS:\s+(\d+) kB/.exec(status)?.[1];
  return kib === undefined ? "unknown on this system" : `${(Number(kib) / 1024).toFixed(0)} MB`;
}

async function fileSize(dataDir: string): Promise<string> {
  const { size } = await stat(join(dataDir, "relay.sqlite"));
  return `${(size / 1_048_576).toFixed(2)} MiB`;
}

function percentile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function report(what: string, figure: string): void {
  console.log(`${what.padEnd(52)}${figure}`);
}
