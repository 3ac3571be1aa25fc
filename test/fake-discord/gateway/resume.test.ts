// Lost connections: what is repeated, when a session is gone, and that discord.js's client gets along with it all.

import { REST } from "@discordjs/rest";
import { type SessionInfo, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import type { GatewayDispatchPayload } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Person } from "../api.ts";
import { startFakeDiscord } from "../start.ts";
import { connect, identify, type Ready } from "./raw-client.ts";
import { type Stage, setStage } from "./stage.ts";

const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;

let stage: Stage;
let user: Person;
let token: string;

beforeEach(async () => {
  stage = await setStage({ replayLimit: 5 });
  user = stage.people.createUser({ username: "user" });
  stage.people.createGuild({ name: "One", owner: user }).addBot();
  token = stage.world.application.token;
});
afterEach(() => stage.close());

const start = () => identify(stage.gateway.url(), token, DIRECT_MESSAGES);
const resume = async (ready: Ready, seq: number | null, extra: object = {}) => {
  const client = await connect(ready.resume_gateway_url);
  client.send({ op: 6, d: { token, session_id: ready.session_id, seq, ...extra } });
  return client;
};
const away = () => expect.poll(() => stage.gateway.control.sessions.length).toBe(0);

describe("a resume", () => {
  it("repeats what was missed, in order, then says RESUMED", async () => {
    const { client, ready } = await start();
    user.send("dm", "one");
    await client.dispatch("MESSAGE_CREATE");
    client.close();
    await away();
    user.send("dm", "two");
    user.send("dm", "three");

    const again = await resume(ready, 2);
    await again.dispatch("RESUMED");
    user.send("dm", "four");
    await again.settled();
    const dispatches = again.frames.filter((frame) => frame.t);
    expect(dispatches.map((frame) => [frame.s, (frame.d as { content?: string }).content ?? frame.t])).toEqual([
      [3, "two"],
      [4, "three"],
      [5, "RESUMED"],
      [6, "four"],
    ]);
  });

  it("is refused after the client closed with 1000 or 1001, for an unknown session, and after three minutes", async () => {
    for (const code of [1000, 1001]) {
      const { client, ready } = await start();
      client.close(code);
      await away();
      const again = await resume(ready, 1);
      expect((await again.frame((frame) => frame.op === 9, "op 9")).d).toBe(false);
    }
    const { client, ready } = await start();
    const stranger = await resume({ ...ready, session_id: "unknown" }, 1);
    expect((await stranger.frame((frame) => frame.op === 9, "op 9")).d).toBe(false);
    client.close(4000);
    await away();
    stage.clock.at += 180_001;
    const late = await resume(ready, 1);
    expect((await late.frame((frame) => frame.op === 9, "op 9")).d).toBe(false);
  });

  it("is refused when the missed events are more than the gateway remembers", async () => {
    const { client, ready } = await start();
    client.close();
    await away();
    for (let count = 0; count < 6; count += 1) user.send("dm", `${count}`);
    const again = await resume(ready, 1);
    expect((await again.frame((frame) => frame.op === 9, "op 9")).d).toBe(false);
  });

  it("is closed for a wrong token and an impossible sequence", async () => {
    const { ready } = await start();
    expect(await (await resume(ready, 1, { token: "wrong" })).closeCode()).toBe(4004);
    expect(await (await resume(ready, 99)).closeCode()).toBe(4007);
    expect(await (await resume(ready, null)).closeCode()).toBe(4007);
  });

  it("takes the session from the connection that had it", async () => {
    const { client, ready } = await start();
    const again = await resume(ready, 1);
    await again.dispatch("RESUMED");
    expect(await client.closeCode()).toBe(4000);
    user.send("dm", "hello");
    await again.dispatch("MESSAGE_CREATE");
    expect(stage.gateway.control.sessions).toMatchObject([{ sessionId: ready.session_id, sequence: 3 }]);
  });
});

describe("faults on purpose", () => {
  it("deliver the last events a second time", async () => {
    const { client } = await start();
    user.send("dm", "one");
    user.send("dm", "two");
    user.send("dm", "three");
    stage.gateway.control.repeatLast(2);
    await client.settled();
    const texts = client.frames.filter((frame) => frame.t === "MESSAGE_CREATE");
    expect(texts.map((frame) => (frame.d as { content: string }).content)).toEqual([
      "one",
      "two",
      "three",
      "two",
      "three",
    ]);
  });

  it("let a connection fall silent without closing it; the session can be resumed", async () => {
    const { client, ready } = await start();
    stage.gateway.control.freeze();
    user.send("dm", "unheard");
    client.send({ op: 1, d: 1 });
    const again = await resume(ready, 1);
    await again.dispatch("RESUMED");
    expect(again.frames.filter((frame) => frame.t).map((frame) => frame.t)).toEqual(["MESSAGE_CREATE", "RESUMED"]);
    expect(client.frames.filter((frame) => frame.op === 11)).toHaveLength(1);
  });

  it("cut connections with a code or without, and forget sessions on demand", async () => {
    const first = await start();
    stage.gateway.control.disconnect({ code: 4000 });
    expect(await first.client.closeCode()).toBe(4000);
    const second = await resume(first.ready, 1);
    await second.dispatch("RESUMED");
    stage.gateway.control.disconnect();
    expect(await second.closeCode()).toBe(1006);
    const third = await resume(first.ready, 2);
    await third.dispatch("RESUMED");
    stage.gateway.control.disconnect({ resumable: false });
    await third.closeCode();
    const fourth = await resume(first.ready, 3);
    expect((await fourth.frame((frame) => frame.op === 9, "op 9")).d).toBe(false);
  });
});

