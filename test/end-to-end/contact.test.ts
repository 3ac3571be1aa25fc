// Staff write to a member first, and keep notes on users beyond one thread; both need no Message Content.

import { expect, test } from "vitest";
import { eachInItsScene } from "./each-in-its-scene.ts";
import {
  answerTo,
  closed,
  modalOf,
  openThread,
  type Scene,
  sees,
  settled,
  textOf,
  threadChannel,
  threadRow,
} from "./scene.ts";

let scene: Scene;
let general: string;
eachInItsScene(
  (made) => {
    scene = made;
    general = scene.guild.channel("general").id;
  },
  { messageContent: false },
);

const contact = (options: Record<string, string | boolean> = {}, person = scene.jonas) =>
  answerTo(person.command(general, "contact", { user: scene.mara.id, ...options }));
const channelNames = () => scene.guild.channels().map(({ name }) => name);

test("by command: the member reads who wants to talk and the first words, staff have the thread, answers arrive", async () => {
  const { mara, jonas } = scene;
  const answer = await contact({ text: "A word about your rank." });
  const channel = await threadChannel(scene);
  expect(answer.ephemeral).toBe(true);
  expect(textOf(answer)).toBe(`<@${mara.id}> was told, and you have claimed the thread: <#${channel}>.`);
  await sees(mara, "dm", "The staff of **Northwind** want to talk with you.");
  await sees(mara, "dm", "A word about your rank.");
  await sees(jonas, channel, "A word about your rank.");
  expect(textOf(await sees(jonas, channel, "with Mara"))).toContain(`Claimed by\n<@${jonas.id}>`);
  await sees(jonas, scene.logsChannelId, `Opened by\n<@${jonas.id}>`);
  mara.send("dm", "What about it?");
  await sees(jonas, channel, "What about it?");
  expect(textOf(await contact({ text: "Again" }))).toContain(
    `There is a thread with this user already: <#${channel}>.`,
  );
});

test("from the menu of users, by a form; anonymously where the server wants that", async () => {
  const { mara, jonas, guild, worker } = scene;
  await worker.db.prepare("UPDATE guilds SET anonymous = 'forced' WHERE guild_id = ?").bind(guild.id).run();
  const form = await modalOf(jonas.menu(general, "Open a Modmail thread", mara.id));
  await answerTo(jonas.submit(form, { text: "Hello from us." }));
  const copy = await sees(mara, "dm", "Hello from us.");
  expect(JSON.stringify(copy)).not.toMatch(new RegExp(`Jonas|${jonas.id}`));
  await sees(jonas, await threadChannel(scene), "Hello from us.");
});

test("closed DMs, bots, strangers and people who aren't staff make no channel, and nobody is told anything", async () => {
  const { mara, jonas, guild, discord } = scene;
  const stranger = discord.createUser({ username: `stranger_${guild.id}` });
  mara.dm();
  mara.allowDms(false);
  expect(textOf(await contact({ text: "Hi" }))).toContain("This user doesn't take direct messages from me");
  expect(textOf(await contact({ user: stranger.id }))).toContain("isn't a member of this server");
  const bot = await jonas.menu(general, "Open a Modmail thread", discord.application.bot.id);
  expect(bot.message()?.content).toBe("That is a bot: it can't read direct messages.");
  expect(textOf(await contact({ user: discord.application.bot.id }))).toBe(
    "That is a bot: it can't read direct messages.",
  );
  expect(textOf(await contact({}, mara))).toContain("Only this server's Modmail staff may do that.");
  expect(channelNames()).not.toContain(`modmail-${mara.user.username}`);
  expect(mara.messages("dm")).toEqual([]);
});

test("when Discord lets the bot open no more DMs, staff are told to try later", async () => {
  const { discord } = scene;
  discord.fail({ method: "POST", route: "/users/@me/channels", kind: "error", status: 403, code: 40003 });
  expect(textOf(await contact())).toContain("Try again in a few minutes.");
  expect(textOf(await contact())).toContain("was told");
});

test.each(["error", "error-after"] as const)(
  "a channel that isn't made at once ($0): trying again tells the member once and makes one thread",
  async (kind) => {
    const { mara, jonas, discord, guild } = scene;
    discord.fail({ method: "POST", route: `/guilds/:id/channels`, kind, status: 502 });
    expect(textOf(await contact({ text: "Hello" }))).toContain("Discord is busy just now");
    await contact({ text: "Hello" });
    await scene.worker.runSchedule();
    const channel = await threadChannel(scene);
    await sees(jonas, channel, "Hello");
    await settled(scene);
    const heard = mara.messages("dm").map(textOf);
    expect(heard.filter((text) => text.includes("want to talk"))).toHaveLength(1);
    expect(heard.filter((text) => text.includes("Hello"))).toHaveLength(1);
    expect(guild.channels().filter(({ name }) => name === `modmail-${mara.user.username}`)).toHaveLength(1);
  },
);

test("a note on a user stands in the header of each later thread; its author and admins remove it", async () => {
  const { mara, jonas, aiko, robin } = scene;
  const { channel } = await openThread(scene);
  const noted = await answerTo(jonas.command(channel, "usernote add", { text: "Twice *warned*." }));
  expect(textOf(noted)).toContain("Staff see it in each later thread.");
  const form = await modalOf(
    answerTo(aiko.menu(general, "Notes on this user", mara.id)).then((list) =>
      aiko.click(general, list.id, "Add a note"),
    ),
  );
  await answerTo(aiko.submit(form, { text: "Kind on the phone." }));
  await answerTo(jonas.command(channel, "close"));
  await closed(scene);

  await contact();
  const later = await threadChannel(scene);
  const header = textOf(await sees(jonas, later, "Thread #2 with Mara"));
  expect(header).toContain("Notes on this user (2)\nKind on the phone.");
  expect(header).toContain(`Twice *warned*. · <@${jonas.id}>`);
  expect((await threadRow(scene)).user_notes).toContain("Twice *warned*.");

  const [first] = await aiko.autocomplete(later, "usernote remove", { note: "warned" }, "note");
  const note = String(first?.value);
  expect(textOf(await answerTo(aiko.command(later, "usernote remove", { note })))).toContain(
    "Someone else wrote that note.",
  );
  expect(textOf(await answerTo(robin.command(later, "usernote remove", { note })))).toContain("The note is removed.");
  expect(textOf(await answerTo(jonas.command(later, "usernote list")))).toContain("Notes on this user (1)");
  expect(textOf(await answerTo(mara.command(general, "usernote list", { user: mara.id })))).toContain(
    "Only this server's Modmail staff may do that.",
  );
  expect(mara.messages("dm").some((message) => textOf(message).includes("warned"))).toBe(false);
});
