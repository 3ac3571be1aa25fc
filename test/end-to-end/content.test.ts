// Everything that people send arrives as it was meant, from the user to staff and back, and in the transcript. What peers
// are known to lose (several pictures, forwarded pictures, stickers, long text) is a story of its own here.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person, SeenMessage, Upload } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";
import { PNG } from "../unit/transcripts/sample.ts";
import { answerTo, closed, marked, openThread, type Scene, sceneIn, sees, textOf } from "./scene.ts";

let stack: Stack;
let scene: Scene;
beforeAll(async () => {
  // These stories act faster than people do.
  stack = await startStack({ discord: { rateLimits: false } });
});
beforeEach(async () => {
  stack.discord.setMessageContent(true);
  scene = await sceneIn(stack);
});
afterAll(() => stack.close());

const picture = (name: string, more: Partial<Upload> = {}): Upload => ({
  name,
  contentType: "image/png",
  bytes: PNG,
  ...more,
});
const namesOf = ({ attachments }: SeenMessage) => attachments.map(({ filename }) => filename);
const fetched = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());

/** What a person sees in a channel from now on, once there are so many messages. */
function watch(person: Person, channel: string) {
  const before = person.messages(channel).length;
  return (count: number) =>
    until(() => {
      const fresh = person.messages(channel).slice(before);
      return fresh.length >= count ? fresh : null;
    }, `${person.user.username} saw no ${count} messages`);
}

/** Someone of staff whose typing goes to the user, and the user: each in turn is the sender of the same things. */
async function bothWays() {
  const { channel } = await openThread(scene);
  await scene.worker.db.prepare("UPDATE guilds SET reply_command = 0 WHERE guild_id = ?").bind(scene.guild.id).run();
  return [
    { from: scene.mara, to: scene.jonas, source: "dm", target: channel },
    { from: scene.jonas, to: scene.mara, source: channel, target: "dm" },
  ];
}

test("several pictures arrive together, each with its alt text and spoiler", async () => {
  for (const { from, to, source, target } of await bothWays()) {
    const seen = watch(to, target);
    const files = [picture("a.png", { description: "my rank" }), picture("b.png", { spoiler: true }), picture("c.png")];
    const sent = from.send(source, "Look:", { files });
    const [copy] = await seen(1);
    expect(copy && namesOf(copy)).toEqual(["a.png", "SPOILER_b.png", "c.png"]);
    expect(copy?.attachments[0]?.description).toBe("my rank");
    expect(await fetched(copy?.attachments[2]?.url ?? "")).toEqual(PNG);
    await marked(from, source, sent.id);
  }
});

test("stickers arrive as pictures, moving ones too; a drawing without a picture is named", async () => {
  const wave = scene.guild.createSticker("Wave", { format: "apng" });
  const party = scene.guild.createSticker("Party", { format: "gif" });
  const rich = stack.discord.createUser({ username: `rich${scene.guild.id}`, globalName: "Rich", nitro: true });
  scene.guild.addMember(rich);
  const sent = rich.send("dm", "", { stickers: [wave.id, party.id] });
  await marked(rich, "dm", sent.id);
  const channel = scene.guild.channel(`modmail-${rich.user.username}`).id;
  const copy = await until(
    () => scene.jonas.messages(channel).find((message) => message.attachments.length > 0),
    "no sticker",
  );
  expect(namesOf(copy)).toEqual(["Wave.png", "Party.gif"]);
  expect(copy.attachments.map(({ description }) => description)).toEqual(["Sticker: Wave", "Sticker: Party"]);
  expect((await fetched(copy.attachments[1]?.url ?? "")).slice(0, 3)).toEqual(new TextEncoder().encode("GIF"));
});

test("a sticker, a poll, a voice message and a forwarded picture arrive both ways, and nothing arrives empty", async () => {
  const wave = scene.guild.createSticker("Wave");
  scene.guild.setBotPermissions(-1n);
  for (const { from, to, source, target } of await bothWays()) {
    const seen = watch(to, target);
    if (from === scene.jonas) from.send(source, "", { stickers: [wave.id] });
    else from.send(source, "A sticker of mine is of this server only.");
    from.send(source, "", { poll: { question: "Which rank?", answers: ["Captain", "Sailor"], multiple: true } });
    from.sendVoice(source, { seconds: 72 });
    const original = from.send(source, "The proof:", { files: [picture("proof.png", { description: "a proof" })] });
    from.forward(source, original.id, source);
    const [first, poll, voice, , forwarded] = await seen(5);

    if (from === scene.jonas) expect(first && namesOf(first)).toEqual(["Wave.png"]);
    expect(poll && textOf(poll)).toMatch(/Poll: Which rank\?\*\*\n- Captain\n- Sailor\nSeveral answers.*It ends <t:/);
    expect(voice && textOf(voice)).toContain("Voice message, 1:12");
    expect(voice?.attachments[0]).toMatchObject({ filename: "voice-message.ogg", content_type: "audio/ogg" });
    expect(forwarded && textOf(forwarded)).toMatch(/Forwarded message\nThe proof:/);
    expect(forwarded && namesOf(forwarded)).toEqual(["proof.png"]);
    expect(forwarded?.attachments[0]?.description).toBe("a proof");
  }
});

