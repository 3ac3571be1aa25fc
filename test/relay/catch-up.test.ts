// What the relay does about messages that no gateway session will ever bring.

import { expect, test } from "vitest";
import { directMessage, guildChannel, guildMessage, newId, THREAD_TOPIC } from "./dispatches.ts";
import { newRig, type Rig, spawnRelay } from "./rig.ts";
import { until } from "./until.ts";

const GUILD = "400000000000000001";
const ADA = "300000000000000001";
const idMadeAt = (time: number) => String(BigInt(time - 1_420_070_400_000) << 22n);

/** REST gives what the gateway gave, without the server. */
const readable = ({ guild_id: _, ...message }: { id: string; guild_id?: string }) => message;

/** The relay has delivered "before" in a direct message; then it is away for longer than Discord keeps its session. */
async function awayTooLong(rig: Rig, missed: string[]) {
  const { discord, worker, start } = rig;
  const dm = newId();
  const relay = await start();
  const before = directMessage(dm, "before");
  discord.dispatch("MESSAGE_CREATE", before);
  await until("it is delivered", () => worker.contents(dm).length === 1);
  await relay.close();
  discord.forgetSessions();
  discord.messages.set(dm, [before, ...missed.map((content) => directMessage(dm, content))]);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: before.id }];
  return { dm, before };
}

test("what was missed is delivered in order, before what came after the new session began", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  const { dm } = await awayTooLong(rig, ["missed 1", "missed 2"]);
  discord.afterReady = [{ t: "MESSAGE_CREATE", d: directMessage(dm, "after") }];
  const relay = await start();
  await until("all is delivered", () => worker.contents(dm).length === 4);
  expect(worker.contents(dm)).toEqual(["before", "missed 1", "missed 2", "after"]);
  expect(discord.reads).toHaveLength(1);
  expect(relay.status().catchUp).toMatchObject({ state: "complete", channelsRead: 1, messagesFound: 2 });
});

test("a thread's channel that was made in the gap is read from its beginning, though the Worker doesn't list it yet", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  await awayTooLong(rig, []);
  const old = guildChannel(idMadeAt(Date.now() - 60 * 60_000), THREAD_TOPIC);
  const made = guildChannel(newId(), THREAD_TOPIC);
  const answer = guildMessage(made.id, "!r typed in the gap");
  discord.messages.set(made.id, [readable(answer)]);
  discord.roles.set(`${GUILD}/${ADA}`, ["500000000000000001"]);
  discord.afterReady = [{ t: "GUILD_CREATE", d: { id: GUILD, channels: [old, made] } }];
  const relay = await start();
  await until("it is delivered", () => worker.contents(made.id).length === 1);
  discord.dispatch("MESSAGE_CREATE", guildMessage(made.id, "!r typed after it"));
  await until("what comes after it, too", () => worker.contents(made.id).length === 2);
  expect(worker.contents(made.id)).toEqual(["!r typed in the gap", "!r typed after it"]);
  expect(discord.reads.filter(({ path }) => path.includes(old.id))).toEqual([]);
  await until("all is read", () => relay.status().catchUp.state === "complete");
});

test("what somebody new wrote in the gap is found when they write again, and goes first", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  await awayTooLong(rig, []);
  const dm = newId();
  discord.messages.set(dm, [directMessage(dm, "my first words ever"), directMessage(dm, "and my second")]);
  const relay = await start();
  await until("all is read that the Worker knows", () => relay.status().catchUp.channelsRead === 1);
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "hello?"));
  await until("all is delivered", () => worker.contents(dm).length === 3);
  expect(worker.contents(dm)).toEqual(["my first words ever", "and my second", "hello?"]);
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "thanks"));
  await until("it is delivered", () => worker.contents(dm).length === 4);
  expect(discord.reads.filter(({ path }) => path.includes(dm))).toHaveLength(1);
});

