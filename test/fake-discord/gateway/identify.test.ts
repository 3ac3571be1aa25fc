// How a client gets in, and every reason for which it is turned away.

import { afterEach, describe, expect, it } from "vitest";
import { connect, identify } from "./raw-client.ts";
import { type Stage, setStage } from "./stage.ts";

const GUILDS = 1;
const GUILD_MEMBERS = 2;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;
const properties = { os: "linux", browser: "test", device: "test" };

let stage: Stage;
afterEach(() => stage.close());

async function refusal(payload: unknown, query?: string): Promise<number> {
  const client = await connect(stage.gateway.url(), query);
  if (client.closed === null) client.send(payload);
  return client.closeCode();
}

describe("identify", () => {
  it("is answered with READY, then with every server the bot is in", async () => {
    stage = await setStage();
    const owner = stage.people.createUser({ username: "owner" });
    const guild = stage.people.createGuild({ name: "Rocket League", owner });
    stage.people.createGuild({ name: "Without the bot", owner });
    guild.createTextChannel("thread", { topic: "a topic" });
    guild.addBot();

    const { token, id } = stage.world.application;
    const { client, ready } = await identify(stage.gateway.url(), token, GUILDS);
    expect(ready.user.id).toBe(id);
    expect(ready.application).toEqual({ id, flags: 1 << 19 });
    expect(ready.guilds).toEqual([{ id: guild.id, unavailable: true }]);
    expect(ready.resume_gateway_url).toMatch(/^ws:/);
    const created = (await client.dispatch("GUILD_CREATE")).d as Record<string, { name?: string; topic?: string }[]>;
    expect(created.channels?.map(({ name, topic }) => [name, topic])).toEqual([
      ["general", null],
      ["thread", "a topic"],
    ]);
    expect(created.roles).toHaveLength(2);
    expect(created.members?.map((member) => (member as { user: { id: string } }).user.id)).toEqual([id]);
    expect(client.frames.filter((frame) => frame.s !== null).map((frame) => [frame.s, frame.t])).toEqual([
      [1, "READY"],
      [2, "GUILD_CREATE"],
    ]);
  });

  it("says nothing of servers to a session without the GUILDS intent", async () => {
    stage = await setStage();
    stage.people.createGuild({ name: "One", owner: stage.people.createUser({ username: "owner" }) }).addBot();
    const { client } = await identify(stage.gateway.url(), stage.world.application.token, DIRECT_MESSAGES);
    expect(client.frames.filter((frame) => frame.t === "GUILD_CREATE")).toEqual([]);
  });

  it("closes with the code that Discord has for each mistake", async () => {
    stage = await setStage();
    const { token } = stage.world.application;
    const d = { token, intents: GUILDS, properties };
    expect(await refusal({ op: 2, d: { ...d, token: "wrong" } })).toBe(4004);
    expect(await refusal({ op: 2, d: { ...d, token: `Bot ${token}` } })).toBe(4004);
    expect(await refusal({ op: 2, d: { token, properties } })).toBe(4013);
    expect(await refusal({ op: 2, d: { ...d, intents: "1" } })).toBe(4013);
    expect(await refusal({ op: 2, d: { ...d, intents: 1 << 30 } })).toBe(4013);
    expect(await refusal({ op: 2, d: { ...d, intents: GUILDS | GUILD_MEMBERS } })).toBe(4014);
    expect(await refusal({ op: 2, d: { token, intents: GUILDS } })).toBe(4002);
    expect(await refusal({ op: 2, d: { ...d, shard: [1, 1] } })).toBe(4010);
    expect(await refusal({ op: 3, d: {} })).toBe(4003);
    expect(await refusal({ op: 17, d: {} })).toBe(4001);
    expect(await refusal("not json")).toBe(4002);
    expect(await refusal({ op: 1, d: null, padding: "x".repeat(4096) })).toBe(4002);
    expect(await refusal(null, "v=9&encoding=json")).toBe(4012);
  });

  it("needs the Message Content intent switched on for the application", async () => {
    stage = await setStage({ messageContent: false });
    const { token } = stage.world.application;
    const d = { token, intents: GUILDS | MESSAGE_CONTENT, properties };
    expect(await refusal({ op: 2, d })).toBe(4014);
    stage.world.application.messageContent = true;
    const { ready } = await identify(stage.gateway.url(), token, GUILDS | MESSAGE_CONTENT);
    expect(ready.application.flags).toBe(1 << 19);
    stage.world.application.messageContent = "reviewed";
    const next = await identify(stage.gateway.url(), token, GUILDS | MESSAGE_CONTENT);
    expect(next.ready.application.flags).toBe(1 << 18);
  });

  it("is accepted once a connection, and once in five seconds", async () => {
    stage = await setStage({ rateLimits: true });
    const { token } = stage.world.application;
    const identity = { op: 2, d: { token, intents: GUILDS, properties } };
    const { client } = await identify(stage.gateway.url(), token, GUILDS);
    client.send(identity);
    expect(await client.closeCode()).toBe(4005);

    const second = await connect(stage.gateway.url());
    second.send(identity);
    expect((await second.frame((frame) => frame.op === 9, "op 9")).d).toBe(false);
    stage.clock.at += 5_000;
    second.send(identity);
    await second.dispatch("READY");
    expect(stage.gateway.sessionStartLimit()).toMatchObject({ total: 1000, remaining: 998, max_concurrency: 1 });
  });

  it("that exceeds the day's number costs the bot its sessions", async () => {
    stage = await setStage({ rateLimits: true, identifiesPerDay: 3 });
    const { token } = stage.world.application;
    const { client } = await identify(stage.gateway.url(), token, GUILDS);
    for (let count = 1; count < 3; count += 1) {
      stage.clock.at += 5_000;
      const next = await connect(stage.gateway.url());
      next.send({ op: 2, d: { token, intents: GUILDS, properties } });
      await next.dispatch("READY");
      next.close(1000);
    }
    stage.clock.at += 5_000;
    expect(await refusal({ op: 2, d: { token, intents: GUILDS, properties } })).toBe(4004);
    expect(await client.closeCode()).toBe(4004);
  });
});

