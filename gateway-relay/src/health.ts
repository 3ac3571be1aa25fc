// GET /health (JSON, for people and container runtimes) and GET /metrics (Prometheus). Counts and ids only, no content.
// What may be asked for by POST on the same port: dead-letter-requests.ts.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { CatchUpStatus } from "./catch-up.ts";
import type { PortAnswer } from "./dead-letter-requests.ts";

export interface RelayStatus {
  gateway: { state: "connecting" | "connected" | "closed" | "failed"; since: number; messageContent: boolean | null };
  events: { waiting: number; held: number; oldestReceivedAt: number | null; deadLetters: number };
  delivery: { inFlight: number; channelsRetrying: number; delivered: number; failedAttempts: number };
  catchUp: CatchUpStatus;
  lastDeadLetters: { id: string; reason: string; refusedAt: number }[];
}

/** How long a connection may take (Discord has short outages, and identifying is paced) before it counts as lost. */
const PATIENCE_MS = 2 * 60_000;

export function isHealthy({ gateway }: RelayStatus, now: number): boolean {
  return gateway.state === "connected" || (gateway.state === "connecting" && now - gateway.since < PATIENCE_MS);
}

export interface HealthServer {
  port: number;
  close(): Promise<void>;
}

/** Answers a POST; null when nothing at this path takes one. */
type Post = (request: { path: string; headers: Headers; body: string }) => PortAnswer | null;

/** No question to this port is longer. */
const BODY_BYTES = 4096;

/** Resolves when it listens; rejects when the address can't be had. */
export function serveHealth(
  host: string,
  port: number,
  status: () => RelayStatus,
  post: Post = () => null,
): Promise<HealthServer> {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = request.url?.split("?")[0] ?? "";
    const answer = (code: number, type: string, body: string) =>
      response.writeHead(code, { "content-type": type, "cache-control": "no-store" }).end(body);
    if (request.method === "POST") {
      const body = await readBody(request);
      if (body === null) return answer(413, "text/plain", "too long\n");
      const posted = post({ path, headers: new Headers(request.headers as Record<string, string>), body });
      if (posted !== null) return answer(posted.status, "application/json", posted.body);
    }
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "text/plain", "GET only\n");
    const now = Date.now();
    if (path === "/health") {
      const current = status();
      const body = `${JSON.stringify(describe(current, now), null, 2)}\n`;
      return answer(isHealthy(current, now) ? 200 : 503, "application/json", body);
    }
    if (path === "/metrics") return answer(200, "text/plain; version=0.0.4", metrics(status(), now));
    return answer(404, "text/plain", "only /health and /metrics are here\n");
  };
  const server = createServer((request, response) => {
    // Whoever asks has gone in the middle of it, or the spool can't be read, which the relay notices by itself.
    handle(request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new Error(`/health can't listen on ${host}:${port}: ${error.message}`)));
    server.listen(port, host, () => {
      resolve({
        port: (server.address() as AddressInfo).port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            server.closeAllConnections();
          }),
      });
    });
  });
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function describe(status: RelayStatus, now: number) {
  return {
    status: isHealthy(status, now) ? "ok" : "failing",
    gateway: status.gateway.state,
    gateway_since: new Date(status.gateway.since).toISOString(),
    message_content: status.gateway.messageContent,
    waiting: status.events.waiting,
    held: status.events.held,
    oldest_waiting_seconds: oldestSeconds(status, now),
    channels_retrying: status.delivery.channelsRetrying,
    delivered: status.delivery.delivered,
    catch_up: status.catchUp.state,
    catch_up_channels_left: status.catchUp.channelsLeft,
    catch_up_channels_read: status.catchUp.channelsRead,
    catch_up_messages_found: status.catchUp.messagesFound,
    dead_letters: status.events.deadLetters,
    last_dead_letters: status.lastDeadLetters.map(({ id, reason, refusedAt }) => ({
      id,
      reason,
      refused_at: new Date(refusedAt).toISOString(),
    })),
  };
}

function metrics(status: RelayStatus, now: number): string {
  const { gateway, events, delivery, catchUp } = status;
  const lines = [
    ["relay_gateway_connected", "gauge", gateway.state === "connected" ? 1 : 0],
    ["relay_events_waiting", "gauge", events.waiting],
    ["relay_oldest_event_age_seconds", "gauge", oldestSeconds(status, now)],
    ["relay_dead_letters", "gauge", events.deadLetters],
    ["relay_channels_retrying", "gauge", delivery.channelsRetrying],
    ["relay_deliveries_in_flight", "gauge", delivery.inFlight],
    ["relay_events_delivered_total", "counter", delivery.delivered],
    ["relay_failed_attempts_total", "counter", delivery.failedAttempts],
    ["relay_catch_up_complete", "gauge", catchUp.state === "complete" ? 1 : 0],
    ["relay_catch_up_channels_left", "gauge", catchUp.channelsLeft],
    ["relay_catch_up_channels_read_total", "counter", catchUp.channelsRead],
    ["relay_catch_up_messages_found_total", "counter", catchUp.messagesFound],
    ["relay_catch_up_failed_reads_total", "counter", catchUp.failedReads],
    ["process_resident_memory_bytes", "gauge", process.memoryUsage.rss()],
  ] as const;
  return lines.map(([name, type, value]) => `# TYPE ${name} ${type}\n${name} ${value}\n`).join("");
}

function oldestSeconds({ events }: RelayStatus, now: number): number {
  return events.oldestReceivedAt === null ? 0 : Math.max(0, Math.round((now - events.oldestReceivedAt) / 1000));
}
