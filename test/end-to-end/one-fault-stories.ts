// Whole stories, from the first message to the closed thread, in which one Discord call at a time goes wrong: who plays
// which calls, on what stage, and what everybody has seen in the end.

import { setTimeout as sleep } from "node:timers/promises";
import type { ArmedFault, Person } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";
import {
  type Call,
  CLOSING,
  FAILURES,
  isSlow,
  MEANWHILE,
  OPENING,
  type OpenStory,
  PATIENCE_MS,
  type Seen,
  type Story,
} from "./one-fault-calls.ts";
import { addServer, enable, marked, type Server, textOf } from "./scene.ts";

/** One failure, and the calls at which a story meets it: at most one while opening, one after the other later. */
export interface Script {
  failure: string;
  calls: readonly string[];
}

/** Every call with every failure. Slow failures have a story of their own, of the quick ones each part of a story has one. */
export function scripts(): Script[] {
  const parts = [OPENING, MEANWHILE, CLOSING].map((part) => Object.keys(part));
  const alone = parts.flat().map((call) => [call]);
  const together = Array.from({ length: Math.max(...parts.map((part) => part.length)) }, (_, at) =>
    parts.flatMap((part) => part[at] ?? []),
  );
  return Object.keys(FAILURES).flatMap((failure) =>
    (isSlow(failure) ? alone : together).map((calls) => ({ failure, calls })),
  );
}

export interface Stage {
  stack: Stack;
  jonas: Person;
  servers: readonly Server[];
  close(): Promise<void>;
}

/** The schedule runs all the time, as it would every minute. */
export async function startStage(): Promise<Stage> {
  const stack = await startStack({ discord: { rateLimits: false } });
  const { discord, worker } = stack;
  const [robin, jonas, aiko] = ["robin", "jonas", "aiko"].map((username) => discord.createUser({ username }));
  if (!robin || !jonas || !aiko) throw new Error("nobody is there");
  const servers: Server[] = [];
  // A category takes fifty channels.
  for (const name of ["Northwind", "Southwind", "Eastwind"]) {
    const owner = discord.createUser({ username: `owner_of_${name.toLowerCase()}` });
    const server = addServer(stack, name, { robin, mara: owner, jonas, aiko });
    await enable(stack, server);
    servers.push(server);
  }
  let isOver = false;
  const schedule = (async () => {
    while (!isOver) {
      await worker.runSchedule();
      await sleep(500);
    }
  })();
  const close = async () => {
    isOver = true;
    await schedule;
    await stack.close();
  };
  return { stack, jonas, servers, close };
}

export type End = Awaited<ReturnType<typeof play>>;

/** `number`: unlike that of any other story on this stage. */
export async function play({ stack, jonas, servers }: Stage, number: number, { failure, calls }: Script) {
  const { discord, worker } = stack;
  const server = servers[number % servers.length];
  const fault = FAILURES[failure];
  if (!server || !fault) throw new Error(`no server, or no failure ${failure}`);
  const name = `user${String(number).padStart(3, "0")}`;
  const mara = discord.createUser({ username: name });
  server.guild.addMember(mara);
  const story: Story = { mara, jonas, server, name };
  const armed = new Map<string, ArmedFault>();
  const arm = (call: string, request: Call) => armed.set(call, discord.fail({ ...request, ...fault }));
  const dmTexts = () => mara.messages("dm").map(textOf);

  const first = mara.send("dm", `first of ${name}`);
  // The gateway's event is on its way; nothing has been asked of Discord yet.
  for (const call of calls) {
    const request = OPENING[call]?.(story, first.id);
    if (request) arm(call, request);
  }
  await marked(mara, "dm", first.id, PATIENCE_MS);
  const channel = server.guild.channel(`modmail-${name}`).id;
  await until(() => dmTexts().some((text) => text.includes("Your message is with")), `${name} not told`, PATIENCE_MS);

  const seen = new Map<string, Seen>();
  const open = (call: string): OpenStory => ({ ...story, channel, arm: (request) => void arm(call, request) });
  for (const call of calls) {
    const found = await MEANWHILE[call]?.(open(call));
    if (found) seen.set(call, found);
  }
  const last = mara.send("dm", `last of ${name}`);
  await marked(mara, "dm", last.id, PATIENCE_MS);
  const staffSaw = jonas.messages(channel).map(textOf);

  for (const call of calls) {
    const request = CLOSING[call]?.(open(call));
    if (request) arm(call, request);
  }
  await jonas.command(channel, "close", { reason: "done" });
  const isGone = () => !server.guild.channels().some(({ id }) => id === channel);
  await until(isGone, `the channel of ${name} stayed`, PATIENCE_MS);
  const row = worker.db.prepare("SELECT state, log_state FROM threads WHERE user_id = ? AND state = 'closed'");
  const thread = await until(() => row.bind(mara.id).first(), `the thread of ${name} never closed`, PATIENCE_MS);
  const logs = jonas.messages(server.logsChannelId).map(textOf);
  const ownLogs = logs.filter((text) => text.includes(mara.id));
  return { name, armed, seen, staffSaw, userSaw: dmTexts(), logs: ownLogs, thread };
}
