// The parts of flows: a world, changed before the flow begins, and an event that is the same each time it comes.

import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import type { Flow } from "./cut.ts";
import { resetIds } from "./scenes.ts";

/** A flow whose event is one message, the same each time it comes. */
export function withMessage(
  prepare: () => Promise<MemoryPorts>,
  event: (world: MemoryPorts) => (() => Promise<unknown>) | Promise<() => Promise<unknown>>,
): Pick<Flow, "prepare" | "event"> {
  const events = new WeakMap<MemoryPorts, () => Promise<unknown>>();
  return {
    async prepare() {
      resetIds();
      const world = await prepare();
      events.set(world, await event(world));
      return world;
    },
    event: async (world) => events.get(world)?.(),
  };
}

export const changed = (prepare: () => Promise<MemoryPorts>, change: (world: MemoryPorts) => unknown) => async () => {
  const world = await prepare();
  await change(world);
  return world;
};
