// What /health and /metrics say.

import { expect, test } from "vitest";
import { isHealthy, type RelayStatus, serveHealth } from "../../gateway-relay/src/health.ts";
import { directMessage, newId } from "./dispatches.ts";
import { newRig } from "./rig.ts";
import { until } from "./until.ts";

const status = (state: RelayStatus["gateway"]["state"], since: number): RelayStatus => ({
  gateway: { state, since, messageContent: true },
  events: { waiting: 0, held: 0, oldestReceivedAt: null, deadLetters: 0 },
  delivery: { inFlight: 0, channelsRetrying: 0, delivered: 0, failedAttempts: 0 },
  catchUp: { state: "complete", channelsLeft: 0, channelsRead: 0, messagesFound: 0, failedReads: 0 },
  lastDeadLetters: [],
});

test("a relay is healthy while connected, or connecting for a short time, and never after Discord refused it", () => {
  const minute = 60_000;
  expect(isHealthy(status("connected", 0), 1000 * minute)).toBe(true);
  expect(isHealthy(status("connecting", 0), minute)).toBe(true);
  expect(isHealthy(status("connecting", 0), 3 * minute)).toBe(false);
  expect(isHealthy(status("failed", 0), 0)).toBe(false);
});

test("an unhealthy relay answers 503", async () => {
  const server = await serveHealth("127.0.0.1", 0, () => status("failed", Date.now()));
  const response = await fetch(`http://127.0.0.1:${server.port}/health`);
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ status: "failing", gateway: "failed" });
  await server.close();
});

test("a port that is taken is an error that names it", async () => {
  const server = await serveHealth("127.0.0.1", 0, () => status("connected", 0));
  await expect(serveHealth("127.0.0.1", server.port, () => status("connected", 0))).rejects.toThrow(
    `/health can't listen on 127.0.0.1:${server.port}`,
  );
  await server.close();
});

test("how much waits, since when, and the gateway's state can be read as JSON and as metrics", async () => {
  const { discord, worker, start } = await newRig();
  worker.answer = () => ({ status: 503, headers: { "retry-after": "600" } });
  const relay = await start();
  const read = async (path: string) => (await fetch(`http://127.0.0.1:${relay.port}${path}`)).text();
  discord.dispatch("MESSAGE_CREATE", directMessage(newId(), "quite private"));
  await until("it waits", async () => JSON.parse(await read("/health")).channels_retrying === 1);
  const health = await read("/health");
  expect(JSON.parse(health)).toMatchObject({
    status: "ok",
    gateway: "connected",
    message_content: true,
    waiting: 1,
    oldest_waiting_seconds: expect.any(Number),
    dead_letters: 0,
    delivered: 1,
  });
  const metrics = await read("/metrics");
  expect(metrics).toMatch(/^relay_events_waiting 1$/m);
  expect(metrics).toMatch(/^relay_gateway_connected 1$/m);
  expect(health + metrics).not.toContain("private");
  expect((await fetch(`http://127.0.0.1:${relay.port}/`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${relay.port}/health`, { method: "POST" })).status).toBe(405);
});
