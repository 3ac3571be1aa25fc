// Both doors under random input: any JSON at all, and good payloads in which one thing was changed. Never a 5xx, never
// "something went wrong on our side", and what is refused stores nothing. Seeded, so that a failure can be repeated.

import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { texts } from "../../worker/discord/views/texts.ts";
import { type LoneWorker, type Reply, startLoneWorker } from "./lone-worker.ts";

let lone: LoneWorker;
let deliveries: object[];
let interactions: object[];

/** One server with Modmail on, and an open thread in it: good payloads go all the way. */
beforeAll(async () => {
  lone = await startLoneWorker();
  const { discord, worker } = lone;
  const mara = discord.createUser({ username: "mara" });
  const robin = discord.createUser({ username: "robin" });
  const guild = discord.createGuild({ name: "Northwind", owner: robin });
  guild.addBot();
  guild.addMember(mara);
  const staff = guild.createRole({ name: "Support" });
  await worker.db
    .prepare(
      "INSERT INTO guilds (guild_id, name, enabled, staff_role_id, category_id, updated_at) VALUES (?, ?, 1, ?, ?, 0)",
    )
    .bind(guild.id, guild.name, staff.id, guild.createCategory("modmail").id)
    .run();
  const first = mara.send("dm", "Hi");
  const opened = await lone.deliver(JSON.stringify({ type: "MESSAGE_CREATE", data: first }));
  expect(opened.body.outcome).toBe("delivered");
  const channel = guild.channel("modmail-mara").id;

  const user = { id: mara.id, username: "mara", global_name: "Mara", avatar: null };
  const member = { user, nick: null, roles: [staff.id], permissions: "0" };
  // A file that the CDN doesn't have (any more).
  const file = {
    id: first.id,
    filename: "a.png",
    size: 5,
    url: `${new URL(discord.url).origin}/a.png`,
    content_type: "image/png",
  };
  const message = (more: object) => ({ author: user, attachments: [], ...more });
  deliveries = [
    { type: "RELAY_READY", data: { bot_user_id: mara.id, message_content: true } },
    { type: "CHANNEL_DELETE", data: { id: mara.id, guild_id: guild.id } },
    { type: "MESSAGE_CREATE", data: message({ channel_id: first.channel_id, content: "Hi again" }) },
    { type: "MESSAGE_CREATE", data: message({ channel_id: channel, guild_id: guild.id, content: "!r Hi", member }) },
    { type: "MESSAGE_CREATE", data: message({ channel_id: robin.id, content: "", attachments: [file] }) },
  ];

  // Without the role, so that each good one is refused and changes nothing.
  const stranger = { ...member, roles: [] };
  const here = { id: first.id, token: "token", channel_id: channel, guild_id: guild.id, member: stranger };
  const upload = { type: 18, component: { type: 19, custom_id: "files", values: [file.id] } };
  const files = { [file.id]: file };
  const typing = { name: "send", type: 1, options: [{ name: "name", type: 3, value: "he", focused: true }] };
  const text = { type: 18, component: { type: 4, custom_id: "text", value: "x" } };
  interactions = [
    { ...here, type: 2, data: { name: "close", options: [{ name: "reason", type: 3, value: "done" }] } },
    { ...here, type: 2, data: { name: "modmail", options: [{ name: "panel", type: 1, options: [] }] } },
    { ...here, type: 3, data: { custom_id: `claim:take-over:${robin.id}`, component_type: 2 } },
    { ...here, type: 3, data: { custom_id: "choose-server:choose", values: [robin.id] } },
    { ...here, type: 5, data: { custom_id: "reply", components: [text, upload], resolved: { attachments: files } } },
    {
      ...here,
      type: 2,
      data: {
        name: "Reply with this",
        type: 3,
        target_id: first.id,
        resolved: { messages: { [first.id]: message({ id: first.id, channel_id: channel, content: "Hi" }) } },
      },
    },
    { ...here, type: 4, data: { name: "snippet", options: [typing] } },
  ];
});
afterAll(() => lone.stop());

/** Things that are almost right, and things that are nothing like it. */
const anything = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: "binary", maxLength: 50 }),
  fc.constantFrom<unknown>(
    null,
    undefined,
    "",
    0,
    -1,
    1e308,
    "100000000000000002",
    "99999999999999999999",
    "0",
    "__proto__",
    "constructor",
    "x".repeat(5000),
    "\u0000",
    "\ud800",
    [],
    {},
    { __proto__: null, toString: 1 },
  ),
);

/** `value` with the part that `pick` leads to replaced; `undefined` takes it away. */
function changed(value: unknown, pick: number[], replacement: unknown): unknown {
  const [first, ...rest] = pick;
  if (first === undefined || typeof value !== "object" || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[first % keys.length];
  if (key === undefined) return replacement;
  const entries = Object.entries(value).map(([name, part]) => [
    name,
    name === key ? changed(part, rest, replacement) : part,
  ]);
  return Array.isArray(value) ? entries.map(([, part]) => part) : Object.fromEntries(entries);
}

/** Messages get new ids: a repeated one ends early. */
let ids = 0n;
function fresh(body: object): object {
  if (!("data" in body) || typeof body.data !== "object") return body;
  return "author" in (body.data ?? {})
    ? { ...body, data: { id: String(1_500_000_000_000_000_000n + ids++), ...body.data } }
    : body;
}

const payloadsLike = (good: object[]) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.json() },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.constantFrom(...good), fc.array(fc.nat(20), { minLength: 1, maxLength: 5 }), anything)
        .map(([body, pick, replacement]) => JSON.stringify(changed(fresh(body), pick, replacement)) ?? "undefined"),
    },
  );

async function survives(
  send: (body: string) => Promise<Reply>,
  bodies: fc.Arbitrary<string>,
  isRefusal: (reply: Reply) => boolean,
) {
  const seen = new Set<number>();
  let last: Promise<void> = Promise.resolve();
  const survive = async (body: string) => {
    const before = await lone.stored();
    const reply = await send(body);
    seen.add(reply.status);
    expect(reply.status, JSON.stringify(reply.body)).toBeLessThan(500);
    if (isRefusal(reply)) expect((await lone.stored()) === before, `stored by ${JSON.stringify(reply)}`).toBe(true);
  };
  const property = fc.asyncProperty(bodies, (body) => {
    last = survive(body);
    return last;
  });
  await fc.assert(property, { seed: 20261122, numRuns: 400, interruptAfterTimeLimit: 4000 });
  // Interrupted, fast-check doesn't wait for the one that is under way.
  await last;
  // Both ways out were taken.
  expect(seen).toEqual(new Set([200, 400]));
}

test("deliveries", () => survives(lone.deliver, payloadsLike(deliveries), ({ status }) => status !== 200), 15_000);

test("interactions", async () => {
  const calls = lone.discord.requests.length;
  const send = async (body: string) => {
    const reply = await lone.interact(body);
    expect(reply.body.data?.content).not.toBe(texts.refusals.unexpected);
    return reply;
  };
  await survives(send, payloadsLike(interactions), () => true);
  expect(lone.discord.requests).toHaveLength(calls);
}, 15_000);
