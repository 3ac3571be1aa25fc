// How the relay keeps, resumes and gives up its gateway session.

import { expect, test } from "vitest";
import type { RelayReady } from "../../gateway-relay/protocol/events.ts";
import { createLog } from "../../gateway-relay/src/log.ts";
import { startRelay } from "../../gateway-relay/src/relay.ts";
import { Spool } from "../../gateway-relay/src/spool.ts";
import { directMessage, MINIMAL, newId, WITH_CONTENT } from "./dispatches.ts";
import { newRig, type Rig } from "./rig.ts";
import { until } from "./until.ts";

async function untilResumed({ discord }: Rig, times: number): Promise<void> {
  await until(`it has resumed ${times} times`, () => discord.resumes.length === times && discord.connected());
}

test("a new process resumes the session and gets what happened while it was away, in order", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  const dm = newId();
  const relay = await start();
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "before"));
  await until("it is delivered", () => worker.contents(dm).length === 1);
  await relay.close();
  await until("it is gone", () => !discord.connected());
  for (const content of ["away 1", "away 2"]) discord.dispatch("MESSAGE_CREATE", directMessage(dm, content));
  await start();
  await until("all is delivered", () => worker.contents(dm).length === 3);
  expect(worker.contents(dm)).toEqual(["before", "away 1", "away 2"]);
  expect(discord.identifies).toHaveLength(1);
  expect(discord.resumes).toHaveLength(1);
});

test("a new process that resumes tells the Worker that it is ready, as after an identify", async () => {
  const { worker, start } = await newRig();
  const ready = () => worker.done.filter((d) => d.event.type === "RELAY_READY");
  const relay = await start();
  await until("it is announced", () => ready().length === 1);
  await relay.close();
  await start();
  await until("it is announced again", () => ready().length === 2);
  const { missed, ...told } = (ready()[0]?.event.data ?? {}) as RelayReady;
  expect(missed).toBe(true);
  expect(ready()[1]?.event.data).toEqual(told);
});

test("the position moves on with dispatches that are none of modmail's business", async () => {
  const { discord, start } = await newRig();
  const relay = await start();
  for (let n = 0; n < 5; n += 1) discord.dispatch("TYPING_START", { n });
  const last = directMessage(newId(), "the end");
  discord.dispatch("MESSAGE_CREATE", last);
  discord.dispatch("TYPING_START", {});
  await until("it is there", () => relay.status().delivery.delivered === 2);
  await relay.close();
  await start();
  // READY, five, the message, one more: at most the last may be replayed, when it hadn't arrived before the end.
  expect(discord.resumes[0]?.seq).toBeGreaterThanOrEqual(7);
});

test.for(["cut", "reset", 1001, 4000, 4009] as const)(
  "a connection that ends with %s is resumed and nothing is lost",
  async (how) => {
    const rig = await newRig();
    const { discord, worker, start } = rig;
    const dm = newId();
    await start();
    discord.disconnect(how);
    discord.dispatch("MESSAGE_CREATE", directMessage(dm, "in the gap"));
    await untilResumed(rig, 1);
    await until("it is delivered", () => worker.contents(dm).length === 1);
    expect(discord.identifies).toHaveLength(1);
  },
);

test("the session outlives a gateway that can't be reached for a while", async () => {
  const rig = await newRig();
  const { discord, worker, start, log } = rig;
  const dm = newId();
  await start();
  discord.refuseConnections(true);
  discord.disconnect("cut");
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "in the gap"));
  await until("it has failed twice", () => log.filter((line) => line.message.includes("broke")).length >= 2);
  discord.refuseConnections(false);
  await untilResumed(rig, 1);
  await until("it is delivered", () => worker.contents(dm).length === 1);
  expect(discord.identifies).toHaveLength(1);
});

test("a session that Discord has forgotten is replaced by a new one", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  const relay = await start();
  await relay.close();
  discord.forgetSessions();
  await start();
  expect(discord.resumes).toHaveLength(1);
  expect(discord.identifies).toHaveLength(2);
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "in the new one"));
  await until("it is delivered", () => worker.contents(dm).length === 1);
});

