// `npm start`: the whole product on this computer, with a page to play it on. Stops with Ctrl+C.

import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { configure, createScene } from "./scene.ts";
import { type Playground, type PlaygroundOptions, startPlayground } from "./server.ts";
import { startStack } from "./stack.ts";

const PORT = 8780;

const dataDir = fileURLToPath(new URL("../../.modmail/playground", import.meta.url));
console.log("Starting a pretend Discord, the Worker and the relay …");
// The pretend Discord begins anew each time; what the bot knows of an earlier one would speak of channels that never were.
await rm(dataDir, { recursive: true, force: true });
const stack = await startStack({ dataDir, everyMinute: true });
const playground = await open().catch(async (error: unknown) => {
  await stack.close();
  throw error;
});

console.log(`
  Modmail playground:  ${playground.url}

  Open it in a browser. On the left you are Mara, a user in a DM with the bot; on the right you are
  Jonas, staff of Northwind Guild. Begin as Mara with: Hi, I am missing my rank.
  Everything runs on this computer, nothing leaves it. Stop with Ctrl+C.
`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    if (stopping) process.exit(1);
    stopping = true;
    void playground
      .close()
      .then(() => stack.close())
      .then(() => process.exit(0));
  });
}

async function open(): Promise<Playground> {
  const scene = createScene(stack.discord);
  await configure(scene);
  return atPort({ discord: stack.discord, ...scene });
}

/** At the usual port, so that a bookmark stays good; at a free one when something else is there. */
async function atPort(options: PlaygroundOptions): Promise<Playground> {
  try {
    return await startPlayground({ ...options, port: PORT });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    return startPlayground({ ...options, port: 0 });
  }
}
