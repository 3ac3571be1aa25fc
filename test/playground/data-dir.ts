// The folder in which the playground's Worker and relay keep their data: a new one for each run, because the pretend
// Discord begins anew each time, and one for each process, because two may run at once.

import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Makes an empty folder for this process in `parent`, and removes those of runs that have ended. */
export async function freshDataDir(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const [, pid] = /^playground-(\d+)$/.exec(name) ?? [];
    const ended = pid !== undefined && (Number(pid) === process.pid || !isRunning(Number(pid)));
    if (ended) await rm(join(parent, name), { recursive: true, force: true });
  }
  const own = join(parent, `playground-${process.pid}`);
  await mkdir(own);
  return own;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, but someone else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
