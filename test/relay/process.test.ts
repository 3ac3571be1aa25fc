// The relay as a process: killed, stopped, wrongly set up, refused by Discord.

import { expect, test } from "vitest";
import { directMessage, newId } from "./dispatches.ts";
import { newRig, spawnRelay } from "./rig.ts";
import { until } from "./until.ts";

test("killed again and again in a burst, it delivers every message in order and none under a second id", async () => {
  const { discord, worker, environment } = await newRig();
  const channels = Array.from({ length: 12 }, newId);
  const sent = new Map<string, string[]>(channels.map((channel) => [channel, []]));
  const total = 600;
  let relay = spawnRelay(environment());
  await until("it is connected", () => discord.connected());
  let kills = 0;
  for (let n = 0; n < total; n += 1) {
    const channel = channels[n % channels.length] ?? "";
    sent.get(channel)?.push(`message ${n}`);
    discord.dispatch("MESSAGE_CREATE", directMessage(channel, `message ${n}`));
    if (n % 150 !== 75) continue;
    const before = worker.done.length;
    await until("some are delivered", () => worker.done.length > before + 3);
    relay.child.kill("SIGKILL");
    expect(await relay.ended).toBe("SIGKILL");
    kills += 1;
    relay = spawnRelay(environment());
  }
  const distinct = () => new Set(worker.done.map((d) => d.id).filter((id) => id.startsWith("message-create:"))).size;
  await until("all are delivered", () => distinct() === total, 25_000);
  expect(kills).toBe(4);
  for (const [channel, contents] of sent) {
    // The Worker knows a repeated id; what it would show is each id's first arrival.
    expect([...new Set(worker.contents(channel))]).toEqual(contents);
  }
  expect(discord.identifies).toHaveLength(1);
}, 60_000);

test("on SIGTERM it ends with 0, keeps what isn't delivered and leaves the session to be resumed", async () => {
  const { discord, worker, environment } = await newRig();
  const dm = newId();
  worker.answer = () => ({ status: 503, headers: { "retry-after": "600" } });
  const relay = spawnRelay(environment());
  await until("it is connected", () => discord.connected());
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "one"));
  await until("it was tried", () => worker.received.some((d) => d.channelId === dm));
  relay.child.kill("SIGTERM");
  // Long before the ten minutes are over.
  expect(await relay.ended).toBe(0);
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "two"));
  worker.answer = () => undefined;
  spawnRelay(environment());
  await until("all is delivered", () => worker.contents(dm).length === 2);
  expect(worker.contents(dm)).toEqual(["one", "two"]);
  expect(discord.resumes).toHaveLength(1);
});

test("every missing or malformed variable is named in one line, and nothing is started", async () => {
  const { discord, environment } = await newRig();
  const { PATH = "" } = environment();
  const relay = spawnRelay({
    PATH,
    DISCORD_API_URL: `${discord.url}/v10`,
    WORKER_URL: "modmail.example",
    PORT: "http",
  });
  expect(await relay.ended).toBe(1);
  const lines = relay.output().trim().split("\n");
  expect(lines).toHaveLength(1);
  for (const name of ["DISCORD_TOKEN", "DISCORD_API_URL", "WORKER_URL", "RELAY_SECRET", "DATA_DIR", "PORT"]) {
    expect(lines[0]).toContain(name);
  }
});

test("a token that Discord refuses at the gateway (4004) ends it with 1 and a line that says what to set", async () => {
  const { discord, environment } = await newRig();
  discord.refuse = () => 4004;
  const relay = spawnRelay(environment());
  expect(await relay.ended).toBe(1);
  expect(relay.output()).toMatch(
    /"level":"error","message":"Discord refused DISCORD_TOKEN: set the bot's current token/,
  );
  expect(relay.output()).not.toContain(environment().DISCORD_TOKEN);
  expect(discord.identifies).toHaveLength(1);
});

test("a token that Discord refuses over REST (401) ends it with 1 before it connects", async () => {
  const { discord, environment } = await newRig();
  discord.restStatus = 401;
  const relay = spawnRelay(environment());
  expect(await relay.ended).toBe(1);
  expect(relay.output()).toContain("Discord refused DISCORD_TOKEN");
  expect(discord.identifies).toHaveLength(0);
});

test("a second relay on the same folder says so and ends, and the first goes on", async () => {
  const { discord, worker, environment } = await newRig();
  const first = spawnRelay(environment());
  await until("it is connected", () => discord.connected());
  const second = spawnRelay(environment());
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain("does another relay run on it?");
  const dm = newId();
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "hello"));
  await until("it is delivered", () => worker.contents(dm).length === 1);
  expect(first.child.exitCode).toBeNull();
});

test("what it logs holds neither content nor token nor secret", async () => {
  const { discord, worker, environment } = await newRig();
  const dm = newId();
  worker.answer = ({ content }) => (content === "quite private" ? { status: 422, body: {} } : undefined);
  const relay = spawnRelay(environment());
  await until("it is connected", () => discord.connected());
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "quite private"));
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "the end"));
  await until("it is through", () => worker.contents(dm).length === 1);
  relay.child.kill("SIGTERM");
  expect(await relay.ended).toBe(0);
  const { DISCORD_TOKEN = "", RELAY_SECRET = "" } = environment();
  for (const secret of ["quite private", "the end", DISCORD_TOKEN, RELAY_SECRET]) {
    expect(relay.output()).not.toContain(secret);
  }
  for (const line of relay.output().trim().split("\n")) expect(JSON.parse(line)).toHaveProperty("level");
});
