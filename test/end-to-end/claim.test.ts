// Claiming: shown in the header, one wins, others are told who and take over explicitly, admins answer anyway.

import { expect, test } from "vitest";
import { until } from "../playground/stack.ts";
import { eachInItsScene } from "./each-in-its-scene.ts";
import { answerTo, openThread, type Scene, sees, textOf, threadRow } from "./scene.ts";

let scene: Scene;
eachInItsScene((made) => {
  scene = made;
});

const claimedBy = async (id: string | null) =>
  until(async () => (await threadRow(scene)).claimed_by === id, `the claim never became ${id}`);

test("claims and unclaims by button, shown in the header", async () => {
  const { jonas } = scene;
  const { channel, header } = await openThread(scene);
  expect(textOf(header)).toContain("Claimed by\nnobody yet");
  await jonas.click(channel, header.id, "Claim");
  await sees(jonas, channel, `Claimed by\n<@${jonas.id}>`);
  await jonas.click(channel, header.id, "Unclaim");
  await sees(jonas, channel, "Claimed by\nnobody yet");
  await claimedBy(null);
});

test("claims and unclaims by command, said in the channel and shown in the header", async () => {
  const { jonas } = scene;
  const { channel } = await openThread(scene);
  expect(textOf(await answerTo(jonas.command(channel, "claim")))).toBe(`<@${jonas.id}> claimed this thread.`);
  await sees(jonas, channel, `Claimed by\n<@${jonas.id}>`);
  expect(textOf(await answerTo(jonas.command(channel, "claim")))).toContain("claimed this thread already");
  expect(textOf(await answerTo(jonas.command(channel, "unclaim")))).toContain("no longer claims");
  expect(textOf(await answerTo(jonas.command(channel, "unclaim")))).toContain("Nobody has claimed");
});

test("lets one of two win, and tells the other who it was", async () => {
  const { jonas, aiko } = scene;
  const { channel, header } = await openThread(scene);
  await Promise.all([jonas.click(channel, header.id, "Claim"), aiko.click(channel, header.id, "Claim")]);
  const told = await until(
    () =>
      [jonas, aiko].flatMap((person) =>
        person.messages(channel).filter((message) => message.ephemeral && textOf(message).includes("has claimed")),
      )[0],
    "nobody was told",
  );
  const winner = String((await threadRow(scene)).claimed_by);
  expect([jonas.id, aiko.id]).toContain(winner);
  expect(textOf(told)).toContain(`<@${winner}>`);
});

test("asks other staff to take over before they answer; admins answer anyway", async () => {
  const { jonas, aiko, mara, robin } = scene;
  const { channel, header } = await openThread(scene);
  await jonas.click(channel, header.id, "Claim");
  await claimedBy(jonas.id);

  const refused = await answerTo(aiko.command(channel, "reply", { text: "Let me" }));
  expect(textOf(refused)).toContain(`<@${jonas.id}> has claimed this thread`);
  expect(refused.ephemeral).toBe(true);
  aiko.send(channel, "!r Let me type");
  const typed = await sees(aiko, channel, /Nothing was sent.*has claimed this thread/s);

  const admin = scene.discord.createUser({ username: "ada" });
  scene.guild.addMember(admin, { roles: [scene.adminRoleId] });
  admin.send(channel, "!r From an admin");
  await sees(mara, "dm", "From an admin");
  await answerTo(robin.command(channel, "reply", { text: "From the owner" }));
  await sees(mara, "dm", "From the owner");

  expect(textOf(await answerTo(aiko.click(channel, typed.id, "Take over")))).toContain("took this thread over");
  await claimedBy(aiko.id);
  await answerTo(aiko.command(channel, "reply", { text: "Now it is mine" }));
  await sees(mara, "dm", "Now it is mine");
  expect(mara.messages("dm").some((message) => textOf(message).includes("Let me"))).toBe(false);

  // A stale button: Jonas is the claimer no more.
  const stale = await answerTo(jonas.click(channel, typed.id, "Take over"));
  expect(textOf(stale)).toContain(`<@${aiko.id}> has claimed this thread`);
});

test("lets anyone of staff answer while nobody has claimed the thread", async () => {
  const { jonas, aiko, mara } = scene;
  const { channel } = await openThread(scene);
  await answerTo(jonas.command(channel, "reply", { text: "one" }));
  await answerTo(aiko.command(channel, "reply", { text: "two" }));
  await sees(mara, "dm", "two");
});
