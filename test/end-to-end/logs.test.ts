// What Worker and relay log while people talk: nothing that they said, no token, no secret, no signature.

import { afterAll, beforeAll, expect, test } from "vitest";
import { answerTo, closed, openThread, type Scene, sees, startScene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

test("the logs of a whole thread hold neither what was said nor a secret", async () => {
  const { mara, jonas, discord, worker, relayLog, relaySecret } = scene;
  const said = ["the-user-said", "staff-typed", "staff-commanded", "a-note-among-staff", "why-it-closed"] as const;
  const [asked, typed, commanded, noted, reason] = said;
  const { channel } = await openThread(scene, asked);
  jonas.send(channel, noted);
  jonas.send(channel, `!r ${typed}`);
  await sees(mara, "dm", typed);
  await answerTo(jonas.command(channel, "reply", { text: commanded }));
  await answerTo(mara.command("dm", "modmail open"));
  await jonas.command(channel, "close", { reason });
  await closed(scene);

  const logs = [JSON.stringify(worker.log), ...relayLog].join("\n");
  const doors = new Set(worker.log.map(({ door }) => door));
  expect([...doors]).toEqual(expect.arrayContaining(["gateway-events", "interactions"]));
  const secrets = [discord.application.token, relaySecret];
  expect([...said, ...secrets].filter((text) => logs.includes(text))).toEqual([]);
  // Discord's tokens of interactions stand in the paths that answers go to.
  const paths = discord.requests.map(({ path }) => /^\/webhooks\/\d+\/([^/]+)/.exec(path)?.[1]);
  const tokens = paths.filter((token) => token !== undefined);
  expect(tokens.length).toBeGreaterThan(0);
  expect(tokens.filter((token) => logs.includes(token))).toEqual([]);
});
