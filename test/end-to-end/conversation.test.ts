// The conversation in an open thread: text and files both ways, replies by typing, command and button, notes among
// staff, check marks only for what arrived, and what happens when the user can't be reached.

import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Upload } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";
import { answerTo, marked, marksOn, modalOf, openThread, type Scene, sceneIn, sees, textOf } from "./scene.ts";

let stack: Stack;
let scene: Scene;
beforeAll(async () => {
  // These stories act faster than people do, and would meet the global limit of 50 requests a second.
  stack = await startStack({ discord: { rateLimits: false } });
});
beforeEach(async () => {
  stack.discord.setMessageContent(true);
  scene = await sceneIn(stack);
});
afterAll(() => stack.close());

const png: Upload = {
  name: "rank.png",
  contentType: "image/png",
  bytes: Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]),
};
const note: Upload = { name: "note.txt", contentType: "text/plain", bytes: new TextEncoder().encode("a note") };
const setReplyCommand = (on: boolean) =>
  scene.worker.db
    .prepare("UPDATE guilds SET reply_command = ? WHERE guild_id = ?")
    .bind(on ? 1 : 0, scene.guild.id)
    .run();
const maraSees = (text: string) => scene.mara.messages("dm").some((message) => textOf(message).includes(text));
const messageRows = async () => {
  const { results } = await scene.worker.db
    .prepare("SELECT kind, state, content FROM messages WHERE user_id = ? ORDER BY sent_at")
    .bind(scene.mara.id)
    .all<{ kind: string; state: string; content: string }>();
  return results;
};

test("carries a user's text and files, with their name and avatar", async () => {
  const { mara, jonas } = scene;
  const { channel, first } = await openThread(scene);
  const sent = mara.send("dm", "Here is a **picture**", { files: [png, note] });
  const copy = await sees(jonas, channel, "Here is a **picture**");
  const opened = await sees(jonas, channel, first.content);
  expect(opened.embeds[0]?.author?.name).toBe("Mara");
  expect(opened.embeds[0]?.author?.icon_url).toContain("avatars");
  expect(copy.attachments.map((file) => [file.filename, file.size])).toEqual([
    ["rank.png", png.bytes.length],
    ["note.txt", note.bytes.length],
  ]);
  await marked(mara, "dm", sent.id);
  const kept = await scene.worker.bucket.list({ prefix: `attachments/${sent.id}/` });
  expect(kept.objects.map((object) => object.size).sort()).toEqual([note.bytes.length, png.bytes.length].sort());

  mara.send("dm", "", { files: [png] });
  await until(
    () => jonas.messages(channel).filter((message) => message.attachments.length > 0).length === 2,
    "a message without text never came",
  );
});

test.each(["!r", "!reply", "!R"])("sends what follows %s to the user, and marks it", async (command) => {
  const { mara, jonas } = scene;
  const { channel } = await openThread(scene);
  const sent = jonas.send(channel, `${command} We look into it.`, { files: [png] });
  const reply = await sees(mara, "dm", "We look into it.");
  expect(textOf(reply)).toContain("Jonas");
  expect(textOf(reply)).toContain("Northwind");
  expect(textOf(reply)).not.toContain(command);
  expect(reply.attachments.map((file) => file.filename)).toEqual(["rank.png"]);
  await marked(jonas, channel, sent.id);
});

test("keeps plain typing among staff while the reply command is on", async () => {
  const { jonas } = scene;
  const { channel } = await openThread(scene);
  const typed = jonas.send(channel, "Has anyone seen this before?");
  jonas.send(channel, "!r marker");
  await sees(scene.mara, "dm", "marker");
  expect(maraSees("seen this before")).toBe(false);
  expect(marksOn(jonas, channel, typed.id)).toBe(0);
  expect(await messageRows()).toMatchObject([{ kind: "user" }, { kind: "note" }, { kind: "reply" }]);
});

test("with the reply command off, typing goes to the user, and // stays among staff", async () => {
  const { jonas, mara } = scene;
  await setReplyCommand(false);
  const { channel, header } = await openThread(scene);
  expect(textOf(header)).toContain("What you type here goes to the user");
  const aside = jonas.send(channel, "// what do you think?");
  const typed = jonas.send(channel, "We have found it.");
  await sees(mara, "dm", "We have found it.");
  await marked(jonas, channel, typed.id);
  expect(maraSees("what do you think")).toBe(false);
  expect(marksOn(jonas, channel, aside.id)).toBe(0);
});

test("sends replies by /reply and by the Reply button's modal, and shows them in the channel", async () => {
  const { jonas, mara, aiko } = scene;
  const { channel, header } = await openThread(scene);
  const answer = await answerTo(jonas.command(channel, "reply", { text: "By command" }));
  expect(textOf(answer)).toContain("Delivered");
  expect(answer.ephemeral).toBe(false);
  await sees(mara, "dm", "By command");

  const modal = await modalOf(aiko.click(channel, header.id, "Reply"));
  const byModal = await answerTo(aiko.submit(modal, { text: "By modal\nin two lines" }));
  expect(textOf(byModal)).toContain("By modal");
  const seen = await sees(mara, "dm", "By modal\nin two lines");
  expect(textOf(seen)).toContain("Aiko");
});