describe("discord.js's gateway client", () => {
  interface Listening {
    manager: WebSocketManager;
    contents: string[];
    session: () => SessionInfo | null;
    seen: string[];
  }
  const managers: WebSocketManager[] = [];
  afterEach(async () => {
    for (const manager of managers.splice(0)) await manager.destroy();
  });

  const listen = (saved: SessionInfo | null = null, intents = DIRECT_MESSAGES): Listening => {
    let session = saved;
    const manager = new WebSocketManager({
      token,
      intents,
      rest: new REST({ api: stage.api }).setToken(token),
      retrieveSessionInfo: () => session,
      updateSessionInfo: (_shard, info) => {
        session = info;
      },
    });
    managers.push(manager);
    const listening: Listening = { manager, contents: [], seen: [], session: () => session };
    manager.on(WebSocketShardEvents.Error, () => {});
    manager.on(WebSocketShardEvents.Dispatch, (payload: GatewayDispatchPayload) => {
      listening.seen.push(payload.t);
      if (payload.t === "MESSAGE_CREATE") listening.contents.push(payload.d.content);
    });
    return listening;
  };

  it("identifies, hears events, and resumes after a cut, after op 7 and in a new process", async () => {
    const first = listen();
    await first.manager.connect();
    user.send("dm", "one");
    await expect.poll(() => first.contents).toEqual(["one"]);

    stage.gateway.control.disconnect();
    user.send("dm", "two");
    await expect.poll(() => first.contents).toEqual(["one", "two"]);
    stage.gateway.control.requestReconnect();
    user.send("dm", "three");
    await expect.poll(() => first.contents, { timeout: 5_000 }).toEqual(["one", "two", "three"]);
    expect(first.seen.filter((name) => name === "READY")).toHaveLength(1);
    expect(first.seen).toContain("RESUMED");

    const saved = first.session();
    await first.manager.destroy({ code: 4200 });
    await away();
    user.send("dm", "four");
    const second = listen(saved);
    await second.manager.connect();
    await expect.poll(() => second.contents).toEqual(["four"]);
    expect(second.seen).not.toContain("READY");
  });

  it("finds its way through the REST route of the whole fake Discord", async () => {
    const discord = await startFakeDiscord();
    const owner = discord.createUser({ username: "owner" });
    discord.createGuild({ name: "One", owner }).addBot();
    const rest = new REST({ api: discord.url }).setToken(discord.application.token);
    const manager = new WebSocketManager({ token: discord.application.token, intents: DIRECT_MESSAGES, rest });
    managers.push(manager);
    const contents: string[] = [];
    manager.on(WebSocketShardEvents.Dispatch, (payload: GatewayDispatchPayload) => {
      if (payload.t === "MESSAGE_CREATE") contents.push(payload.d.content);
    });
    try {
      await manager.connect();
      owner.send("dm", "hello");
      await expect.poll(() => contents).toEqual(["hello"]);
      await manager.destroy();
    } finally {
      await discord.close();
    }
  });

  it("inflates zlib-stream", async () => {
    const { CompressionMethod } = await import("@discordjs/ws");
    const manager = new WebSocketManager({
      token,
      intents: DIRECT_MESSAGES,
      compression: CompressionMethod.ZlibNative,
      rest: new REST({ api: stage.api }).setToken(token),
    });
    managers.push(manager);
    const contents: string[] = [];
    manager.on(WebSocketShardEvents.Dispatch, (payload: GatewayDispatchPayload) => {
      if (payload.t === "MESSAGE_CREATE") contents.push(payload.d.content);
    });
    await manager.connect();
    user.send("dm", "small");
    user.send("dm", "x".repeat(2000));
    await expect.poll(() => contents.map((content) => content.length)).toEqual([5, 2000]);
  });

  it("gives up when it asks for an intent that is switched off", async () => {
    stage.world.application.messageContent = false;
    const refused = listen(null, DIRECT_MESSAGES | MESSAGE_CONTENT);
    const failed = vi.fn();
    refused.manager.on(WebSocketShardEvents.Error, failed);
    await expect(refused.manager.connect()).rejects.toThrow("disallowed intents");
    expect(failed).toHaveBeenCalled();
    expect(stage.gateway.control.sessions).toEqual([]);
  });
});