test("message content is asked for only when the application has the intent", async () => {
  const { discord, worker, start } = await newRig();
  discord.flags = 0;
  const relay = await start();
  expect(discord.identifies[0]?.intents).toBe(MINIMAL);
  await until("the Worker knows", () => worker.done.length === 1);
  expect(worker.done[0]?.event.data).toMatchObject({ message_content: false });
  expect(relay.status().gateway.messageContent).toBe(false);
});

test("a refused Message Content intent (4014) is said once, and the relay works without it", async () => {
  const { discord, worker, start, log } = await newRig();
  discord.refuse = (intents) => (intents === WITH_CONTENT ? 4014 : null);
  const relay = await start();
  expect(discord.identifies.map((d) => d.intents)).toEqual([WITH_CONTENT, MINIMAL]);
  await until("the Worker knows", () => worker.done.length === 1);
  expect(worker.done[0]?.event.data).toMatchObject({ message_content: false });
  expect(log.filter((line) => line.message.includes("4014"))).toHaveLength(1);
  const dm = newId();
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "hello"));
  await until("it is delivered", () => worker.contents(dm).length === 1);
  expect(relay.status().gateway.state).toBe("connected");
});

test("a session that was begun with message content and may no longer be so is replaced by one without", async () => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  await relay.close();
  discord.refuse = (intents) => (intents === WITH_CONTENT ? 4014 : null);
  await start();
  expect(discord.resumes).toHaveLength(1);
  expect(discord.identifies.map((d) => d.intents)).toEqual([WITH_CONTENT, MINIMAL]);
  await until("the Worker knows", () => worker.done.length === 2);
  expect(worker.done[1]?.event.data).toMatchObject({ message_content: false });
});

test("an intent that was granted since is used after the next start, behind what was missed", async () => {
  const { discord, worker, start } = await newRig();
  const dm = newId();
  discord.flags = 0;
  const relay = await start();
  await relay.close();
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "missed"));
  discord.flags = 1 << 19;
  await start();
  await until("it is delivered", () => worker.contents(dm).length === 1);
  expect(discord.resumes).toHaveLength(1);
  expect(discord.identifies.map((d) => d.intents)).toEqual([MINIMAL, WITH_CONTENT]);
});

test("a session that an earlier relay began with fewer intents brings what was missed and is then replaced", async () => {
  const { discord, worker, start, config } = await newRig();
  const dm = newId();
  const relay = await start();
  await relay.close();
  const spool = new Spool(config.dataDir);
  spool.saveSessions(spool.sessions().map((session) => ({ ...session, intents: 37_377 })));
  spool.close();
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "missed"));
  await start();
  await until("it is delivered", () => worker.contents(dm).length === 1);
  expect(discord.resumes).toHaveLength(1);
  await until("there is a new session", () => discord.identifies.length === 2);
  await until("the Worker is told", () => worker.done.at(-1)?.event.type === "RELAY_READY");
});

test("a Discord that doesn't answer at the start is asked until it does", async () => {
  const { discord, start, log } = await newRig();
  discord.restStatus = 502;
  const starting = start();
  await until("it has been tried", () => log.some((line) => line.message.includes("asking Discord")));
  discord.restStatus = 200;
  await starting;
  expect(discord.identifies).toHaveLength(1);
});

test("what is replayed doesn't make a session look more recent than what it has surely brought", async () => {
  const { discord, worker, start, config } = await newRig();
  const dm = newId();
  const relay = await start();
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "live"));
  await until("it is delivered", () => worker.contents(dm).length === 1);
  await relay.close();
  const seenAt = () => {
    const spool = new Spool(config.dataDir);
    const [session] = spool.sessions();
    spool.close();
    return session?.seenAt ?? 0;
  };
  const whenLive = seenAt();
  expect(Math.abs(Date.now() - whenLive)).toBeLessThan(10_000);
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "replayed"));
  // The replay breaks off before its end.
  discord.cutReplay = true;
  const second = await startRelay(
    config,
    createLog(() => {}),
  );
  await until("it is delivered", () => worker.contents(dm).length === 2);
  await second.close();
  expect(seenAt()).toBe(whenLive);
  discord.cutReplay = false;
  await (await start()).close();
  expect(seenAt()).toBeGreaterThan(whenLive);
});
