// `npm start`: the whole product on this computer, with a page to play it on. Stops with Ctrl+C.

import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { freshDataDir } from "./data-dir.ts";
import { configure, createScene } from "./scene.ts";
import { type Playground, type PlaygroundOptions, startPlayground } from "./server.ts";
import { startStack } from "./stack.ts";

const PORT = 8780;

console.log("Starting a pretend Discord, the Worker and the relay …");
const dataDir = await freshDataDir(fileURLToPath(new URL("../../.modmail", import.meta.url)));
const stack = await startStack({ dataDir, everyMinute: true });
const dashboard = `${stack.worker.url}/dashboard`;
const playground = await open().catch(async (error: unknown) => {
  await stack.close();
  throw error;
});

console.log(`
  Modmail playground:  ${playground.url}

  Open it in a browser. On the left you are Mara, a user in a DM with the bot; on the right you are
  Jonas, staff of Northwind Guild. Begin as Mara with: Hi, I am missing my rank.

  Modmail dashboard:   ${dashboard}

  Sign in as whoever you like: Robin owns both servers, Jonas is staff.
  Everything runs on this computer, nothing leaves it; this run's data: ${relative(process.cwd(), dataDir)}
  Stop with Ctrl+C.
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
  return atPort({ discord: stack.discord, ...scene, dashboard });
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
