// The owner's story, from the first DM to the transcript, on the real relay and the Worker in workerd.

import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../playground/stack.ts";
import { marked, type Scene, sees, startScene, textOf, threadChannel } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.close());

test("a DM becomes a thread, staff answer, the thread is closed, its transcript is kept", async () => {
  const { mara, jonas, guild, logsChannelId, worker } = scene;

  const first = mara.send("dm", "Hi, I am missing my rank.");
  const channel = await threadChannel(scene);
  await sees(jonas, channel, "Hi, I am missing my rank.");
  await marked(mara, "dm", first.id);
  await sees(mara, "dm", /staff of \*\*Northwind\*\*/);
  await sees(jonas, logsChannelId, "Thread #1 opened");

  const header = await sees(jonas, channel, "Thread #1 with Mara");
  expect(header.mention_roles).toEqual([scene.staffRoleId]);
  expect((await jonas.click(channel, header.id, "Claim")).outcome).toBe("deferred");
  await sees(jonas, channel, `<@${jonas.id}>`);

  const answer = jonas.send(channel, "!r Which rank was it?");
  const seen = await sees(mara, "dm", "Which rank was it?");
  expect(textOf(seen)).toContain("Jonas");
  await marked(jonas, channel, answer.id);

  mara.send("dm", "Captain!");
  await sees(jonas, channel, "Captain!");

  const opened = await jonas.click(channel, header.id, "Close Thread");
  if (!opened.modal) throw new Error(`no modal: ${opened.reason}`);
  await jonas.submit(opened.modal, { reason: "Rank restored" });

  const log = await sees(jonas, logsChannelId, "Thread #1 closed");
  expect(log.attachments.map((file) => file.filename)).toEqual([expect.stringMatching(/^transcript-1-mara.*\.html$/)]);
  await sees(mara, "dm", "Rank restored");
  await until(() => !guild.channels().some((found) => found.id === channel), "the channel stayed");
  await until(
    async () => (await worker.db.prepare("SELECT state FROM threads").first<{ state: string }>())?.state === "closed",
    "the thread never closed",
  );
  const { results } = await worker.db.prepare("SELECT content FROM messages ORDER BY sent_at").all();
  expect(results.map((row) => row.content)).toEqual(["Hi, I am missing my rank.", "Which rank was it?", "Captain!"]);
});
