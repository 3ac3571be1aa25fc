// What each event costs, counted: Discord calls, round trips to D1, rows written. Counts, never milliseconds, so that a
// regression fails on any machine. The Worker logs them with every passage (worker/app.ts, trace).

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "../../worker/interactions/feature.ts";
import { features } from "../../worker/interactions/index.ts";
import type { Person } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import type { LogLine } from "../playground/worker.ts";
import { addServer, closed, enable, marked, openThread, type Scene, sees, startScene } from "./scene.ts";

interface Cost {
  discordCalls: number;
  callsBeforeSeen: number;
  roundTripsBeforeSeen: number;
  rowsWritten: number;
}

const measured: Record<string, Cost> = {};
let scene: Scene;
beforeAll(async () => {
  // A rate limit would add calls that no flow makes by itself.
  scene = await startScene({ rateLimits: false });
});
afterAll(async () => {
  await scene.close();
  console.table(measured);
});

/** The lines that an act adds to the Worker's log, once one of them is the passage `name`. */
async function passage(name: string, act: () => unknown): Promise<string[]> {
  const { log } = scene.worker;
  const from = log.length;
  await act();
  const isIt = (line: LogLine) => line.name === name && line.trace !== undefined;
  const line = await until(() => log.slice(from).find(isIt), `no passage ${name}`);
  return line.trace ?? [];
}

const calls = (trace: string[]) => trace.filter((entry) => entry.startsWith("discord "));
const roundTrips = (trace: string[]) => trace.filter((entry) => entry.startsWith("d1 "));
const rows = (trace: string[]) => roundTrips(trace).reduce((sum, entry) => sum + Number(entry.slice("d1 ".length)), 0);

/** `seen`: the call whose effect people wait for; of several alike the nth. */
function costOf(name: string, trace: string[], seen: string, nth = 1): Cost {
  let times = 0;
  const at = trace.findIndex((entry) => entry === seen && ++times === nth);
  if (at === -1) throw new Error(`${name}: no "${seen}" in ${trace.join(", ")}`);
  const cost = {
    discordCalls: calls(trace).length,
    callsBeforeSeen: calls(trace.slice(0, at + 1)).length,
    roundTripsBeforeSeen: roundTrips(trace.slice(0, at)).length,
    rowsWritten: rows(trace),
  };
  measured[name] = cost;
  return cost;
}

function expectAtMost(cost: Cost, limit: Cost): void {
  for (const key of ["discordCalls", "callsBeforeSeen", "roundTripsBeforeSeen", "rowsWritten"] as const) {
    expect(cost[key], key).toBeLessThanOrEqual(limit[key]);
    expect(cost[key], key).toBeGreaterThan(0);
  }
}

const POST = "discord POST /channels/:id/messages";
const MEMBER = "discord GET /guilds/:id/members/:id";
const PATCH = "discord PATCH /channels/:id/messages/:id";
const CHANGE = { discordCalls: 1, callsBeforeSeen: 1, roundTripsBeforeSeen: 1, rowsWritten: 7 };
const MESSAGE = { discordCalls: 2, callsBeforeSeen: 1, roundTripsBeforeSeen: 2, rowsWritten: 6 };
const OPENING = { discordCalls: 7, callsBeforeSeen: 4, roundTripsBeforeSeen: 4, rowsWritten: 19 };

/** A new person in Northwind. */
function newcomer(username: string): Person {
  const person = scene.discord.createUser({ username });
  scene.guild.addMember(person);
  return person;
}

