// Two relays side by side, each with its own folder: everything comes twice, at the same time, and people see it once.
// When one dies, the other goes on without a gap.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "../../gateway-relay/src/config.ts";
import { createLog } from "../../gateway-relay/src/log.ts";
import { type Relay, startRelay } from "../../gateway-relay/src/relay.ts";
import { UNPACED, until } from "../playground/stack.ts";
import { marked, openThread, type Scene, sees, settled, startScene, textOf, threadChannel } from "./scene.ts";

let scene: Scene;
let second: Relay;
let folder: string;
beforeAll(async () => {
  scene = await startScene({ rateLimits: false });
  folder = await mkdtemp(join(tmpdir(), "modmail-second-relay-"));
  const { discord, worker, relaySecret } = scene;
  second = await startRelay(
    readConfig({
      DISCORD_TOKEN: discord.application.token,
      DISCORD_API_URL: discord.url,
      WORKER_URL: worker.url,
      RELAY_SECRET: relaySecret,
      DATA_DIR: folder,
      PORT: "0",
    }),
    createLog(() => {}),
    UNPACED,
  );
  await until(() => second.status().gateway.state === "connected", "the second relay never connected");
  await until(() => second.status().events.waiting === 0, "the second relay was never welcomed");
});
afterAll(async () => {
  await second.close();
  await rm(folder, { recursive: true });
  await scene.close();
});

const bothSettled = () => Promise.all([settled(scene), settled({ relay: second })]);
const copies = (channel: string, text: RegExp) =>
  scene.jonas.messages(channel).flatMap((message) => text.exec(textOf(message))?.[0] ?? []);

test("a first message that both deliver opens one thread and stands in it once", async () => {
  const { jonas, guild, worker } = scene;
  const { channel } = await openThread(scene, "Which of you two hears me?");
  await bothSettled();
  expect(copies(channel, /Which of you two/)).toHaveLength(1);
  expect(guild.channels().filter(({ name }) => name?.startsWith("modmail-mara"))).toHaveLength(1);
  const threads = await worker.db.prepare("SELECT count(*) AS n FROM threads").first<{ n: number }>();
  expect(threads).toEqual({ n: 1 });
  expect(jonas.messages(channel).filter((message) => textOf(message).includes("with Mara"))).toHaveLength(1);
});

test("what both sides write stands once, in order, and both relays took part", async () => {
  const { mara, jonas } = scene;
  const channel = await threadChannel(scene);
  const texts = Array.from({ length: 10 }, (_, n) => `line ${n}`);
  for (const text of texts) mara.send("dm", text);
  for (const text of texts) jonas.send(channel, `!r answer to ${text}`);
  await sees(jonas, channel, /^Mara\nline 9|^line 9|line 9/);
  await sees(mara, "dm", "answer to line 9");
  await bothSettled();
  const fromMara = scene.jonas
    .messages(channel)
    .filter(({ author }) => author.bot)
    .flatMap((message) => /line \d/.exec(textOf(message))?.[0] ?? []);
  expect(fromMara).toEqual(texts);
  const answers = mara.messages("dm").flatMap((message) => /answer to (line \d)/.exec(textOf(message))?.[1] ?? []);
  expect(answers).toEqual(texts);
  for (const relay of [scene.relay, second]) expect(relay.status().delivery.delivered).toBeGreaterThan(20);
});

test("when one of them dies, the other goes on", async () => {
  const { mara, jonas } = scene;
  const channel = await threadChannel(scene);
  await second.close();
  const sent = mara.send("dm", "Still there?");
  await sees(jonas, channel, "Still there?");
  await marked(mara, "dm", sent.id);
  expect(copies(channel, /Still there\?/)).toHaveLength(1);
});
