// A world with a gateway behind a server of its own, for tests of this folder; the whole fake Discord is made by ../start.ts.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInteractions } from "../interactions/interactions.ts";
import { createPeople, type People } from "../people/people.ts";
import { createWorld, type World } from "../world/world.ts";
import { createGateway, type Gateway, type GatewaySettings } from "./server.ts";

export interface Stage {
  world: World;
  gateway: Gateway;
  people: People;
  /** Discord's clock in milliseconds; starts at the real time and moves only by hand. */
  clock: { at: number };
  /** `GET /gateway/bot` is the one route. */
  api: string;
  close(): Promise<void>;
}

export async function setStage(settings: GatewaySettings & { messageContent?: boolean } = {}): Promise<Stage> {
  const clock = { at: Date.now() };
  const world = createWorld({
    now: () => clock.at,
    messageContent: settings.messageContent ?? true,
    attachmentLifetime: 86_400_000,
    nonceWindow: 300_000,
  });
  const gateway = createGateway(world, { rateLimits: false, ...settings });
  const server = createServer((_request, response) => {
    const limit = gateway.sessionStartLimit();
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ url: gateway.url(), shards: 1, session_start_limit: limit }));
  });
  server.on("upgrade", (request, socket, head) => {
    if (!gateway.handleUpgrade(request, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    world,
    gateway,
    people: createPeople(world, createInteractions(world)),
    clock,
    api: `${world.origin}/api`,
    async close() {
      gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