describe("with one server", () => {
  let channel: string;

  test("a first DM with one candidate server opens a thread", async () => {
    const trace = await passage("MESSAGE_CREATE", async () => {
      ({ channel } = await openThread(scene));
    });
    // Two messages go to the channel: the header, then what the user wrote.
    expectAtMost(costOf("first DM, one candidate", trace, POST, 2), OPENING);
  });

  test("a user's message in an open thread", async () => {
    scene.discord.clearRequests();
    const trace = await passage("MESSAGE_CREATE", () => scene.mara.send("dm", "Anybody?"));
    expectAtMost(costOf("user message", trace, POST), MESSAGE);
    // What the Worker counts is what Discord gets.
    expect(scene.discord.requests.map(({ method }) => method)).toEqual(["POST", "PUT"]);
  });

  test("a staff reply by !r", async () => {
    const trace = await passage("MESSAGE_CREATE", () => scene.jonas.send(channel, "!r Which rank?"));
    expectAtMost(costOf("staff reply by !r", trace, POST), MESSAGE);
  });

  test("a staff reply by /reply", async () => {
    const trace = await passage("/reply (after)", () => scene.jonas.command(channel, "reply", { text: "Done." }));
    expectAtMost(costOf("staff reply by /reply", trace, POST), MESSAGE);
  });

  test("a note among staff calls Discord for nothing", async () => {
    const trace = await passage("MESSAGE_CREATE", () => scene.jonas.send(channel, "just between us"));
    expect({ calls: calls(trace), roundTrips: roundTrips(trace).length }).toEqual({ calls: [], roundTrips: 2 });
  });

  test("an edit, a deletion and a reaction take one Discord call each", async () => {
    const { mara, jonas } = scene;
    const said = mara.send("dm", "To be edited");
    await marked(mara, "dm", said.id);
    const edit = await passage("MESSAGE_UPDATE", () => mara.edit("dm", said.id, "Edited"));
    expectAtMost(costOf("edit", edit, PATCH), CHANGE);
    const reply = jonas.send(channel, "!r To be deleted");
    await marked(jonas, channel, reply.id);
    const deletion = await passage("MESSAGE_DELETE", () => jonas.delete(channel, reply.id));
    expectAtMost(costOf("deletion of a reply", deletion, "discord DELETE /channels/:id/messages/:id"), CHANGE);
    const reaction = await passage("MESSAGE_REACTION_ADD", () => mara.react("dm", said.id, "👍"));
    expect({ calls: calls(reaction).length, roundTrips: roundTrips(reaction), rows: rows(reaction) }).toEqual({
      calls: 1,
      roundTrips: ["d1 0"],
      rows: 0,
    });
  });

  test("an answer to a message takes one round trip more, to know what it answers", async () => {
    const trace = await passage("MESSAGE_CREATE", () =>
      scene.mara.send("dm", "That one", { replyTo: scene.mara.messages("dm").at(-1)?.id ?? "" }),
    );
    expectAtMost(costOf("user's answer", trace, POST), MESSAGE);
  });

  test("typing that nobody wants to see costs one look, and then nothing for a minute", async () => {
    const trace = await passage("TYPING_START", () => scene.mara.startTyping("dm"));
    expect(trace).toEqual(["d1 0"]);
    const { log } = scene.worker;
    const from = log.length;
    scene.mara.startTyping("dm");
    await passage("MESSAGE_CREATE", () => scene.mara.send("dm", "Typed."));
    expect(log.slice(from).some(({ name }) => name === "TYPING_START")).toBe(false);
  });

  test("closing", async () => {
    const trace = await passage("/close (after)", () => scene.jonas.command(channel, "close", { reason: "done" }));
    await closed(scene);
    const cost = costOf("close", trace, "discord DELETE /channels/:id");
    expect(cost.discordCalls).toBeLessThanOrEqual(6);
    expect(cost.rowsWritten).toBeLessThanOrEqual(9);
    expect(roundTrips(trace).length).toBeLessThanOrEqual(5);
  });

  test("the DM channel of someone who wrote first is never asked for", () => {
    const asking = scene.worker.log.flatMap(({ trace }) => trace ?? []).filter((entry) => entry.includes("/users/@me"));
    expect(asking).toEqual([]);
  });
});

describe("with three servers", () => {
  beforeAll(async () => {
    for (const name of ["Second", "Third"]) {
      const server = addServer(scene, name, scene);
      await enable(scene, server);
    }
  });

  test("a first DM from a member of one costs one call more for each further server, and none the next time", async () => {
    const paul = newcomer("paul");
    const first = await passage("MESSAGE_CREATE", () => paul.send("dm", "Hello"));
    expectAtMost(costOf("first DM, member of one of three", first, POST, 2), {
      discordCalls: OPENING.discordCalls + 2,
      callsBeforeSeen: OPENING.callsBeforeSeen + 2,
      roundTripsBeforeSeen: OPENING.roundTripsBeforeSeen + 1,
      rowsWritten: OPENING.rowsWritten + 3,
    });
    const channel = scene.guild.channel("modmail-paul").id;
    await passage("/close (after)", () => scene.jonas.command(channel, "close"));

    const next = await passage("MESSAGE_CREATE", () => paul.send("dm", "Hello again"));
    expectAtMost(costOf("next first DM, member of one of three", next, POST, 2), OPENING);
  });

  test("a first DM from a member of all is answered with the dropdown; who is in which server is asked once", async () => {
    const { mara } = scene;
    const first = await passage("MESSAGE_CREATE", () => mara.send("dm", "Which one?"));
    costOf("first DM, dropdown of three", first, POST);
    // Northwind is known from the thread that was opened there.
    expect(calls(first)).toEqual([MEMBER, MEMBER, POST]);
    const next = await passage("MESSAGE_CREATE", () => mara.send("dm", "Hello?"));
    expect(calls(next)).toEqual([]);
    expect(roundTrips(next)).toHaveLength(2);

    const question = await sees(mara, "dm", "Which server is your message for?");
    const chosen = await passage("choose-server (after)", () =>
      mara.select("dm", question.id, "choose-server:choose", [scene.guild.id]),
    );
    costOf("a server is chosen", chosen, POST, 2);
    expect(calls(chosen).filter((call) => call.startsWith(MEMBER))).toHaveLength(1);
  });
});

