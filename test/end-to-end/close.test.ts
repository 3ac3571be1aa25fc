// Closing: reason, transcript in R2 and in the logs channel, user told, channel gone, row closed; and every step cut
// off and repeated on real D1 and R2.

import { expect, test } from "vitest";
import type { Upload } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { eachInItsScene } from "./each-in-its-scene.ts";
import {
  answerTo,
  closed,
  marked,
  modalOf,
  openThread,
  type Scene,
  sees,
  textOf,
  threadChannel,
  threadRow,
} from "./scene.ts";

let scene: Scene;
eachInItsScene((made) => {
  scene = made;
});

const file: Upload = { name: "proof.txt", contentType: "text/plain", bytes: new TextEncoder().encode("proof") };
const exists = (channel: string) => scene.guild.channels().some((found) => found.id === channel);
const stored = async (row: Record<string, unknown>, name: string) => {
  const object = await scene.worker.bucket.get(`transcripts/${scene.guild.id}/${row.id}/${name}`);
  if (object === null) throw new Error(`${name} isn't kept`);
  return object.text();
};

test("keeps the whole conversation in R2 and D1, posts it, tells the user, and removes the channel", async () => {
  const { mara, jonas, logsChannelId } = scene;
  const { channel, header } = await openThread(scene, "Where is my rank?");
  const proof = mara.send("dm", "Here is proof", { files: [file] });
  await marked(mara, "dm", proof.id);
  jonas.send(channel, "I remember this one");
  await jonas.click(channel, header.id, "Claim");
  const reply = jonas.send(channel, "!r You have it back.");
  await marked(jonas, channel, reply.id);

  const modal = await modalOf(jonas.click(channel, header.id, "Close Thread"));
  await jonas.submit(modal, { reason: "Rank restored" });
  await closed(scene);

  const log = await sees(jonas, logsChannelId, "Thread #1 closed");
  const text = textOf(log);
  for (const fact of [
    `<@${mara.id}>`,
    ` by <@${mara.id}>`,
    `Closed by\n<@${jonas.id}>`,
    `Claimed by\n<@${jonas.id}>`,
    "Reason\nRank restored",
    "2 from the user, 1 from staff, 1 among staff",
    "Duration",
  ]) {
    expect(text).toContain(fact);
  }
  await sees(mara, "dm", /Your thread with the staff of \*\*Northwind\*\* is closed.*Rank restored/s);
  expect(exists(channel)).toBe(false);

  const row = await threadRow(scene);
  expect(row).toMatchObject({
    closed_by: jonas.id,
    claimed_by: jonas.id,
    close_reason: "Rank restored",
    log_state: "posted",
  });
  const page = await stored(row, "transcript.html");
  const json = await stored(row, "transcript.json");
  for (const said of ["Where is my rank?", "Here is proof", "I remember this one", "You have it back.", "proof.txt"]) {
    expect(page).toContain(said);
    expect(json).toContain(said);
  }
  const [attached] = log.attachments;
  const posted = await fetch(attached?.url ?? "");
  expect(await posted.text()).toBe(page);
  const kept = await scene.worker.bucket.list({ prefix: `attachments/${proof.id}/` });
  expect(kept.objects.map((object) => object.size)).toEqual([file.bytes.length]);
});

test("closes by /close without a reason; the next DM opens a new thread with the next number", async () => {
  const { mara, jonas } = scene;
  const { channel } = await openThread(scene);
  expect(textOf(await answerTo(jonas.command(channel, "close")))).toContain(`<@${jonas.id}> closed this thread`);
  await closed(scene);
  mara.send("dm", "One more thing");
  await until(async () => (await threadRow(scene)).number === 2, "no second thread");
  const second = await threadChannel(scene);
  expect(textOf(await sees(jonas, second, "Thread #2 with Mara"))).toContain("Earlier threads\n1");
  await sees(jonas, second, "One more thing");
});

test("lets one of two who close at once win, and tells the other who it was", async () => {
  const { jonas, aiko, mara, logsChannelId } = scene;
  const { channel } = await openThread(scene);
  const both = await Promise.all([jonas.command(channel, "close"), aiko.command(channel, "close")]);
  await closed(scene);
  expect(both.map((result) => result.outcome)).toEqual(["message", "message"]);
  const entries = jonas.messages(logsChannelId).filter((message) => textOf(message).includes("closed"));
  expect(entries).toHaveLength(1);
  expect(mara.messages("dm").filter((message) => textOf(message).includes("is closed"))).toHaveLength(1);
});

test("keeps the transcript of a thread whose channel was deleted by hand", async () => {
  const { mara, guild, jonas, logsChannelId } = scene;
  const { channel } = await openThread(scene);
  guild.deleteChannel(channel);
  await closed(scene);
  expect(textOf(await sees(jonas, logsChannelId, "Thread #1 closed"))).toContain("channel deleted by hand");
  expect(await stored(await threadRow(scene), "transcript.html")).toContain("missing my rank");
  mara.send("dm", "Hello again");
  await sees(jonas, await threadChannel(scene), "Hello again");
});

test("closes a thread whose user left or closed their DMs", async () => {
  const { mara, jonas } = scene;
  const { channel } = await openThread(scene);
  mara.allowDms(false);
  await answerTo(jonas.command(channel, "close", { reason: "gone" }));
  await closed(scene);
  expect(exists(channel)).toBe(false);
});

const steps = [
  { step: "the logs channel's entry", method: "POST", route: () => `/channels/${scene.logsChannelId}/messages` },
  { step: "telling the user", method: "POST", route: () => `/channels/${scene.mara.dm()}/messages` },
  { step: "deleting the channel", method: "DELETE", route: (channel: string) => `/channels/${channel}` },
] as const;

test.each(
  steps.flatMap((step) =>
    (["error", "error-after", "hang-up", "hang-up-after"] as const).map((kind) => ({ ...step, kind })),
  ),
)("finishes closing after $kind at $step, with everything said once", async ({ method, route, kind }) => {
  const { mara, jonas, logsChannelId } = scene;
  const { channel } = await openThread(scene);
  scene.discord.fail({ method, route: new RegExp(`^${route(channel)}$`), kind, status: 502 });
  await answerTo(jonas.command(channel, "close", { reason: "done" }));
  await until(async () => {
    const { state, lease_until } = await threadRow(scene);
    return state !== "open" && Number(lease_until) <= Date.now();
  }, "the failed try never ended");
  await until(async () => {
    await scene.worker.runSchedule();
    return (await threadRow(scene)).state === "closed";
  }, "the schedule didn't finish it");

  expect(exists(channel)).toBe(false);
  const count = (texts: string[], needle: string) => texts.filter((text) => text.includes(needle)).length;
  expect(count(jonas.messages(logsChannelId).map(textOf), "Thread #1 closed")).toBe(1);
  expect(count(mara.messages("dm").map(textOf), "is closed")).toBe(1);
  expect(await threadRow(scene)).toMatchObject({ state: "closed", log_state: "posted", close_reason: "done" });
});
