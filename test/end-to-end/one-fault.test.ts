// One fault at each of the Discord calls that opening, relaying, answering and closing make: whatever goes wrong once (or
// five times), every message is seen once, in order, and the thread ends closed with all that belongs to it.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { ArmedFault, Fault, Person } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";
import { addServer, enable, type Server, textOf } from "./scene.ts";

type Failure = Pick<Fault, "kind" | "status" | "times" | "scope" | "retryAfter">;

const FAILURES: Record<string, Failure> = {
  "one 500": { kind: "error", status: 500 },
  "five 500s": { kind: "error", status: 500, times: 5 },
  "a 502 after the effect": { kind: "error-after", status: 502 },
  "a connection cut before": { kind: "hang-up" },
  "a connection cut after the effect": { kind: "hang-up-after" },
  "Cloudflare's HTML": { kind: "html", status: 503 },
  "a 429 of the route": { kind: "rate-limit", scope: "user", retryAfter: 0.3 },
  "a 429 that is shared": { kind: "rate-limit", scope: "shared", retryAfter: 0.3 },
  "a 429 that is global": { kind: "rate-limit", scope: "global", retryAfter: 0.3 },
  "a 429 without Retry-After": { kind: "rate-limit", scope: "user", retryAfter: null },
};

/** A user with a story of their own. */
interface Story {
  mara: Person;
  server: Server;
  /** Unlike any other story's. */
  name: string;
}

