// Cutting a flow off at one of its calls, and what the world then does about it: the relay repeats its event until it
// is answered, a person whose command failed tries again, the schedule runs every minute.

import { Later } from "../../../worker/domain/refusal.ts";
import { finishErasures } from "../../../worker/threads/erase-user.ts";
import { finishCutOff } from "../../../worker/threads/finish-cut-off.ts";
import { tendServers } from "../../../worker/threads/tend-servers.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { type Intercept, straight } from "../ports/intercept.ts";
import { type Snapshot, snapshot } from "./snapshot.ts";

export interface Flow {
  /** The world as it is before the event. */
  prepare(): Promise<MemoryPorts>;
  event(world: MemoryPorts): Promise<unknown>;
  /**
   * relay: the same event comes again until it is answered. person: who asked sees that it failed and asks again, unless
   * `isTaken`. schedule: the event is the schedule's.
   */
  repeatedBy: "relay" | "person" | "schedule";
  /** It ends with a thread and its messages waiting for someone to mend something. */
  waits?: boolean;
  isTaken?(world: MemoryPorts): boolean;
}

/**
 * fails: the call throws, the verb may clean up after itself. dies: nothing more of this run happens, as when a Worker is
 * stopped. Either before the call had its effect or after.
 */
export const CUTS = ["fails before", "fails after", "dies before", "dies after"] as const;
export type Cut = (typeof CUTS)[number];

const MINUTE = 60_000;
/** Within Discord's memory of nonces a cut-off flow must be finished; these are the schedule's runs that fit. */
const SCHEDULE_RUNS = 4;
const REPEAT_AFTER_MS = 5000;

/** The flow without any cut: the calls of the event's first try in order, and how it all ends. */
export async function uncut(flow: Flow): Promise<{ calls: string[]; end: Snapshot; world: MemoryPorts }> {
  const world = await flow.prepare();
  const calls: string[] = [];
  world.intercept((name, run) => {
    calls.push(name);
    return run();
  });
  await goOn(flow, world);
  return { calls, end: snapshot(world), world };
}

/** The flow cut off at its call number `at`, then whatever repeats it. */
export async function cutOff(flow: Flow, at: number, cut: Cut): Promise<{ end: Snapshot; world: MemoryPorts }> {
  const world = await flow.prepare();
  world.intercept(cutAt(at, cut));
  await goOn(flow, world);
  return { end: snapshot(world), world };
}

/** The event, with the interception for its first try only; then what repeats it, and the schedule. */
async function goOn(flow: Flow, world: MemoryPorts): Promise<void> {
  let answered = await succeeds(flow.event(world));
  world.intercept(straight);

  const start = world.clock.now();
  const deadline = start + SCHEDULE_RUNS * MINUTE;
  let nextRun = start + MINUTE;
  while (world.clock.now() < deadline) {
    world.clock.pass(REPEAT_AFTER_MS);
    const repeats = flow.repeatedBy === "relay" || (flow.repeatedBy === "person" && !flow.isTaken?.(world));
    if (!answered && repeats) answered = await succeeds(flow.event(world));
    if (world.clock.now() >= nextRun) {
      await finishCutOff(world.ports);
      await finishErasures(world.ports);
      await tendServers(world.ports);
      nextRun += MINUTE;
    }
  }
  if (!answered && flow.repeatedBy === "relay") throw new Error("the event was never answered");
}

function cutAt(at: number, cut: Cut): Intercept {
  let calls = 0;
  const state = { dead: false };
  return (name, run) => cutting(state, calls++ === at ? cut : null, name, run);
}

/** Runs a call, or cuts it off. `state` is the run's: once it is dead, nothing in it happens any more. */
export async function cutting<T>(
  state: { dead: boolean },
  cut: Cut | null,
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  if (state.dead) throw new Error("nothing happens any more");
  if (cut === null) return run();
  state.dead = cut.startsWith("dies");
  if (cut.endsWith("after")) await run();
  // D1 fails with errors of its own; the other edges say when to come again.
  throw name.startsWith("store.") ? new Error("D1 failed") : new Later(5, `${name} failed`);
}

async function succeeds(run: Promise<unknown>): Promise<boolean> {
  try {
    await run;
    return true;
  } catch {
    return false;
  }
}
