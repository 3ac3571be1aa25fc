// The command that shows what the Worker refused for good and puts it in line again.

import { join } from "node:path";
import { expect, test } from "vitest";
import { signDelivery } from "../../gateway-relay/protocol/signing.ts";
import type { Relay } from "../../gateway-relay/src/relay.ts";
import { Spool } from "../../gateway-relay/src/spool.ts";
import { directMessage, newId } from "./dispatches.ts";
import { newRig, REPOSITORY, type Rig, spawnRelay } from "./rig.ts";
import { SECRET } from "./scripted-worker.ts";
import { until } from "./until.ts";

const COMMAND = join(REPOSITORY, "gateway-relay/src/dead-letters.ts");

/** Runs the command to its end. A port on which nobody listens stands for a relay that is stopped. */
async function command({ environment }: Rig, port: number, ...args: string[]) {
  const run = spawnRelay({ ...environment(), PORT: String(port) }, [process.execPath, COMMAND, ...args]);
  return { code: await run.ended, said: run.output().trim() };
}

/** A running relay with two dead letters of one channel, behind which a message got through. */
async function withDeadLetters() {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  const relay = await start();
  const dm = newId();
  let broken = true;
  worker.answer = ({ content }) =>
    broken && content !== "fine" ? { status: 400, body: { outcome: "unexpected shape" } } : undefined;
  const poison = [directMessage(dm, "quite private"), directMessage(dm, "also private")];
  for (const message of [...poison, directMessage(dm, "fine")]) discord.dispatch("MESSAGE_CREATE", message);
  await until("the rest got through", () => worker.contents(dm).includes("fine"));
  await until("nothing waits", () => relay.status().events.waiting === 0);
  const repair = () => {
    broken = false;
  };
  return { rig, relay, dm, ids: poison.map(({ id }) => `message-create:${id}`), repair };
}

/** Stops the relay; returns a port on which nobody listens. */
async function stop(relay: Relay): Promise<number> {
  await relay.close();
  return relay.port;
}

test("a running relay lists them with channel, times and reason but not content, and delivers them again in order", async () => {
  const { rig, relay, dm, ids, repair } = await withDeadLetters();
  const listed = await command(rig, relay.port, "list");
  expect(listed.code).toBe(0);
  for (const id of ids) expect(listed.said).toContain(`${id}  channel ${dm}  received 20`);
  expect(listed.said).toContain("HTTP 400: unexpected shape");
  expect(listed.said).not.toContain("private");
  repair();
  expect(await command(rig, relay.port, "retry", "all")).toEqual({ code: 0, said: "2 put in line again" });
  await until("they are delivered", () => rig.worker.contents(dm).length === 3);
  expect(rig.worker.contents(dm)).toEqual(["fine", "quite private", "also private"]);
  expect(relay.status().events.deadLetters).toBe(0);
  expect(await command(rig, relay.port, "list")).toEqual({ code: 0, said: "no dead letters" });
});

test("one of them can be tried again, and is set aside again when it is refused again", async () => {
  const { rig, relay, ids } = await withDeadLetters();
  const [first = "", second = ""] = ids;
  const tries = () => rig.worker.received.filter((d) => d.id === first).length;
  expect((await command(rig, relay.port, "retry", first)).said).toBe("1 put in line again");
  await until("it was refused again", () => tries() === 2 && relay.status().events.waiting === 0);
  expect(relay.status().lastDeadLetters.map(({ id }) => id)).toEqual([first, second]);
  expect(await command(rig, relay.port, "retry", "message-create:1")).toEqual({ code: 1, said: "0 put in line again" });
});

test("of a stopped relay they are read from its folder, and go out with the next start", async () => {
  const { rig, relay, dm, ids, repair } = await withDeadLetters();
  const port = await stop(relay);
  expect((await command(rig, port, "list")).said).toContain(ids[1] ?? "");
  expect((await command(rig, port, "retry", "all")).said).toBe("2 put in line again");
  repair();
  await rig.start();
  await until("they are delivered", () => rig.worker.contents(dm).length === 3);
});

test("a relay that runs on another port isn't disturbed, and the command says why it can do nothing", async () => {
  const { rig, relay } = await withDeadLetters();
  const nobody = await newRig();
  const free = await stop(await nobody.start());
  const refused = await command(rig, free, "list");
  expect(refused.code).toBe(1);
  expect(refused.said).toContain("does another relay run on it?");
  expect(relay.status().events.deadLetters).toBe(2);
});

test.for([[], ["retry"], ["delete", "all"], ["list", "all"]])("%j is answered with how to use it", async (args) => {
  const rig = await newRig();
  const { code, said } = await command(rig, 1, ...args);
  expect(code).toBe(1);
  expect(said).toContain("usage: ");
});

test("without the secret, the port tells nothing of them and changes nothing", async () => {
  const { relay } = await withDeadLetters();
  const body = JSON.stringify({ do: "retry", id: null });
  const other = Buffer.from("another secret of at least 24 bytes").toString("base64");
  const post = (headers: Record<string, string>, content = body) =>
    fetch(`http://127.0.0.1:${relay.port}/dead-letters`, { method: "POST", headers, body: content });
  const signed = (secret: string, at = new Date(), content = body) => signDelivery([secret], "1", at, content);
  expect((await post({})).status).toBe(401);
  expect((await post(signed(other))).status).toBe(401);
  expect((await post(signed(SECRET, new Date(Date.now() - 10 * 60_000)))).status).toBe(401);
  expect((await post(signed(SECRET), '{"do":"list"}')).status).toBe(401);
  expect((await post(signed(SECRET, new Date(), "x".repeat(5000)), "x".repeat(5000))).status).toBe(413);
  expect((await post(signed(SECRET, new Date(), '{"do":"drop"}'), '{"do":"drop"}')).status).toBe(400);
  expect(relay.status().events.deadLetters).toBe(2);
});

test("what was refused for good isn't found again by catching up", async () => {
  const { rig, relay, dm, ids } = await withDeadLetters();
  const port = await stop(relay);
  rig.discord.forgetSessions();
  const poison = ids.map((id) => directMessage(dm, "quite private", { id: id.replace("message-create:", "") }));
  rig.discord.messages.set(dm, [...poison, directMessage(dm, "fine")]);
  rig.worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: "1" }];
  const tries = rig.worker.received.length;
  const second = await rig.start({ port });
  await until("all is read", () => second.status().catchUp.channelsRead === 1);
  await until("nothing waits", () => second.status().events.waiting === 0);
  expect(rig.worker.received.slice(tries).map((d) => d.content)).toEqual(["", "fine"]);
  await second.close();
  const spool = new Spool(rig.config.dataDir);
  expect(spool.deadLetters.list(5).map(({ id }) => id)).toEqual(ids.toReversed());
  spool.close();
});