describe("a connection", () => {
  it("acknowledges heartbeats, and drops a client that stays silent", async () => {
    stage = await setStage({ heartbeatInterval: 200 });
    const { client } = await identify(stage.gateway.url(), stage.world.application.token, GUILDS);
    expect(client.frames.find((frame) => frame.op === 10)?.d).toMatchObject({ heartbeat_interval: 200 });
    expect(await client.closeCode()).toBe(4009);
    expect(stage.gateway.control.sessions).toEqual([]);
  });

  it("is closed at the 121st payload within a minute", async () => {
    stage = await setStage();
    const { client } = await identify(stage.gateway.url(), stage.world.application.token, GUILDS);
    for (let count = 0; count < 120; count += 1) client.send({ op: 1, d: null });
    expect(await client.closeCode()).toBe(4008);
  });

  it("speaks zlib-stream when it is asked to", async () => {
    stage = await setStage();
    const owner = stage.people.createUser({ username: "owner" });
    stage.people.createGuild({ name: "One", owner }).addBot();
    const { client } = await identify(
      stage.gateway.url(),
      stage.world.application.token,
      GUILDS | DIRECT_MESSAGES,
      {},
      "v=10&encoding=json&compress=zlib-stream",
    );
    for (let count = 0; count < 20; count += 1) owner.send("dm", `${count} ${"x".repeat(count * 90)}`);
    await client.settled();
    const texts = client.frames
      .filter((frame) => frame.t === "MESSAGE_CREATE")
      .map(({ d }) => (d as { content: string }).content);
    expect(texts.map((text) => Number.parseInt(text, 10))).toEqual([...Array(20).keys()]);
  });
});