test("a found message is the same event as its dispatch", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  const { dm } = await awayTooLong(rig, ["missed"]);
  const both = directMessage(dm, "both");
  discord.messages.get(dm)?.push(both);
  discord.afterReady = [{ t: "MESSAGE_CREATE", d: both }];
  await start();
  await until("all is delivered", () => worker.contents(dm).includes("both"));
  const [missed] = worker.done.filter((d) => d.content === "missed");
  expect(missed?.id).toBe(`message-create:${discord.messages.get(dm)?.[1]?.id}`);
  expect(missed?.event).toEqual({ type: "MESSAGE_CREATE", data: discord.messages.get(dm)?.[1] });
  expect(worker.contents(dm)).toEqual(["before", "missed", "both"]);
});

test("more than a page is read page by page", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  const contents = Array.from({ length: 250 }, (_, n) => `missed ${n}`);
  const { dm } = await awayTooLong(rig, contents);
  await start();
  await until("all is delivered", () => worker.contents(dm).length === 251);
  expect(worker.contents(dm)).toEqual(["before", ...contents]);
  expect(discord.reads).toHaveLength(3);
});

test("an interrupted connection and a new process that resume look for nothing", async () => {
  const { discord, worker, start } = await newRig();
  const relay = await start();
  const dm = newId();
  await until("the first session is announced", () => relay.status().catchUp.state === "complete");
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: newId() }];
  discord.disconnect("cut");
  await until("it is back", () => discord.resumes.length === 1 && discord.connected());
  await relay.close();
  const second = await start();
  await until("it is announced", () => worker.done.length === 2);
  expect(second.status().catchUp.state).toBe("complete");
  expect(discord.reads).toEqual([]);
});

test("a relay that lost its folder finds what the Worker lacks", async () => {
  const { discord, worker, start } = await newRig();
  const [dm, last] = [newId(), newId()];
  discord.messages.set(dm, [directMessage(dm, "missed")]);
  worker.knownChannels = [{ channel_id: dm, guild_id: null, last_message_id: last }];
  await start();
  await until("it is delivered", () => worker.contents(dm).length === 1);
  expect(discord.reads[0]?.path).toBe(`/channels/${dm}/messages?after=${last}&limit=100`);
});

test("what staff missed comes with the server and their roles, which are asked for once a person", async () => {
  const { discord, worker, start } = await newRig();
  const thread = newId();
  const gone = { id: "300000000000000002", username: "gone" };
  const said = [
    guildMessage(thread, "one"),
    guildMessage(thread, "two"),
    guildMessage(thread, "three", { author: gone }),
    guildMessage(thread, "four", { author: { ...gone, bot: true } }),
    guildMessage(thread, "", { type: 6 }),
  ];
  discord.messages.set(thread, said.map(readable));
  discord.roles.set(`${GUILD}/${ADA}`, ["500000000000000001"]);
  worker.threadChannels = [thread];
  worker.knownChannels = [{ channel_id: thread, guild_id: GUILD, last_message_id: "1" }];
  await start();
  await until("all is delivered", () => worker.contents(thread).length === 3);
  expect(worker.contents(thread)).toEqual(["one", "two", "three"]);
  const members = worker.done.filter((d) => d.channelId === thread).map((d) => d.event.data);
  expect(members).toMatchObject([
    { guild_id: GUILD, member: { roles: ["500000000000000001"] } },
    { guild_id: GUILD, member: { roles: ["500000000000000001"] } },
    // Not in the server any more.
    { guild_id: GUILD, member: { roles: [] } },
  ]);
  expect(discord.reads.filter(({ path }) => path.startsWith("/guilds"))).toHaveLength(2);
});

