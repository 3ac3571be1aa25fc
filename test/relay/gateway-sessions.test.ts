// When a gateway session is kept and when it is given up, told in the order in which @discordjs/ws calls.

import { expect, test } from "vitest";
import { GatewaySessions } from "../../gateway-relay/src/gateway-sessions.ts";

const SESSION = { shardId: 0, shardCount: 1, sessionId: "s", resumeURL: "wss://resume", sequence: 7 };

function newSessions() {
  const lost: number[] = [];
  const delays: number[] = [];
  const sessions = new GatewaySessions({
    stored: [SESSION],
    onLost: (shardId) => lost.push(shardId),
    delay: (failures) => {
      delays.push(failures);
      return 0;
    },
  });
  sessions.gatewayUrl = "wss://gateway";
  return { sessions, lost, delays };
}

test("a connection that never came about keeps the session", async () => {
  const { sessions, lost } = newSessions();
  await sessions.retrieve(0);
  sessions.sawSocketError(0);
  sessions.sawClose(0, 1006);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toEqual(SESSION);
  expect(lost).toEqual([]);
});

test("a connection that was reset after it worked keeps the session", async () => {
  const { sessions, lost } = newSessions();
  await sessions.retrieve(0);
  sessions.sawHello(0);
  sessions.sawWork(0);
  sessions.sawSocketError(0);
  sessions.sawClose(0, 1006);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toEqual(SESSION);
  expect(lost).toEqual([]);
});

test("a connection that breaks on a frame that can't be read keeps the session", async () => {
  const { sessions, lost } = newSessions();
  await sessions.retrieve(0);
  sessions.sawHello(0);
  sessions.sawSocketError(0);
  sessions.sawClose(0, 1009);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toEqual(SESSION);
  expect(lost).toEqual([]);
});

test("a close for sending too fast (4008) keeps the session, which the library gives up", async () => {
  const { sessions, lost } = newSessions();
  await sessions.retrieve(0);
  sessions.sawHello(0);
  sessions.sawClose(0, 4008);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toEqual(SESSION);
  expect(lost).toEqual([]);
});

test("a server that never says hello keeps the session", async () => {
  const { sessions } = newSessions();
  await sessions.retrieve(0);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toEqual(SESSION);
});

test("an invalid session (op 9) ends it", async () => {
  const { sessions, lost } = newSessions();
  await sessions.retrieve(0);
  sessions.sawHello(0);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toBeNull();
  expect(lost).toEqual([0]);
});

test.for([1000, 4004, 4007, 4014])("Discord's close %i ends it", async (code) => {
  const { sessions, lost } = newSessions();
  await sessions.retrieve(0);
  sessions.sawHello(0);
  sessions.sawClose(0, code);
  sessions.update(0, null);
  expect(await sessions.retrieve(0)).toBeNull();
  expect(lost).toEqual([0]);
});

test("connections that keep failing are tried ever more rarely, and at the common address too", async () => {
  const { sessions, delays } = newSessions();
  const addresses: (string | undefined)[] = [];
  for (let n = 0; n < 5; n += 1) {
    addresses.push((await sessions.retrieve(0))?.resumeURL);
    sessions.sawSocketError(0);
    sessions.sawClose(0, 1006);
    sessions.update(0, null);
  }
  expect(delays).toEqual([2, 3, 4]);
  expect(addresses).toEqual(["wss://resume", "wss://resume", "wss://resume", "wss://gateway", "wss://resume"]);
});

test("a connection that worked is replaced without delay", async () => {
  const { sessions, delays } = newSessions();
  for (let n = 0; n < 5; n += 1) {
    await sessions.retrieve(0);
    sessions.sawHello(0);
    sessions.sawWork(0);
    sessions.sawClose(0, 1006);
  }
  expect(delays).toEqual([]);
});
