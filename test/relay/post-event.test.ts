// One attempt to deliver, and what each answer means.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { verifyDelivery } from "../../gateway-relay/protocol/signing.ts";
import { createPostEvent } from "../../gateway-relay/src/post-event.ts";
import type { SpooledEvent } from "../../gateway-relay/src/spool.ts";
import { SECRET } from "./scripted-worker.ts";

const OLD_SECRET = "YW4gb2xkIHNlY3JldCB0aGF0IGlzIG9uIGl0cyB3YXkgb3V0IQ==";
const EVENT: SpooledEvent = { id: "message-create:1", channelId: "2", type: "MESSAGE_CREATE", body: '{"type":"…"}' };

async function serve(answer: (request: { headers: Headers; body: string }) => [number, string] | null) {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers(request.headers as Record<string, string>);
    const answered = answer({ headers, body: Buffer.concat(chunks).toString() });
    if (answered !== null) response.writeHead(answered[0]).end(answered[1]);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const never = new AbortController().signal;

test("a Worker that doesn't answer in time is tried again", async () => {
  const post = createPostEvent({ workerUrl: await serve(() => null), secrets: [SECRET], timeoutMs: 50 });
  expect(await post(EVENT, never)).toMatchObject({ result: "later", retryAfterMs: null });
});

test("an attempt that is cut off when the relay stops counts as not delivered", async () => {
  const stop = new AbortController();
  const workerUrl = await serve(() => {
    stop.abort();
    return null;
  });
  expect(await createPostEvent({ workerUrl, secrets: [SECRET] })(EVENT, stop.signal)).toMatchObject({
    result: "later",
  });
});

test("it is signed with the newest secret, so that a Worker that knows both takes it while they are changed", async () => {
  const verdicts: boolean[] = [];
  const workerUrl = await serve(({ headers, body }) => {
    for (const known of [[OLD_SECRET, SECRET], [SECRET], [OLD_SECRET]])
      verdicts.push(verifyDelivery(known, headers, body));
    return [204, ""];
  });
  const post = createPostEvent({ workerUrl, secrets: [SECRET, OLD_SECRET] });
  expect(await post(EVENT, never)).toEqual({ result: "done", answer: null });
  expect(verdicts).toEqual([true, true, false]);
});

test.for([
  [200, '{"outcome":"relayed"}', "done"],
  [200, "", "done"],
  [200, "<html>", "later"],
  [503, "<html>", "later"],
  [404, "", "later"],
  [400, '{"outcome":"unexpected shape"}', "never"],
  [413, "", "never"],
] as const)("an answer of %i %s means: %s", async ([status, body, result]) => {
  const post = createPostEvent({ workerUrl: await serve(() => [status, body]), secrets: [SECRET] });
  expect((await post(EVENT, never)).result).toBe(result);
});

test.for([
  [200, '{"outcome":"ready"}', "later"],
  [400, '{"outcome":"unexpected shape"}', "later"],
  [200, '{"outcome":"ready","thread_channels":["1"]}', "done"],
] as const)(
  "RELAY_READY is sent until the list of thread channels comes: %i %s means %s",
  async ([status, body, result]) => {
    const post = createPostEvent({ workerUrl: await serve(() => [status, body]), secrets: [SECRET] });
    expect((await post({ ...EVENT, type: "RELAY_READY" }, never)).result).toBe(result);
  },
);