test("channels that may not be read are passed over, and a thread's channel that is gone is said to be deleted", async () => {
  const { discord, worker, start } = await newRig();
  const [secret, goneThread, goneDm, open] = [newId(), newId(), newId(), newId()];
  discord.messages.set(open, [directMessage(open, "missed")]);
  discord.answerRead = (path) => (path.includes(secret) ? { status: 403, body: { code: 50_001 } } : undefined);
  worker.threadChannels = [secret, goneThread];
  worker.knownChannels = [
    { channel_id: secret, guild_id: GUILD, last_message_id: "1" },
    { channel_id: goneThread, guild_id: GUILD, last_message_id: "1" },
    { channel_id: goneDm, guild_id: null, last_message_id: "1" },
    { channel_id: open, guild_id: null, last_message_id: "1" },
  ];
  const relay = await start();
  await until("all is delivered", () => relay.status().events.waiting === 0 && worker.contents(open).length === 1);
  expect(worker.done.slice(1).map((d) => d.event.data)).toContainEqual({ id: goneThread, guild_id: GUILD });
  expect(worker.done.map((d) => d.event.type).toSorted()).toEqual(["CHANNEL_DELETE", "MESSAGE_CREATE", "RELAY_READY"]);
  expect(relay.status().catchUp).toMatchObject({ state: "complete", channelsRead: 4, failedReads: 0 });
});

test("requests are paced, and the waiting time that Discord asks for is kept to", async () => {
  const { discord, worker, start } = await newRig();
  const channels = Array.from({ length: 8 }, newId);
  for (const channel of channels) discord.messages.set(channel, []);
  worker.knownChannels = channels.map((channel_id) => ({ channel_id, guild_id: null, last_message_id: "1" }));
  const limited = [
    { status: 429, headers: { "retry-after": "1.2" }, body: {} },
    { status: 429, body: { retry_after: 1.1, global: true } },
  ];
  discord.answerRead = () => limited.shift();
  const relay = await start();
  await until("all is read", () => relay.status().catchUp.channelsRead === 8);
  const [first = 0, second = 0, third = 0, ...rest] = discord.reads.map(({ at }) => at);
  expect(second - first).toBeGreaterThanOrEqual(1190);
  expect(third - second).toBeGreaterThanOrEqual(1090);
  // A tenth of a second each; on a busy machine the first may arrive late.
  expect((rest.at(-1) ?? 0) - third).toBeGreaterThanOrEqual(rest.length * 60);
  expect(discord.reads).toHaveLength(10);
});

test.for([
  { status: 429, headers: { "content-type": "text/html" }, body: "<html>Cloudflare</html>" },
  { status: 502, body: "<html>bad gateway</html>" },
  { status: 500, body: { message: "Internal Server Error", code: 0 } },
  { status: 200, body: "not JSON" },
])("a read that fails with $status is tried again and keeps nobody else waiting", async (failure) => {
  const { discord, worker, start } = await newRig();
  const [bad, good, other] = [newId(), newId(), newId()];
  for (const channel of [bad, good]) discord.messages.set(channel, [directMessage(channel, "missed")]);
  worker.knownChannels = [bad, good].map((channel_id) => ({ channel_id, guild_id: null, last_message_id: "1" }));
  let failing = true;
  discord.answerRead = (path) => (failing && path.includes(bad) ? failure : undefined);
  discord.afterReady = [
    { t: "MESSAGE_CREATE", d: directMessage(bad, "after") },
    { t: "MESSAGE_CREATE", d: directMessage(other, "hello") },
  ];
  const relay = await start();
  await until("the others are through", () => worker.contents(good).length + worker.contents(other).length === 2);
  expect(worker.contents(bad)).toEqual([]);
  failing = false;
  await until("it is through", () => worker.contents(bad).length === 2);
  expect(worker.contents(bad)).toEqual(["missed", "after"]);
  expect(relay.status().catchUp.failedReads).toBeGreaterThan(0);
});