test("an emoji that the bot can't use becomes its name; links stay links and bring nothing twice", async () => {
  const elsewhere = stack.discord.createGuild({ name: "Elsewhere", owner: scene.robin });
  const rich = stack.discord.createUser({ username: `rich${elsewhere.id}`, nitro: true });
  elsewhere.addMember(rich);
  scene.guild.addMember(rich);
  const [ours, foreign] = [scene.guild.createEmoji("captain"), elsewhere.createEmoji("pirate")];
  const sent = rich.send("dm", `<:captain:${ours.id}> <:pirate:${foreign.id}> https://example.com/rules`);
  await marked(rich, "dm", sent.id);
  const channel = scene.guild.channel(`modmail-${rich.user.username}`).id;
  const copy = await sees(scene.jonas, channel, "example.com");
  expect(copy.embeds.map(({ description }) => description)).toEqual([
    `<:captain:${ours.id}> :pirate: https://example.com/rules`,
  ]);
});

test("the longest that a command takes arrives as two messages in order, whole", async () => {
  await openThread(scene);
  const channel = scene.guild.channel(`modmail-${scene.mara.user.username}`).id;
  const seen = watch(scene.mara, "dm");
  const LINES = 108;
  const code = Array.from({ length: LINES }, (_, n) => `  const line${n} = "${"·".repeat(34)}";`).join("\n");
  const text = `Run this:\n\`\`\`ts\n${code}\n\`\`\`\nThen tell us.`;
  expect(text.length).toBeGreaterThan(5950);
  const answer = await answerTo(scene.jonas.command(channel, "reply", { text }));
  expect(textOf(answer)).toContain("Delivered in several messages");
  const [first, second] = (await seen(2)).map(({ embeds }) => embeds[0]?.description ?? "");
  expect(first).toMatch(/^Run this:\n```ts\n[\s\S]*;\n```$/);
  expect(second).toMatch(/^```ts\n[\s\S]*\n```\nThen tell us\.$/);
  const lines = `${first}\n${second}`.match(/const line\d+ /g);
  expect(lines).toEqual(Array.from({ length: LINES }, (_, n) => `const line${n} `));
});

test("more files than one message takes come in the next; each once", async () => {
  const { channel } = await openThread(scene);
  const seen = watch(scene.jonas, channel);
  const bytes = new Uint8Array(2_600_000);
  const files = Array.from({ length: 10 }, (_, n) => picture(`${n}.bin`, { bytes, contentType: "application/zip" }));
  const sent = scene.mara.send("dm", "All of it:", { files });
  await marked(scene.mara, "dm", sent.id);
  const copies = await seen(2);
  expect(copies.flatMap(namesOf)).toEqual(files.map(({ name }) => name));
  expect(copies[0]?.attachments.length).toBeGreaterThan(5);
  expect(copies).toHaveLength(2);
});

