// What people do with what they said reaches the other side: edits, deletions, reactions, answers, typing. With and
// without the Message Content intent.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Person } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";
import {
  answerTo,
  closed,
  marked,
  modalOf,
  type Scene,
  sceneIn,
  sees,
  settled,
  textOf,
  threadChannel,
  threadRow,
} from "./scene.ts";

/** A thread between Mara and Jonas, and short ways to say something there and to look at it. */
async function newPlace(stack: Stack, messageContent: boolean) {
  const scene: Scene = await sceneIn(stack);
  const { mara, jonas } = scene;
  // Not by a message: the relay paces what follows in a channel that was just opened by one.
  await answerTo(mara.command("dm", "modmail open"));
  const channel = await threadChannel(scene);
  await sees(jonas, channel, "with Mara");
  /** What staff type in front of a command. */
  const prefix = messageContent ? "!" : `<@${stack.discord.application.id}> `;
  const find = (person: Person, where: string, id: string) => person.messages(where).find((one) => one.id === id);
  const text = (person: Person, where: string, id: string) => {
    const message = find(person, where, id);
    return message ? textOf(message) : null;
  };
  return {
    scene,
    channel,
    mara,
    jonas,
    prefix,
    find,
    text,
    shows: (person: Person, where: string, id: string, words: string) =>
      until(() => text(person, where, id)?.includes(words), `${person.user.username} never saw "${words}" there`),
    isGone: (person: Person, where: string, id: string) =>
      until(() => !find(person, where, id), `${person.user.username} still sees it`),
    /** Mara writes; returns her message and its copy. */
    async written(words: string, options: { replyTo?: string } = {}) {
      const { id } = mara.send("dm", words, options);
      const copy = await sees(jonas, channel, words);
      await marked(mara, "dm", id);
      return { id, copy };
    },
    /** Jonas types a reply; returns his message and its copy. */
    async replied(words: string, options: { replyTo?: string } = {}) {
      const { id } = jonas.send(channel, `${prefix}r ${words}`, options);
      const copy = await sees(mara, "dm", words);
      await marked(jonas, channel, id);
      return { id, copy };
    },
    /** By command: its source is no message; `answer` is what staff see. */
    async repliedByCommand(words: string, options: Record<string, string | boolean> = {}) {
      const answer = await answerTo(jonas.command(channel, "reply", { text: words, ...options }));
      return { answer, copy: await sees(mara, "dm", words) };
    },
  };
}

