// A bad network between relay and Worker: delays deliveries, loses them, loses their answers, repeats them at once and
// later. Interactions pass through untouched: Discord never repeats those. Keeps what it saw for the oracle.

import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "./random.ts";

/** Probabilities a delivery; `slow`: up to two seconds. */
export interface Weather {
  slow: number;
  /** Never reaches the Worker. */
  lost: number;
  /** The Worker does its work, the relay never hears of it. */
  answerLost: number;
  /** Something in between answers with an HTML page and 502, 503 or 504. */
  refused: number;
  twiceAtOnce: number;
  /** Comes again 2 to 20 seconds later. */
  again: number;
}

export const FAIR: Weather = { slow: 0, lost: 0, answerLost: 0, refused: 0, twiceAtOnce: 0, again: 0 };
export const USUAL: Weather = {
  slow: 0.04,
  lost: 0.01,
  answerLost: 0.02,
  refused: 0.01,
  twiceAtOnce: 0.03,
  again: 0.02,
};
export const STORM: Weather = { slow: 0.3, lost: 0.1, answerLost: 0.2, refused: 0.1, twiceAtOnce: 0.15, again: 0.1 };

export interface BadNetwork {
  readonly url: string;
  weather: Weather;
  /** The Worker's origin; null: nothing listens there. */
  target: string | null;
  /** When each event (by webhook id) first got an answer out of the Worker that settled it: 2xx or a lasting refusal. */
  readonly settled: ReadonlyMap<string, number>;
  readonly counts: { deliveries: number; lost: number; answersLost: number; repeated: number };
  /** Whether repeats are still to come. */
  isBusy(): boolean;
  close(): Promise<void>;
}

interface Passed {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export async function startBadNetwork(random: Random): Promise<BadNetwork> {
  const settled = new Map<string, number>();
  const counts = { deliveries: 0, lost: 0, answersLost: 0, repeated: 0 };
  let repeats = 0;

  const pass = (method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Passed> =>
    new Promise((resolve, reject) => {
      if (network.target === null) return reject(new Error("the Worker is down"));
      const { host: _, connection: __, ...kept } = headers;
      const outgoing = httpRequest(network.target + path, { method, headers: kept, agent: false }, (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const status = incoming.statusCode ?? 502;
          const id = headers["webhook-id"];
          const isLasting =
            status < 300 || (status >= 400 && status < 500 && ![401, 403, 404, 408, 425, 429].includes(status));
          if (typeof id === "string" && isLasting && !settled.has(id)) settled.set(id, Date.now());
          resolve({ status, headers: incoming.headers, body: Buffer.concat(chunks) });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    });

  const repeat = async (delayMs: number, ...request: Parameters<typeof pass>) => {
    counts.repeated++;
    repeats++;
    await sleep(delayMs);
    // What a repeat is answered with interests nobody.
    await pass(...request).catch(() => {});
    repeats--;
  };

  const handle = async (
    method: string,
    path: string,
    headers: IncomingHttpHeaders,
    body: Buffer,
    to: ServerResponse,
  ): Promise<unknown> => {
    const isDelivery = path.startsWith("/gateway-events");
    const { weather } = network;
    const request = [method, path, headers, body] as const;
    let loseAnswer = false;
    if (isDelivery) {
      counts.deliveries++;
      if (random.happens(weather.slow)) await sleep(random.between(50, 2000));
      if (random.happens(weather.lost)) {
        counts.lost++;
        return to.destroy();
      }
      if (random.happens(weather.refused)) {
        counts.lost++;
        const status = random.pick([502, 503, 504]);
        return to.writeHead(status, { "content-type": "text/html" }).end(`<html><h1>${status}</h1></html>`);
      }
      if (random.happens(weather.again)) void repeat(random.between(2000, 20_000), ...request);
      if (random.happens(weather.twiceAtOnce)) void repeat(random.between(0, 60), ...request);
      loseAnswer = random.happens(weather.answerLost);
    }
    const passed = await pass(...request);
    if (loseAnswer) {
      counts.answersLost++;
      return to.destroy();
    }
    const { "transfer-encoding": _, connection: __, ...kept } = passed.headers;
    return to.writeHead(passed.status, kept).end(passed.body);
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      handle(request.method ?? "GET", request.url ?? "/", request.headers, Buffer.concat(chunks), response).catch(() =>
        response.destroy(),
      );
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const network: BadNetwork = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    weather: FAIR,
    target: null,
    settled,
    counts,
    isBusy: () => repeats > 0,
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return network;
}
