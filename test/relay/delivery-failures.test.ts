// What the relay does when the Worker is slow, down, in a hurry or wrongly set up.

import { expect, test } from "vitest";
import { directMessage, newId } from "./dispatches.ts";
import { newRig } from "./rig.ts";
import { until } from "./until.ts";

test("a message that was answered with 503 comes again after Retry-After, under the same id and freshly signed", async () => {
  const { discord, worker, start } = await newRig();
  await start();
  const at: number[] = [];
  worker.answer = () => {
    at.push(performance.now());
    return at.length === 1 ? { status: 503, headers: { "retry-after": "1.5" } } : undefined;
  };
  const message = directMessage(newId(), "patience");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  const [first = 0, second = 0] = at;
  expect(second - first).toBeGreaterThanOrEqual(1490);
  const attempts = worker.received.filter((d) => d.channelId === message.channel_id);
  expect(new Set(attempts.map((d) => d.id)).size).toBe(1);
  expect(attempts[1]?.timestamp).toBeGreaterThan(attempts[0]?.timestamp ?? 0);
});

test.for([408, 425, 429, 500, 502])("a message that was answered with %i comes again", async (status) => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  let failures = 2;
  worker.answer = () => (failures-- > 0 ? { status } : undefined);
  const message = directMessage(newId(), "again");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  await until("nothing waits", () => relay.status().events.waiting === 0);
  expect(relay.status().events.deadLetters).toBe(0);
});

test("a check mark that is left over yields: what comes after in its channel doesn't wait for it, and it comes in the end", async () => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  const dm = newId();
  const answers: string[] = [];
  worker.answer = ({ content }) => {
    answers.push(content);
    const isFirst = content === "first" && answers.filter((other) => other === "first").length === 1;
    return isFirst
      ? { status: 503, headers: { "retry-after": "1" }, body: { outcome: "later", only_niceties: true } }
      : undefined;
  };
  for (const content of ["first", "second", "third"]) discord.dispatch("MESSAGE_CREATE", directMessage(dm, content));
  await until("nothing waits any more", () => answers.length > 0 && relay.status().events.waiting === 0);
  expect(answers).toEqual(["first", "second", "third", "first"]);
});

test("a message that the Worker refuses for good is set aside with the reason, and the channel goes on", async () => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  const dm = newId();
  worker.answer = ({ content }) =>
    content === "poison" ? { status: 400, body: { outcome: "unexpected shape" } } : undefined;
  const poison = directMessage(dm, "poison");
  for (const message of [directMessage(dm, "before"), poison, directMessage(dm, "after")]) {
    discord.dispatch("MESSAGE_CREATE", message);
  }
  await until("the channel goes on", () => worker.contents(dm).includes("after"));
  expect(worker.contents(dm)).toEqual(["before", "after"]);
  await until("nothing waits", () => relay.status().events.waiting === 0);
  const health = await (await fetch(`http://127.0.0.1:${relay.port}/health`)).json();
  expect(health).toMatchObject({
    dead_letters: 1,
    last_dead_letters: [{ id: `message-create:${poison.id}`, reason: "HTTP 400: unexpected shape" }],
  });
});

test.for([
  { status: 401, body: { outcome: "bad signature" } },
  { status: 403 },
  { status: 404 },
  { status: 302, headers: { location: "/login" } },
])("a message isn't given up when the Worker is wrongly set up ($status)", async (answer) => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  let wrong = 2;
  worker.answer = () => (wrong-- > 0 ? answer : undefined);
  const message = directMessage(newId(), "still here");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  expect(relay.status().events.deadLetters).toBe(0);
});

test("a channel whose messages hang or fail holds up its own order only, not the others'", async () => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  const [slow, failing, ...fast] = Array.from({ length: 20 }, newId) as [string, string, ...string[]];
  const release = Promise.withResolvers<void>();
  let broken = true;
  worker.answer = async ({ channelId }) => {
    if (channelId === slow) await release.promise;
    return channelId === failing && broken ? { status: 500 } : undefined;
  };
  for (const n of [1, 2, 3]) {
    for (const channel of [slow, failing, ...fast]) discord.dispatch("MESSAGE_CREATE", directMessage(channel, `${n}`));
  }
  await until("the fast ones are through", () => fast.every((channel) => worker.contents(channel).length === 3));
  for (const channel of fast) expect(worker.contents(channel)).toEqual(["1", "2", "3"]);
  expect(worker.received.filter((d) => d.channelId === slow)).toHaveLength(1);
  expect(new Set(worker.received.filter((d) => d.channelId === failing).map((d) => d.content))).toEqual(new Set(["1"]));
  broken = false;
  release.resolve();
  await until("all is delivered", () => relay.status().events.waiting === 0);
  expect(worker.contents(slow)).toEqual(["1", "2", "3"]);
  expect(worker.contents(failing)).toEqual(["1", "2", "3"]);
});

test("a Worker that can't be reached gets everything once it is there, in order", async () => {
  const { discord, worker, start } = await newRig();
  const relay = await start({ workerUrl: "http://127.0.0.1:1" });
  const dm = newId();
  for (const n of [1, 2, 3]) discord.dispatch("MESSAGE_CREATE", directMessage(dm, `${n}`));
  await until("it has been tried", () => relay.status().delivery.failedAttempts > 0);
  expect((await (await fetch(`http://127.0.0.1:${relay.port}/health`)).json()).waiting).toBe(4);
  await relay.close();
  const next = await start();
  await until("all is delivered", () => next.status().events.waiting === 0);
  expect(worker.contents(dm)).toEqual(["1", "2", "3"]);
});

test("a page that isn't the Worker's doesn't count as delivered although it says 200", async () => {
  const { discord, worker, start } = await newRig();
  await start();
  let wrong = 1;
  worker.answer = () => (wrong-- > 0 ? { status: 200, body: "please sign in" } : undefined);
  const message = directMessage(newId(), "really?");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is sent again", () => worker.contents(message.channel_id).length === 2);
});