test("tells staff that nothing was sent when the user's DMs are closed, and goes on afterwards", async () => {
  const { jonas, mara } = scene;
  const { channel } = await openThread(scene);
  mara.allowDms(false);
  const typed = jonas.send(channel, "!r Can you hear me?");
  await sees(jonas, channel, /Nothing was sent.*doesn't take direct messages/s);
  const byCommand = await answerTo(jonas.command(channel, "reply", { text: "And now?" }));
  expect(textOf(byCommand)).toMatch(/Nothing was sent/);
  expect(marksOn(jonas, channel, typed.id)).toBe(0);
  expect(await messageRows()).toMatchObject([{ kind: "user" }, { state: "refused" }, { state: "refused" }]);

  mara.allowDms(true);
  const again = jonas.send(channel, "!r Welcome back");
  await sees(mara, "dm", "Welcome back");
  await marked(jonas, channel, again.id);
});

test("tells staff that nothing was sent when the user left the server", async () => {
  const { jonas, mara, guild } = scene;
  const { channel } = await openThread(scene);
  guild.removeMember(mara);
  jonas.send(channel, "!r Still there?");
  await sees(jonas, channel, /Nothing was sent/);
});

test("marks nothing while Discord fails, and marks it once when it arrived", async () => {
  const { jonas, mara, discord } = scene;
  const { channel } = await openThread(scene);
  discord.fail({
    method: "POST",
    route: new RegExp(`/channels/${channel}/messages`),
    kind: "error",
    status: 500,
    times: 2,
  });
  const sent = mara.send("dm", "through a storm");
  await sees(jonas, channel, "through a storm");
  await marked(mara, "dm", sent.id);
  expect(jonas.messages(channel).filter((message) => textOf(message).includes("through a storm"))).toHaveLength(1);
});

test("shows one message when Discord took it but the answer was lost", async () => {
  const { jonas, mara, discord } = scene;
  const { channel } = await openThread(scene);
  discord.fail({ method: "POST", route: new RegExp(`/channels/${channel}/messages`), kind: "hang-up-after" });
  const sent = mara.send("dm", "only once");
  await marked(mara, "dm", sent.id);
  expect(jonas.messages(channel).filter((message) => textOf(message).includes("only once"))).toHaveLength(1);
});

test("sets a message aside that Discord won't take, tells both sides, and goes on with the next", async () => {
  const { jonas, mara, discord } = scene;
  const { channel } = await openThread(scene);
  const route = new RegExp(`/channels/${channel}/messages`);
  discord.fail({ method: "POST", route, kind: "error", status: 400, code: 50035, message: "Invalid Form Body" });
  const poison = mara.send("dm", "poison");
  const fine = mara.send("dm", "and on we go");
  await sees(jonas, channel, /couldn't be shown here.*50035/s);
  await sees(mara, "dm", /didn't get this message of yours.*poison/s);
  await marked(mara, "dm", fine.id);
  await sees(jonas, channel, "and on we go");
  expect(marksOn(mara, "dm", poison.id)).toBe(0);
  expect(await messageRows()).toMatchObject([{ state: "delivered" }, { state: "refused" }, { state: "delivered" }]);
});

test("says that a /reply is kept when Discord takes it later only; the schedule sends it and shows it to staff", async () => {
  const { jonas, mara, discord } = scene;
  const { channel } = await openThread(scene);
  discord.fail({
    method: "POST",
    route: new RegExp(`/channels/${mara.dm()}/messages`),
    kind: "rate-limit",
    retryAfter: 60,
  });
  expect(textOf(await answerTo(jonas.command(channel, "reply", { text: "kept" })))).toContain("It is kept");
  await scene.worker.db.prepare("UPDATE messages SET sent_at = sent_at - 120000").run();
  await scene.worker.runSchedule();
  for (const [person, place] of [
    [mara, "dm"],
    [jonas, channel],
  ] as const) {
    const shown = person.messages(place).filter((message) => message.embeds[0]?.description === "kept");
    expect(shown, person.user.username).toHaveLength(1);
  }
  expect(await messageRows()).toMatchObject([{ kind: "user" }, { kind: "reply", state: "delivered" }]);
});

test("asks for something to send, and refuses nobody's work silently", async () => {
  const { jonas, mara } = scene;
  const { channel } = await openThread(scene);
  const before = mara.messages("dm").length;
  jonas.send(channel, "!r");
  await sees(jonas, channel, "There is nothing to send");
  const stranger = stack.discord.createUser({ username: "eve" });
  const role = scene.guild.createRole({ name: "Auditors" });
  scene.guild.addMember(stranger, { roles: [role.id] });
  const overwrites = [
    { id: scene.guild.id, type: 0 as const, deny: 1n << 10n },
    { id: scene.staffRoleId, type: 0 as const, allow: (1n << 10n) | (1n << 11n) },
    { id: role.id, type: 0 as const, allow: (1n << 10n) | (1n << 11n) },
  ];
  scene.guild.setOverwrites(channel, [
    ...overwrites,
    { id: stack.discord.application.bot.id, type: 1, allow: (1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 4n) },
  ]);
  stranger.send(channel, "!r I am not staff");
  await sees(jonas, channel, "Only this server's Modmail staff may do that");
  expect(mara.messages("dm")).toHaveLength(before);
});

test("lets the server's owner answer without the staff role", async () => {
  const { robin, mara } = scene;
  const { channel } = await openThread(scene);
  robin.send(channel, "!r I own this place.");
  await sees(mara, "dm", "I own this place.");
});
