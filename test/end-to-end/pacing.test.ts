// The relay paces what it delivers: Discord's limits, all in force here, are used and not met.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { RecordedRequest } from "../fake-discord/api.ts";
import { marked, openThread, type Scene, sees, settled, startScene, textOf, threadChannel } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

const refusedOf = (requests: readonly RecordedRequest[]) =>
  requests.filter(({ status }) => status === 429).map(({ method, route }) => `${method} ${route}`);

test("who floods their thread delays nobody else, meets no rate limit, and is read in order", async () => {
  const { mara, jonas, discord, guild } = scene;
  const ivo = discord.createUser({ username: "ivo", globalName: "Ivo" });
  guild.addMember(ivo);
  const { channel } = await openThread(scene);
  const texts = Array.from({ length: 8 }, (_, n) => `flood ${n}`);
  const sent = texts.map((text) => mara.send("dm", text));
  ivo.send("dm", "I have one question.");

  const other = await threadChannel({ guild, mara }, "ivo");
  const question = await sees(jonas, other, "I have one question.");
  const last = sent.at(-1);
  if (last === undefined) throw new Error("nothing was sent");
  await marked(mara, "dm", last.id);
  await settled(scene);
  const copies = jonas.messages(channel).filter((message) => /flood \d/.test(textOf(message)));
  expect(copies.map((message) => /flood \d/.exec(textOf(message))?.[0])).toEqual(texts);
  const [tail] = copies.slice(-1);
  expect(BigInt(question.id) < BigInt(tail?.id ?? 0)).toBe(true);
  expect(refusedOf(discord.requests)).toEqual([]);
});

test("while Discord takes nothing from anybody, the relay asks for nothing", async () => {
  const { mara, discord, jonas } = scene;
  const { channel } = await openThread({ ...scene, mara });
  await settled(scene);
  discord.fail({ method: "POST", route: "/channels/:id/messages", kind: "rate-limit", scope: "global", retryAfter: 2 });
  const before = discord.requests.length;
  const met = () => discord.requests.slice(before).filter(({ status }) => status === 429);
  mara.send("dm", "first");
  await sees(jonas, channel, "first");
  expect(met()).toHaveLength(1);
  const [limit] = met();
  const asked = discord.requests.slice(before).filter(({ at }) => at > (limit?.at ?? 0));
  expect(Math.min(...asked.map(({ at }) => at)) - (limit?.at ?? 0)).toBeGreaterThanOrEqual(2000);
});

test("a check mark that meets a rate limit yields to the message behind it, and comes after all", async () => {
  const { mara, jonas, discord } = scene;
  const { channel } = await openThread(scene);
  await settled(scene);
  const route = "/channels/:id/messages/:id/reactions/:emoji/@me";
  discord.fail({ method: "PUT", route, kind: "rate-limit", scope: "user", retryAfter: 3 });
  const before = discord.requests.length;
  const first = mara.send("dm", "has to wait for its mark");
  const second = mara.send("dm", "doesn't wait");
  await sees(jonas, channel, "doesn't wait");
  await marked(mara, "dm", second.id);
  await marked(mara, "dm", first.id);
  const since = discord.requests.slice(before);
  const isSecond = ({ path, status }: RecordedRequest) => path.includes(second.id) && status === 204;
  const isFirst = ({ path, status }: RecordedRequest) => path.includes(first.id) && status === 204;
  expect(since.findIndex(isSecond)).toBeLessThan(since.findIndex(isFirst));
  expect(since.filter(isFirst)).toHaveLength(1);
});
