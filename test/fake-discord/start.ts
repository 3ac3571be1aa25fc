// Starts the fake Discord: one HTTP server for REST, CDN and gateway over one world. What each part does stands in its folder.

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeDiscord, FakeDiscordOptions } from "./api.ts";
import { MEDIA_PROXY, serveCdn } from "./cdn/serve.ts";
import { createGateway } from "./gateway/server.ts";
import { createInteractions } from "./interactions/interactions.ts";
import { serveAuthorize } from "./oauth2/serve.ts";
import { createPeople } from "./people/people.ts";
import { ROUTES } from "./rest/routes/index.ts";
import { createRestServer } from "./rest/server.ts";
import { createWorld } from "./world/world.ts";

const DAY = 86_400_000;

/** Listens on 127.0.0.1. Nothing outlives `close()`: no socket, no timer, no file. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const rateLimits = options.rateLimits ?? true;
  const world = createWorld({
    now: options.now ?? Date.now,
    messageContent: options.messageContent ?? true,
    attachmentLifetime: options.attachmentLifetime ?? DAY,
    nonceWindow: options.nonceWindow ?? 5 * 60_000,
  });
  const gateway = createGateway(world, { rateLimits });
  const interactions = createInteractions(world);
  const people = createPeople(world, interactions);
  const neighbours = {
    gatewayUrl: () => gateway.url(),
    sessionStartLimit: () => gateway.sessionStartLimit(),
    interactions: interactions.desk,
    publicKey: () => interactions.publicKey,
  };
  const rest = createRestServer(world, neighbours, ROUTES, { rateLimits });

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", world.origin);
    if (url.pathname.startsWith("/api/")) void rest.handle(request, response);
    else if (!serveAuthorize(world, url, request, response) && !serveCdn(world, url, request, response)) {
      response.writeHead(404).end();
    }
  });
  server.on("upgrade", (request, socket, head) => {
    if (!gateway.handleUpgrade(request, socket, head)) socket.destroy();
  });
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  world.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: `${world.origin}/api`,
    cdnUrl: world.origin,
    mediaUrl: `${world.origin}${MEDIA_PROXY}`,
    standardStickers: [...world.standardStickers.values()].map(({ sticker }) => structuredClone(sticker)),
    application: {
      id: world.application.id,
      publicKey: interactions.publicKey,
      token: world.application.token,
      clientSecret: world.oauth2.clientSecret,
      bot: structuredClone(world.application.bot),
    },
    setRedirects(urls) {
      world.oauth2.redirects = [...urls];
    },
    setInteractionsEndpoint: (url) => interactions.setEndpoint(url),
    setMessageContent(allowed) {
      world.application.messageContent = allowed;
    },
    publishPage(url, page) {
      world.pages.set(url, page);
    },
    ...people,
    requests: rest.requests,
    clearRequests() {
      rest.requests.length = 0;
    },
    fail: (fault) => rest.faults.add(fault),
    clearFaults: () => rest.faults.clear(),
    invalidRequests: () => rest.invalidRequests(),
    gateway: gateway.control,
    onChange: (listener) => world.on("change", listener),
    async close() {
      gateway.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