describe("every interaction is answered or deferred within one round trip to D1, and without asking Discord", () => {
  const slash = (name: string, options: object[] = []) => ({ type: 2, data: { name, options } });
  const press = (id: string, values: string[] = []) => ({
    type: 3,
    data: { custom_id: id, component_type: 2, values },
  });
  const submit = (id: string, field: string) => ({
    type: 5,
    data: { custom_id: id, components: [{ type: 18, component: { type: 4, custom_id: field, value: "text" } }] },
  });
  /** Arguments and values with which a feature's button, select or modal does its work. */
  const PRESSES: Record<string, () => object[]> = {
    privacy: () => [press("privacy:show"), press("privacy:data"), press("privacy:erase")],
    claim: () => [press("claim"), press(`claim:take-over:${scene.aiko.id}`)],
    "choose-server": () => [
      press("choose-server:page:0:choose"),
      press("choose-server:choose", [scene.guild.id]),
      press("choose-server:switch", [scene.guild.id]),
    ],
    "user-close": () => [
      press(`user-close:ask:${scene.guild.id}`),
      press("user-close:yes:none"),
      press("user-close:no"),
    ],
    "user-note": () => [press(`user-note:add:${scene.mara.id}`), press(`user-note:page:0:${scene.mara.id}`)],
    snippet: () => [press("snippet:page:0")],
    setup: () => [press("setup:show"), press("setup:reply-command:on"), press("setup:category", [scene.categoryId])],
  };
  const FIELDS: Record<string, string> = { reply: "text", close: "reason", "user-note": "text" };
  const IN_DMS = ["choose-server", "switch", "user-close"];
  /** Closing comes last: it takes the channel with it. */
  const inOrder = [...features].sort((a, b) => Number(a.name === "close") - Number(b.name === "close"));

  let channel: string;
  beforeAll(async () => {
    const quinn = newcomer("quinn");
    await passage("MESSAGE_CREATE", () => quinn.send("dm", "Hello"));
    channel = scene.guild.channel("modmail-quinn").id;
  });

  const commandsOf = (command: Command): object[] =>
    "subcommands" in command
      ? command.subcommands.map(({ definition }) => slash(command.definition.name, [{ ...definition, options: [] }]))
      : [slash(command.definition.name)];

  async function answerCost(person: Person, place: string, payload: Record<string, unknown>): Promise<string> {
    const { log } = scene.worker;
    const from = log.length;
    await person.forge(place, payload);
    const isAnswer = (line: LogLine) => line.door === "interactions" && !line.name?.endsWith("(after)");
    const line = await until(() => log.slice(from).find(isAnswer), "no passage");
    const trace = line.trace ?? [];
    return `${line.name} ${line.outcome}: ${roundTrips(trace).length} d1, ${calls(trace).length} discord`;
  }

  test.each(inOrder)("$name", async (feature) => {
    // Who owns the server may do everything in its channels; a user chooses and opens in their DM.
    const person = scene.robin;
    const place = IN_DMS.includes(feature.name) ? "dm" : channel;
    const payloads = [
      ...(feature.command ? commandsOf(feature.command) : []),
      ...(feature.subcommand ? [slash("modmail", [{ ...feature.subcommand.definition, options: [] }])] : []),
      ...(feature.component ? (PRESSES[feature.name]?.() ?? [press(feature.name)]) : []),
      ...(feature.modal ? [submit(feature.name, FIELDS[feature.name] ?? "none")] : []),
    ];
    expect(payloads.length).toBeGreaterThan(0);
    for (const payload of payloads) {
      expect(await answerCost(person, place, { ...payload })).toMatch(/: [01] d1, 0 discord$/);
    }
  });
});