test("a channel whose live messages wait is read before the others", async () => {
  const { discord, worker, start } = await newRig();
  const channels = Array.from({ length: 30 }, newId);
  for (const channel of channels) discord.messages.set(channel, [directMessage(channel, "missed")]);
  worker.knownChannels = channels.map((channel_id) => ({ channel_id, guild_id: null, last_message_id: "1" }));
  const last = channels.at(-1) ?? "";
  discord.afterReady = [{ t: "MESSAGE_CREATE", d: directMessage(last, "after") }];
  await start();
  await until("it is through", () => worker.contents(last).length === 2);
  expect(worker.contents(last)).toEqual(["missed", "after"]);
  expect(discord.reads.length).toBeLessThan(10);
});

test("stopped in the middle, it reads on where it was, although its session is resumed", async () => {
  const rig = await newRig();
  const { discord, worker, start } = rig;
  const contents = Array.from({ length: 150 }, (_, n) => `missed ${n}`);
  const { dm } = await awayTooLong(rig, contents);
  discord.answerRead = () => (discord.reads.length === 1 ? undefined : { status: 503, body: {} });
  const relay = await start();
  await until("the first page is read", () => relay.status().catchUp.messagesFound === 100);
  await until("the second has failed", () => relay.status().catchUp.failedReads > 0);
  expect(worker.contents(dm)).toEqual(["before"]);
  discord.dispatch("MESSAGE_CREATE", directMessage(dm, "live"));
  await relay.close();
  discord.answerRead = () => undefined;
  const read = discord.reads.length;
  await start();
  await until("all is delivered", () => worker.contents(dm).length === 152);
  expect(worker.contents(dm)).toEqual(["before", ...contents, "live"]);
  expect(discord.identifies).toHaveLength(2);
  expect(discord.reads).toHaveLength(read + 1);
});

test("killed before the Worker has said where to look, it asks again", async () => {
  const rig = await newRig();
  const { discord, worker, start, environment } = rig;
  const { dm } = await awayTooLong(rig, ["missed"]);
  const asked = () => worker.received.filter((d) => d.event.type === "RELAY_READY").length;
  const before = asked();
  worker.threadChannels = null;
  const relay = spawnRelay(environment());
  await until("it was asked", () => asked() > before);
  relay.child.kill("SIGKILL");
  await relay.ended;
  worker.threadChannels = [];
  await start();
  await until("all is delivered", () => worker.contents(dm).length === 2);
  expect(discord.identifies).toHaveLength(2);
  expect(discord.resumes).toHaveLength(2);
});

test("with a Worker that doesn't know of catching up, messages don't wait", async () => {
  const { discord, worker, start, log } = await newRig();
  worker.knownChannels = null;
  const relay = await start();
  const message = directMessage(newId(), "hello");
  discord.dispatch("MESSAGE_CREATE", message);
  await until("it is delivered", () => worker.contents(message.channel_id).length === 1);
  expect(log.some((line) => line.message.includes("update it"))).toBe(true);
  expect(relay.status().catchUp.state).toBe("asking");
});

test("how far it is can be read as JSON and as metrics", async () => {
  const { discord, worker, start } = await newRig();
  const channels = [newId(), newId()];
  worker.knownChannels = channels.map((channel_id) => ({ channel_id, guild_id: null, last_message_id: "1" }));
  discord.messages.set(channels[0] ?? "", [directMessage(channels[0] ?? "", "missed")]);
  let failing = true;
  discord.answerRead = (path) => (failing && path.includes(channels[1] ?? "") ? { status: 500, body: {} } : undefined);
  const relay = await start();
  const read = async (path: string) => (await fetch(`http://127.0.0.1:${relay.port}${path}`)).text();
  await until("one is read", () => relay.status().catchUp.channelsRead === 1);
  expect(JSON.parse(await read("/health"))).toMatchObject({
    status: "ok",
    catch_up: "reading",
    catch_up_channels_left: 1,
    catch_up_channels_read: 1,
    catch_up_messages_found: 1,
  });
  expect(await read("/metrics")).toMatch(/^relay_catch_up_channels_left 1$/m);
  failing = false;
  await until("all is read", () => relay.status().catchUp.state === "complete");
  expect(await read("/metrics")).toMatch(/^relay_catch_up_complete 1$/m);
});
