// A Worker whose answers the relay's tests script. It checks every signature as the real one does.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { EVENTS_PATH, type KnownChannel, type RelayEvent } from "../../gateway-relay/protocol/events.ts";
import { verifyDelivery } from "../../gateway-relay/protocol/signing.ts";

export const SECRET = "c2NyaXB0ZWQgc2VjcmV0IGZvciB0aGUgcmVsYXkncyB0ZXN0cw==";

interface Delivered {
  id: string;
  timestamp: number;
  event: RelayEvent;
  channelId: string;
  /** Of the message, or empty. */
  content: string;
}

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}

export interface ScriptedWorker {
  url: string;
  /** Every delivery with a good signature, in order of arrival, whatever it was answered. */
  received: Delivered[];
  /** Those that were answered with 2xx, in the order of the answers. */
  done: Delivered[];
  badSignatures: number;
  /** What RELAY_READY is answered with; null lets it fail with 503. */
  threadChannels: string[] | null;
  /** What a RELAY_READY that asks where to look is answered with; null: a Worker that doesn't know of this. */
  knownChannels: KnownChannel[] | null;
  /** Decides on messages and deletions; 200 unless it returns something else. */
  answer: (delivered: Delivered) => Answer | undefined | Promise<Answer | undefined>;
  /** Contents of messages that were taken, by channel. */
  contents(channelId: string): string[];
  close(): Promise<void>;
}

export async function startScriptedWorker(secret = SECRET): Promise<ScriptedWorker> {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const headers = new Headers(request.headers as Record<string, string>);
    const { status, headers: extra, body: said } = await judge(request.url ?? "", headers, body);
    response.writeHead(status, { "content-type": "application/json", ...extra }).end(JSON.stringify(said ?? {}));
  });

  async function judge(url: string, headers: Headers, body: string): Promise<Answer> {
    if (url !== EVENTS_PATH) return { status: 404 };
    if (!verifyDelivery([secret], headers, body)) {
      worker.badSignatures += 1;
      return { status: 401, body: { outcome: "bad signature" } };
    }
    const event = JSON.parse(body) as RelayEvent;
    const delivered: Delivered = {
      id: headers.get("webhook-id") ?? "",
      timestamp: Number(headers.get("webhook-timestamp")),
      event,
      channelId:
        "channel_id" in event.data ? event.data.channel_id : event.type === "CHANNEL_DELETE" ? event.data.id : "",
      content: event.type === "MESSAGE_CREATE" ? event.data.content : "",
    };
    worker.received.push(delivered);
    const answer = await answerTo(delivered);
    if (answer.status < 300) worker.done.push(delivered);
    return answer;
  }

  async function answerTo(delivered: Delivered): Promise<Answer> {
    if (delivered.event.type !== "RELAY_READY") {
      return (await worker.answer(delivered)) ?? { status: 200, body: { outcome: "done", discord_requests: 0 } };
    }
    if (worker.threadChannels === null) return { status: 503 };
    const asked = delivered.event.data.missed === true && worker.knownChannels !== null;
    const known = asked ? { known_channels: worker.knownChannels } : {};
    return { status: 200, body: { outcome: "ready", thread_channels: worker.threadChannels, ...known } };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const worker: ScriptedWorker = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: [],
    done: [],
    badSignatures: 0,
    threadChannels: [],
    knownChannels: [],
    answer: () => undefined,
    contents: (channelId) => worker.done.filter((d) => d.channelId === channelId && d.content).map((d) => d.content),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return worker;
}