/** The calls, as what marks their request. Those of a step are met in this order. */
const CALLS: Record<string, (story: Story) => Pick<Fault, "method" | "route" | "body">> = {
  "looking the user up": ({ mara }) => ({ method: "GET", route: new RegExp(`/members/${mara.id}$`) }),
  "making the channel": ({ mara }) => ({ method: "POST", route: "/guilds/:id/channels", body: mara.id }),
  "the header": ({ name }) => ({ method: "POST", route: MESSAGES, body: `#0 with ${name}`.slice(3) }),
  "the first copy": ({ name }) => ({ method: "POST", route: MESSAGES, body: `first of ${name}` }),
  "the user's check mark": () => ({ method: "PUT", route: /\/reactions\// }),
  "the log of opening": ({ mara, server }) => ({
    method: "POST",
    route: new RegExp(`^/channels/${server.logsChannelId}/messages$`),
    body: mara.id,
  }),
  "telling the user that it is open": ({ mara }) => ({ ...toDm(mara), body: "Your message is with" }),
  "a later copy": ({ name }) => ({ method: "POST", route: MESSAGES, body: `second of ${name}` }),
  "the reply": ({ name }) => ({ method: "POST", route: MESSAGES, body: `answer to ${name}` }),
  "the log of closing": ({ mara, server }) => ({
    method: "POST",
    route: new RegExp(`^/channels/${server.logsChannelId}/messages$`),
    body: `${mara.user.username}.html`,
  }),
  "telling the user that it is closed": ({ mara }) => ({ ...toDm(mara), body: "is closed" }),
  "deleting the channel": () => ({ method: "DELETE", route: "/channels/:id" }),
};

const MESSAGES = "/channels/:id/messages";
const toDm = (mara: Person) => ({ method: "POST", route: new RegExp(`^/channels/${mara.dm()}/messages$`) });
/** Five failures are five waits of the relay, each up to twice as long as the last. */
const PATIENCE_MS = 90_000;

const rows = Object.keys(CALLS).flatMap((call) => Object.keys(FAILURES).map((failure) => ({ call, failure })));
const ends = new Map<string, Promise<Awaited<ReturnType<typeof play>>>>();

let stack: Stack;
let jonas: Person;
let schedule: NodeJS.Timeout;
beforeAll(async () => {
  stack = await startStack({ discord: { rateLimits: false } });
  const { discord, worker } = stack;
  const robin = discord.createUser({ username: "robin" });
  jonas = discord.createUser({ username: "jonas", globalName: "Jonas" });
  const aiko = discord.createUser({ username: "aiko" });
  const servers: Server[] = [];
  // A category takes fifty channels.
  for (const name of ["Northwind", "Southwind", "Eastwind"]) {
    const owner = discord.createUser({ username: `owner-of-${name}`.toLowerCase().replaceAll("-", "_") });
    const server = addServer(stack, name, { robin, mara: owner, jonas, aiko });
    await enable(stack, server);
    servers.push(server);
  }
  let busy = false;
  schedule = setInterval(() => {
    if (busy) return;
    busy = true;
    void worker.runSchedule().finally(() => {
      busy = false;
    });
  }, 500);
  for (const [number, { call, failure }] of rows.entries()) {
    const server = servers[number % servers.length];
    if (server === undefined) throw new Error("no server");
    ends.set(`${call} ${failure}`, play(number, server, call, failure));
  }
  await Promise.allSettled(ends.values());
}, 180_000);
afterAll(async () => {
  clearInterval(schedule);
  await stack.close();
});

/** The whole story with one fault in it; what each side has seen in the end. */
async function play(number: number, server: Server, call: string, failure: string) {
  const { discord } = stack;
  const name = `user${number}`;
  const mara = discord.createUser({ username: name });
  server.guild.addMember(mara);
  const fault = CALLS[call]?.({ mara, server, name });
  const kind = FAILURES[failure];
  if (!fault || !kind) throw new Error(`no fault ${call} ${failure}`);
  let armed: ArmedFault | undefined;
  const arm = (narrowed: Partial<Fault> = {}) => {
    armed = discord.fail({ ...fault, ...kind, ...narrowed });
  };
  const closing = call.includes("clos") || call.startsWith("deleting");
  const marking = call === "the user's check mark";
  if (!closing && !marking) arm();

  const first = mara.send("dm", `first of ${name}`);
  if (marking) arm({ route: new RegExp(`/messages/${first.id}/reactions/`) });
  const marked = (person: Person, channel: string, id: string) =>
    until(
      () => person.messages(channel).find((message) => message.id === id)?.reactions?.length,
      `no mark on a message of ${name}`,
      PATIENCE_MS,
    );
  await marked(mara, "dm", first.id);
  const channel = server.guild.channel(`modmail-${name}`).id;
  await until(() => dmTexts(mara).some((text) => text.includes("Your message is with")), "never told", PATIENCE_MS);
  const second = mara.send("dm", `second of ${name}`);
  await marked(mara, "dm", second.id);
  const reply = jonas.send(channel, `!r answer to ${name}`);
  await marked(jonas, channel, reply.id);
  const staffSaw = jonas.messages(channel).map(textOf);

  if (closing) arm(call.startsWith("deleting") ? { route: new RegExp(`^/channels/${channel}$`) } : {});
  await jonas.command(channel, "close", { reason: "done" });
  await until(() => !server.guild.channels().some((found) => found.id === channel), "the channel stayed", PATIENCE_MS);
  const thread = await until(
    () =>
      stack.worker.db
        .prepare("SELECT state, log_state FROM threads WHERE user_id = ? AND state = 'closed'")
        .bind(mara.id)
        .first(),
    "the thread never closed",
    PATIENCE_MS,
  );
  const logs = jonas.messages(server.logsChannelId).map(textOf);
  const left = armed?.left();
  return { left, staffSaw, userSaw: dmTexts(mara), logs: logs.filter((text) => text.includes(mara.id)), thread };
}

const dmTexts = (mara: Person): string[] => mara.messages("dm").map(textOf);
const count = (texts: string[], needle: string) => texts.filter((text) => text.includes(needle)).length;

test.each(rows)("$call, $failure: everything is seen once", async ({ call, failure }) => {
  const number = rows.findIndex((row) => row.call === call && row.failure === failure);
  const name = `user${number}`;
  const end = await ends.get(`${call} ${failure}`);
  if (!end) throw new Error("never played");
  expect(end.left, "the fault was met").toBe(0);
  const said = end.staffSaw.filter((text) => text.includes(` of ${name}`));
  expect(said.map((text) => text.split("\n").at(-1))).toEqual([`first of ${name}`, `second of ${name}`]);
  expect(count(end.staffSaw, `with ${name}`)).toBe(1);
  expect(count(end.userSaw, `answer to ${name}`)).toBe(1);
  expect(count(end.userSaw, "Your message is with")).toBe(1);
  expect(count(end.userSaw, "is closed")).toBe(1);
  expect([count(end.logs, "opened"), count(end.logs, "closed")]).toEqual([1, 1]);
  expect(end.thread).toEqual({ state: "closed", log_state: "posted" });
});