describe.each([true, false])("with Message Content: %s", (messageContent) => {
  let stack: Stack;
  beforeAll(async () => {
    // These stories act faster than people do, and would meet the global limit of 50 requests a second.
    stack = await startStack({ discord: { rateLimits: false, messageContent } });
  });
  afterAll(() => stack.close());
  const place = () => newPlace(stack, messageContent);

  test.concurrent("a user's edit is shown to staff with what it was before; a staff edit to the user without", async () => {
    const { channel, mara, jonas, prefix, written, replied, shows, text, find } = await place();
    const { id, copy } = await written("My rang is gone");
    mara.edit("dm", id, "My rank is gone");
    await shows(jonas, channel, copy.id, "My rank is gone");
    expect(text(jonas, channel, copy.id)).toContain("Before the edit\nMy rang is gone");

    const reply = await replied("Witch rank?");
    jonas.edit(channel, reply.id, `${prefix}r Which rank?`);
    await shows(mara, "dm", reply.copy.id, "Which rank?");
    expect(text(mara, "dm", reply.copy.id)).not.toContain("Witch");
    expect(find(mara, "dm", reply.copy.id)?.edited_timestamp).not.toBeNull();
  });

  test.concurrent("an edit that is no reply any more stays where it is, and staff are told", async () => {
    const { channel, mara, jonas, prefix, replied, text } = await place();
    const { id, copy } = await replied("To be kept");
    jonas.edit(channel, id, messageContent ? "only talk" : `${prefix}claimed`);
    await sees(jonas, channel, "Your edit didn't reach the user.");
    expect(text(mara, "dm", copy.id)).toContain("To be kept");
  });

  test.concurrent("what a user deletes stays with staff, marked; what staff delete is gone for the user", async () => {
    const { channel, mara, jonas, written, replied, shows, isGone, text } = await place();
    const { id, copy } = await written("Forget this");
    mara.delete("dm", id);
    await shows(jonas, channel, copy.id, "Deleted by the user");
    expect(text(jonas, channel, copy.id)).toContain("Forget this");

    const reply = await replied("Said too much");
    jonas.delete(channel, reply.id);
    await isGone(mara, "dm", reply.copy.id);
  });

  test.concurrent("edit and delete, typed as an answer to a reply or alone, change that one or the latest", async () => {
    const { channel, mara, jonas, prefix, replied, shows, isGone, find } = await place();
    const one = await replied("One");
    const two = await replied("Two");
    jonas.send(channel, `${prefix}edit Won`, { replyTo: one.id });
    await shows(mara, "dm", one.copy.id, "Won");
    jonas.send(channel, `${prefix}delete`);
    await isGone(mara, "dm", two.copy.id);
    expect(find(mara, "dm", one.copy.id)).toBeDefined();
  });

  test.concurrent("answers point at the same message on the other side", async () => {
    const { written, replied, repliedByCommand } = await place();
    const own = await written("A question");
    const reply = await replied("An answer", { replyTo: own.copy.id });
    expect(reply.copy.message_reference?.message_id).toBe(own.id);
    const again = await written("Thanks", { replyTo: reply.copy.id });
    expect(again.copy.message_reference?.message_id).toBe(reply.id);
    const { answer, copy } = await repliedByCommand("By command again");
    const last = await written("You're welcome", { replyTo: copy.id });
    expect(last.copy.message_reference?.message_id).toBe(answer.id);
  });

  // What the rest does is the same either way: it is told where less can be read.
  if (messageContent) return;

  test.concurrent("a moderator who deletes a copy deletes nothing of the user's", async () => {
    const { scene, channel, mara, written, find } = await place();
    const { id, copy } = await written("Still here");
    scene.robin.delete(channel, copy.id);
    await written("And this");
    expect(find(mara, "dm", id)?.content).toBe("Still here");
  });

  test.concurrent("/edit changes one's latest reply, in as many messages as it takes", async () => {
    const { channel, mara, jonas, repliedByCommand, shows, isGone } = await place();
    const { answer, copy } = await repliedByCommand("Short");
    const long = `${"all about ranks ".repeat(374)}to its end`;
    await answerTo(jonas.command(channel, "edit", { text: long }));
    const last = await sees(mara, "dm", "to its end");
    expect(last.id).not.toBe(copy.id);
    // Staff see it where they saw the reply, too.
    await shows(jonas, channel, answer.id, "Before the edit\nShort");
    await answerTo(jonas.command(channel, "edit", { text: "Short again" }));
    await shows(mara, "dm", copy.id, "Short again");
    await isGone(mara, "dm", last.id);
  });

  test.concurrent("the menu Edit this reply opens a form with the text of the reply", async () => {
    const { channel, mara, jonas, repliedByCommand, shows } = await place();
    const { answer, copy } = await repliedByCommand("From the menu");
    const modal = await modalOf(jonas.menu(channel, "Edit this reply", answer.id));
    expect(JSON.stringify(modal.data)).toContain('"value":"From the menu"');
    const changed = await answerTo(jonas.submit(modal, { text: "From the form" }));
    expect(textOf(changed)).toContain("From the form");
    await shows(mara, "dm", copy.id, "From the form");
  });

  test.concurrent("/delete and the menu Delete this reply take back one's own; another's only admins", async () => {
    const { scene, channel, mara, jonas, replied, repliedByCommand, shows, isGone } = await place();
    const { id, copy } = await replied("First");
    const second = await repliedByCommand("Second");
    const refused = await answerTo(scene.aiko.menu(channel, "Delete this reply", id));
    expect(textOf(refused)).toContain("Only they and admins can change it");
    const choices = await jonas.autocomplete(channel, "delete", { reply: "fir" }, "reply");
    expect(choices.map(({ name }) => name)).toEqual(["Jonas: First"]);
    await answerTo(jonas.command(channel, "delete"));
    await isGone(mara, "dm", second.copy.id);
    await shows(jonas, channel, second.answer.id, "Deleted by");
    await answerTo(scene.robin.menu(channel, "Delete this reply", id));
    await isGone(mara, "dm", copy.id);
  });

  test.concurrent("an anonymous reply stays anonymous when it is edited", async () => {
    const { channel, mara, jonas, repliedByCommand, shows, find } = await place();
    const { copy } = await repliedByCommand("Nobody", { anonymous: true });
    await answerTo(jonas.command(channel, "edit", { text: "Nobody in person" }));
    await shows(mara, "dm", copy.id, "Nobody in person");
    expect(JSON.stringify(find(mara, "dm", copy.id))).not.toMatch(new RegExp(`Jonas|${jonas.id}`));
  });

  test.concurrent("reactions appear on the same message on the other side and go again; the bot's marks stay", async () => {
    const { scene, channel, mara, jonas, written, replied, repliedByCommand, find } = await place();
    const own = await written("React to me");
    const reply = await replied("And to me");
    const { answer, copy } = await repliedByCommand("By command");
    const emojiOn = (person: Person, where: string, id: string) =>
      find(person, where, id)?.reactions?.map(({ emoji }) => emoji.name) ?? [];
    const pairs = [
      [mara, "dm", own.id, jonas, channel, own.copy.id],
      [mara, "dm", reply.copy.id, jonas, channel, reply.id],
      [mara, "dm", copy.id, jonas, channel, answer.id],
      [jonas, channel, own.copy.id, mara, "dm", own.id],
      [jonas, channel, answer.id, mara, "dm", copy.id],
    ] as const;
    // Of another server the bot can't use it: nothing comes of it, and what comes after it goes on.
    const nina = scene.discord.createUser({ username: "nina", nitro: true });
    scene.guild.addMember(nina, { roles: [scene.staffRoleId] });
    const elsewhere = scene.discord.createGuild({ name: "Elsewhere", owner: nina }).createEmoji("secret");
    nina.react(channel, own.copy.id, `secret:${elsewhere.id}`);
    const captain = scene.guild.createEmoji("captain");
    jonas.react(channel, own.copy.id, `captain:${captain.id}`);
    await until(() => emojiOn(mara, "dm", own.id).includes("captain"), "the server's own emoji isn't there");
    jonas.unreact(channel, own.copy.id, `captain:${captain.id}`);
    for (const [who, here, id] of pairs) who.react(here, id, "👍");
    for (const [, , , other, there, target] of pairs) {
      await until(() => emojiOn(other, there, target).includes("👍"), "no reaction on the other side");
    }
    jonas.react(channel, own.copy.id, "✅");
    jonas.unreact(channel, own.copy.id, "✅");
    for (const [who, here, id] of pairs) who.unreact(here, id, "👍");
    for (const [, , , other, there, target] of pairs) {
      await until(() => !emojiOn(other, there, target).includes("👍"), "the reaction stayed on the other side");
    }
    await until(() => emojiOn(mara, "dm", own.id).length === 1, "the server's own emoji stayed");
    expect(emojiOn(mara, "dm", own.id)).toEqual(["✅"]);
    expect(emojiOn(jonas, channel, reply.id)).toEqual(["✅"]);
  });

  test.concurrent("typing is shown when the server wants it: the user's, and staff's who have claimed the thread", async () => {
    const { scene, channel, mara, jonas } = await place();
    const { worker, guild, discord } = scene;
    const bot = discord.application.bot.id;
    await worker.db.prepare("UPDATE guilds SET mirror_typing = 1 WHERE guild_id = ?").bind(guild.id).run();
    mara.startTyping("dm");
    await until(() => jonas.typists(channel).includes(bot), "the channel doesn't see the user typing");
    await answerTo(jonas.command(channel, "claim"));
    jonas.startTyping(channel);
    await until(() => mara.typists("dm").includes(bot), "the user doesn't see staff typing");
  });

  test.concurrent("the transcript keeps what was edited and deleted; after that nothing changes any more", async () => {
    const { scene, channel, mara, jonas, written, replied, shows, isGone } = await place();
    const own = await written("Tupo");
    mara.edit("dm", own.id, "Typo");
    await shows(jonas, channel, own.copy.id, "Typo");
    const reply = await replied("Taken back", { replyTo: own.copy.id });
    jonas.delete(channel, reply.id);
    await isGone(mara, "dm", reply.copy.id);
    await jonas.command(channel, "close");
    await closed(scene);
    mara.edit("dm", own.id, "Too late");

    const { id } = await threadRow(scene);
    const { objects } = await scene.worker.bucket.list({ prefix: "transcripts/" });
    const key = objects.map((object) => object.key).find((name) => name.includes(String(id)) && name.endsWith(".json"));
    const document = await scene.worker.bucket.get(key ?? "");
    const transcript = await document?.json<{ messages: { id: string }[] }>();
    const by = (wanted: string) => transcript?.messages.find((message) => message.id === wanted);
    expect(by(own.id)).toMatchObject({ content: "Typo", earlier: [{ content: "Tupo", replacedBy: mara.id }] });
    expect(by(reply.id)).toMatchObject({ content: "Taken back", deleted: { by: null }, answersId: own.id });
    await settled(scene);
    const row = await scene.worker.db
      .prepare("SELECT content FROM messages WHERE id = ?")
      .bind(own.id)
      .first<{ content: string }>();
    expect(row).toEqual({ content: "Typo" });
  });
});