describe("a file too large for Discord", () => {
  const linkIn = (message: SeenMessage | undefined) =>
    new URL(/\((http[^)]+\/files\/[^)]+)\)/.exec(message ? textOf(message) : "")?.[1] ?? "http://no-link");
  const open = (link: URL, headers: Record<string, string> = {}) =>
    fetch(`${scene.worker.url}${link.pathname}`, { headers });

  test("of a user's is linked for staff, who are asked to sign in", async () => {
    const rich = stack.discord.createUser({ username: `rich${scene.guild.id}`, nitro: true });
    scene.guild.addMember(rich);
    const bytes = new Uint8Array(10_485_761);
    const sent = rich.send("dm", "The film:", { files: [picture("film.mp4", { bytes, contentType: "video/mp4" })] });
    await marked(rich, "dm", sent.id);
    const channel = scene.guild.channel(`modmail-${rich.user.username}`).id;
    const copy = await sees(scene.jonas, channel, "Staff open these links by signing in");
    const path = new URL(/\((http[^)]+)\)/.exec(textOf(copy))?.[1] ?? "http://no-link").pathname;
    expect(path).toMatch(new RegExp(`^/dashboard/${scene.guild.id}/threads/[a-z0-9]{20}/files/${sent.id}/\\d+$`));
    const answer = await fetch(`${scene.worker.url}${path}`, { redirect: "manual" });
    expect(answer.headers.get("location")).toBe(`/dashboard?next=${encodeURIComponent(path)}`);
  });

  test("of staff is linked for the user; the link opens it and nothing else", async () => {
    const { channel } = await openThread(scene);
    const rich = { bytes: new Uint8Array(10_485_761).fill(7), contentType: "video/mp4" };
    scene.mara.user.premium_type = 2;
    scene.guild.setBoostTier(2);
    const fromStaff = watch(scene.mara, "dm");
    scene.jonas.send(channel, "!r The film:", { files: [picture("film.mp4", rich)] });
    const [copy] = await fromStaff(1);
    expect(copy && textOf(copy)).toMatch(/Too large for Discord.*\n- \[film\.mp4\]\(.*\) \(10\.0 MiB\)\n.*30 days/);
    const link = linkIn(copy);
    const response = await open(link);
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "video/mp4"]);
    expect((await response.arrayBuffer()).byteLength).toBe(rich.bytes.length);
    const part = await open(link, { range: "bytes=0-9" });
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);

    const forged = new URL(link.href.replace(/\.(.)(?=[^.]+$)/, (_, first) => (first === "A" ? ".B" : ".A")));
    const page = await open(forged);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("There is no such file");
  });
});

test("what is said in quick succession carries its writer's name once, until somebody else speaks", async () => {
  const { mara, jonas } = scene;
  const { channel } = await openThread(scene);
  const seen = watch(jonas, channel);
  mara.send("dm", "one");
  mara.send("dm", "two");
  await seen(2);
  jonas.send(channel, "!r Go on.");
  jonas.send(channel, "!r We read.");
  await sees(mara, "dm", "We read.");
  mara.send("dm", "three");
  const header = (person: Person, place: string, text: string) =>
    sees(person, place, text).then(({ embeds: [embed] }) => [embed?.author?.name, embed?.footer?.text]);
  expect(await header(jonas, channel, "two")).toEqual([undefined, undefined]);
  expect(await header(jonas, channel, "three")).toEqual(["Mara", undefined]);
  expect(await header(mara, "dm", "Go on.")).toEqual(["Jonas", "Staff of Northwind"]);
  expect(await header(mara, "dm", "We read.")).toEqual([undefined, undefined]);
});

test("without the Message Content intent the user's side loses nothing, and staff are told what works", async () => {
  stack.discord.setMessageContent(false);
  await scene.worker.db.prepare("UPDATE bot SET message_content = 0").run();
  const { channel } = await openThread(scene);
  await scene.worker.db.prepare("UPDATE guilds SET reply_command = 0 WHERE guild_id = ?").bind(scene.guild.id).run();
  const seen = watch(scene.jonas, channel);
  scene.mara.send("dm", "Look:", { files: [picture("a.png")] });
  scene.mara.sendVoice("dm");
  scene.mara.send("dm", "", { poll: { question: "Which?", answers: ["This"] } });
  const [look, voice, poll] = await seen(3);
  expect([look && namesOf(look), voice && namesOf(voice)]).toEqual([["a.png"], ["voice-message.ogg"]]);
  expect(poll && textOf(poll)).toContain("Poll: Which?");
  scene.jonas.send(channel, "typed", { files: [picture("b.png")] });
  await sees(scene.jonas, channel, "lacks the Message Content intent, so nothing was sent");
});

test("the transcript shows all of it", async () => {
  const { mara, jonas, worker, guild } = scene;
  const { channel } = await openThread(scene);
  const seen = watch(jonas, channel);
  mara.send("dm", "", { poll: { question: "Which rank?", answers: ["Captain"] } });
  mara.sendVoice("dm");
  const original = mara.send("dm", "The proof:", { files: [picture("proof.png", { spoiler: true })] });
  mara.forward("dm", original.id, "dm");
  await seen(4);
  await jonas.command(channel, "close", {});
  await closed(scene);
  const { objects } = await worker.bucket.list({ prefix: `transcripts/${guild.id}/` });
  const read = async (ending: string) =>
    (await (await worker.bucket.get(objects.find(({ key }) => key.endsWith(ending))?.key ?? ""))?.text()) ?? "";
  const page = await read(".html");
  expect(page).toMatch(/Poll[\s\S]*Which rank\?[\s\S]*Captain[\s\S]*<audio [\s\S]*Forwarded[\s\S]*The proof:/);
  expect(page.match(/<img /g)).toHaveLength(2);
});
