// The relay as its own process, and the supervisor that starts it again after it was killed, as a container's would.

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { until } from "../playground/stack.ts";

const MAIN = fileURLToPath(new URL("../../gateway-relay/src/main.ts", import.meta.url));

/** What is looked at of /health. */
interface RelayHealth {
  gateway: string;
  waiting: number;
  dead_letters: number;
  /** Whether there is something left to read over REST. */
  catch_up: string;
}

export interface SupervisedRelay {
  /** How often each happened. `sessions`: new gateway sessions, the first included; `deaths`: ends that nobody caused. */
  readonly counts: { kills: number; sessions: number; resumes: number; deaths: number };
  /** Times (milliseconds since 1970) in which dispatches went to no session: only REST tells what was said then. */
  readonly gaps: readonly { from: number; to: number }[];
  /** Warnings and errors that it logged. */
  readonly complaints: readonly string[];
  /** SIGKILL, then a new process after `pauseMs`. */
  kill(pauseMs: number): Promise<void>;
  /** What /health says; null while it doesn't answer. */
  health(): Promise<RelayHealth | null>;
  stop(): Promise<void>;
}

/** Resolves when the first process listens. */
export async function superviseRelay(env: Record<string, string>): Promise<SupervisedRelay> {
  const counts = { kills: 0, sessions: 0, resumes: 0, deaths: 0 };
  const complaints: string[] = [];
  const gaps: { from: number; to: number }[] = [];
  /** When it was last known to be connected; null while it is. */
  let lostAt: number | null = null;
  let child: ChildProcess | null = null;
  let port: number | null = null;
  let wanted = true;
  /** The one whose end is expected. */
  let killed: ChildProcess | null = null;

  const read = (line: string) => {
    const entry = parse(line);
    if (entry === null) {
      if (line.trim() !== "") complaints.push(line);
      return;
    }
    if (typeof entry.health_port === "number") port = entry.health_port;
    if (entry.session === "a new session" && counts.sessions++ > 0) {
      gaps.push({ from: lostAt ?? Date.now(), to: Date.now() });
    }
    if (entry.session === "resumed") counts.resumes++;
    if (entry.session !== undefined) lostAt = null;
    else if (entry.message === "the gateway connection closed") lostAt ??= Date.now();
    if (entry.level !== "info") complaints.push(line);
  };

  const start = () => {
    const started = spawn(process.execPath, [MAIN], { env, stdio: ["ignore", "pipe", "pipe"] });
    child = started;
    for (const stream of [started.stdout, started.stderr]) createInterface({ input: stream }).on("line", read);
    started.once("exit", (code, signal) => {
      if (child === started) port = null;
      if (killed === started || !wanted) return;
      counts.deaths++;
      complaints.push(`the relay ended by itself (${code ?? signal})`);
      setTimeout(() => wanted && start(), 500);
    });
  };
  const end = async () => {
    const ending = child;
    killed = ending;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const ended = once(ending, "exit");
    ending.kill("SIGKILL");
    await ended;
    lostAt ??= Date.now();
  };

  start();
  await until(() => port !== null, "the relay didn't start").catch((error: unknown) => {
    wanted = false;
    child?.kill("SIGKILL");
    throw error;
  });

  return {
    counts,
    gaps,
    complaints,
    async kill(pauseMs) {
      await end();
      counts.kills++;
      await sleep(pauseMs);
      if (wanted) start();
    },
    async health() {
      if (port === null) return null;
      try {
        const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(2000) });
        return (await answer.json()) as RelayHealth;
      } catch {
        return null;
      }
    },
    async stop() {
      wanted = false;
      await end();
    },
  };
}

function parse(line: string): { level?: string; message?: string; session?: string; health_port?: number } | null {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
