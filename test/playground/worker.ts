// The Worker in workerd, as build-worker.ts makes it, with D1 and R2 in memory or in a folder.

import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { D1Database, R2Bucket } from "@cloudflare/workers-types";
import { Miniflare } from "miniflare";
import { builtWorker } from "./build-worker.ts";
import { migrate } from "./migrate.ts";
import { openD1, STATEMENT_RUNNER } from "./open-d1.ts";

/** One line that the Worker logged; passages of doors have door, name, outcome, trace (worker/door.ts). */
export interface LogLine {
  door?: string;
  name?: string;
  outcome?: string;
  threadId?: string | null;
  trace?: string[];
  problem?: string;
  warning?: string;
  ms?: number;
}

export interface RunningWorker {
  /** For example `http://127.0.0.1:8787`. */
  readonly url: string;
  /** Every line logged so far, oldest first. */
  readonly log: LogLine[];
  readonly db: D1Database;
  readonly bucket: R2Bucket;
  /** Runs the cron trigger. */
  runSchedule(): Promise<void>;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  vars: Record<string, string>;
  /** A folder that keeps D1 and R2; without one they are gone when the Worker stops. */
  dataDir?: string;
  port?: number;
}

/** Ready when it answers; the migrations are applied. */
export async function startWorker({ vars, dataDir, port = 0 }: WorkerOptions): Promise<RunningWorker> {
  const { script, options } = await builtWorker();
  const log: LogLine[] = [];
  const miniflare = new Miniflare({
    workers: [
      {
        ...options,
        // A name would put the Worker behind a registry shared with other wrangler processes.
        name: "modmail",
        modules: [{ type: "ESModule", path: "index.js", contents: script }],
        bindings: { ...options.bindings, ...vars },
      },
      {
        name: "statement-runner",
        compatibilityDate: options.compatibilityDate ?? "",
        modules: [{ type: "ESModule", path: "index.js", contents: STATEMENT_RUNNER }],
        d1Databases: options.d1Databases ?? {},
        unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
      },
    ],
    host: "127.0.0.1",
    port,
    ...(dataDir === undefined ? {} : { defaultPersistRoot: dataDir }),
    unsafeTriggerHandlers: true,
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      collect(stdout, log);
      collect(stderr, log);
    },
  });
  try {
    const url = (await miniflare.ready).origin;
    const db = openD1((await miniflare.unsafeGetDirectURL("statement-runner")).href);
    await migrate(db);
    return {
      url,
      log,
      db,
      bucket: (await miniflare.getR2Bucket("TRANSCRIPTS")) as unknown as R2Bucket,
      async runSchedule() {
        const answer = await miniflare.dispatchFetch(`${url}/cdn-cgi/handler/scheduled`);
        if (!answer.ok) throw new Error(`the schedule failed: ${answer.status} ${await answer.text()}`);
      },
      stop: () => miniflare.dispose(),
    };
  } catch (error) {
    await miniflare.dispose();
    throw error;
  }
}

function collect(stream: Readable, log: LogLine[]): void {
  createInterface({ input: stream }).on("line", (line) => {
    if (line.trim() === "") return;
    try {
      log.push(JSON.parse(line) as LogLine);
    } catch {
      log.push({ problem: line });
    }
  });
}
