// The user's side: which server they talk to, turning to another, closing, and what becomes of them when the bot, the
// roles or they themselves go and come back.

import { beforeEach, describe, expect, test } from "vitest";
import type { SeenMessage } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { eachInItsScene } from "./each-in-its-scene.ts";
import {
  addServer,
  answerTo,
  closed,
  enable,
  marked,
  openThread,
  type Scene,
  type Server,
  sees,
  settled,
  textOf,
  threadChannel,
  threadRow,
} from "./scene.ts";

let scene: Scene;
eachInItsScene((made) => {
  scene = made;
});

const set = (column: string, value: string | number, guildId = scene.guild.id) =>
  scene.worker.db.prepare(`UPDATE guilds SET ${column} = ? WHERE guild_id = ?`).bind(value, guildId).run();
const optionsOf = (message: SeenMessage) => {
  const [row] = message.components ?? [];
  const [select] = row && "components" in row ? row.components : [];
  return select && "options" in select
    ? (select.options ?? []).map(({ label, description }) => [label, description])
    : [];
};
const buttonsOf = (message: SeenMessage) =>
  (message.components ?? []).flatMap((row) =>
    "components" in row ? row.components.map((part) => ("label" in part ? part.label : null)) : [],
  );

describe("several servers", () => {
  let second: Server;
  let north: string;
  let forge: string;
  beforeEach(async () => {
    second = addServer(scene, "Pixel Forge", scene);
    await enable(scene, second);
    await scene.mara.command(scene.guild.channel("general").id, "modmail open");
    north = await threadChannel(scene);
    await scene.mara.command(second.guild.channel("general").id, "modmail open");
    forge = await threadChannel({ guild: second.guild, mara: scene.mara });
  });

  test("what is written next goes to the server that was chosen, by command or by the button under a notice", async () => {
    const { mara, jonas } = scene;
    const notice = await sees(mara, "dm", "You now have a thread with the staff of **Pixel Forge**");
    mara.send("dm", "For the forge");
    await sees(jonas, forge, "For the forge");

    const picker = await answerTo(mara.click("dm", notice.id, "Switch server"));
    expect(optionsOf(picker)).toEqual([
      ["Pixel Forge", "You are talking to its staff"],
      ["Northwind", "You have an open thread there"],
    ]);
    await mara.select("dm", picker.id, "choose-server:switch", [scene.guild.id]);
    await sees(mara, "dm", "You are talking to the staff of **Northwind**.");
    await marked(mara, "dm", mara.send("dm", "For the north").id);
    await sees(jonas, north, "For the north");

    const again = await answerTo(mara.command("dm", "modmail switch"));
    await mara.select("dm", again.id, "choose-server:switch", [second.guild.id]);
    await sees(mara, "dm", "You are talking to the staff of **Pixel Forge**.");
    await marked(mara, "dm", mara.send("dm", "Forge again").id);
    await sees(jonas, forge, "Forge again");
  });

  test("each answer and notice says whose it is", async () => {
    const { mara, jonas } = scene;
    await answerTo(jonas.command(north, "reply", { text: "From the north" }));
    await answerTo(jonas.command(forge, "reply", { text: "From the forge" }));
    const fromNorth = await sees(mara, "dm", "From the north");
    expect(textOf(fromNorth)).toContain("Staff of Northwind");
    expect(textOf(await sees(mara, "dm", "From the forge"))).toContain("Staff of Pixel Forge");
    // An answer goes to whom it answers, and so does what comes after.
    mara.send("dm", "My answer", { replyTo: fromNorth.id });
    await sees(mara, "dm", "You are talking to the staff of **Northwind**.");
    await marked(mara, "dm", mara.send("dm", "And one more thing").id);
    for (const text of ["My answer", "And one more thing"]) await sees(jonas, north, text);
    await answerTo(jonas.command(north, "close"));
    const bye = textOf(await sees(mara, "dm", "Your thread with the staff of **Northwind** is closed."));
    expect(bye).toContain("What you write here now goes to the staff of **Pixel Forge**.");
  });

  test("in a server there is nothing to switch, and nobody switches for another", async () => {
    const { mara, jonas, guild } = scene;
    const general = guild.channel("general").id;
    expect(textOf(await answerTo(mara.command(general, "modmail switch")))).toContain("in our direct messages only");
    expect(textOf(await answerTo(jonas.command("dm", "modmail switch")))).not.toContain("open thread");
  });
});

describe("closing their own thread", () => {
  beforeEach(() => set("users_may_close", 1));

  test("by the button under the notice, after a question; staff see who closed it", async () => {
    const { mara, jonas, logsChannelId } = scene;
    await openThread(scene);
    const notice = await sees(mara, "dm", "Your message is with the staff");
    expect(buttonsOf(notice)).toEqual(["Close thread"]);
    const kept = await answerTo(mara.click("dm", notice.id, "Close thread"));
    await mara.click("dm", kept.id, "Keep it open");
    await sees(mara, "dm", "Your thread stays open.");
    expect(await threadRow(scene)).toMatchObject({ state: "open" });

    const question = await answerTo(mara.click("dm", notice.id, "Close thread"));
    expect(textOf(question)).toContain("close your thread with the staff of **Northwind**?");
    await mara.click("dm", question.id, "Close it");
    await closed(scene);
    await sees(mara, "dm", "You closed your thread with the staff of **Northwind**.");
    await sees(jonas, logsChannelId, `Closed by\n<@${mara.id}>, the user`);
    // The button outlives the thread.
    expect(textOf(await answerTo(mara.click("dm", notice.id, "Close thread")))).toBe(
      "You have no such thread open (any more).",
    );
  });

  test("by /modmail close; not where the server doesn't let them, also with a button from before", async () => {
    const { mara } = scene;
    await openThread(scene);
    const notice = await sees(mara, "dm", "Your message is with the staff");
    await set("users_may_close", 0);
    for (const asking of [mara.command("dm", "modmail close"), mara.click("dm", notice.id, "Close thread")]) {
      expect(textOf(await answerTo(asking))).toContain("In **Northwind** the staff close threads themselves.");
    }
    await set("users_may_close", 1);
    const question = await answerTo(mara.command("dm", "modmail close"));
    await mara.click("dm", question.id, "Close it");
    await closed(scene);
  });

  test("nobody closes another's thread, whatever their client sends", async () => {
    const { mara, aiko } = scene;
    await openThread(scene);
    const { id } = await threadRow(scene);
    for (const custom_id of [`user-close:yes:${id}`, `user-close:ask:${scene.guild.id}`]) {
      const { body } = await aiko.forge(aiko.dm(), { type: 3, data: { custom_id, component_type: 2 } });
      expect(body).toMatchObject({ data: { content: "You have no such thread open (any more).", flags: 64 } });
    }
    const { body } = await mara.forge(scene.guild.channel("general").id, {
      type: 3,
      data: { custom_id: `user-close:yes:${id}`, component_type: 2 },
    });
    expect(body).toMatchObject({ data: { content: "That works in our direct messages only: write to me there." } });
    expect(await threadRow(scene)).toMatchObject({ state: "open" });
  });
});

test("a server's own greeting and closing text, which staff set with variables; that staff keep what is written stays", async () => {
  const { mara, jonas, robin, guild } = scene;
  const general = guild.channel("general").id;
  const refused = await answerTo(robin.command(general, "modmail setup", { greeting: "Hello {{username}}" }));
  expect(textOf(refused)).toContain("`{{username}}` isn't a variable");
  await answerTo(
    robin.command(general, "modmail setup", { greeting: "Welcome to {server}, {{user}}!", closing: "Bye, {{user}}." }),
  );
  mara.send("dm", "Hi");
  const greeting = textOf(await sees(mara, "dm", "Welcome to Northwind, Mara!"));
  expect(greeting).toContain("They see what you write here and keep it.");
  await answerTo(jonas.command(await threadChannel(scene), "close", { reason: "Solved" }));
  const bye = textOf(await sees(mara, "dm", "Bye, Mara."));
  expect(bye).toContain("Your thread with the staff of **Northwind** is closed.");
  expect(bye).toContain("Reason\nSolved");
});

test("a message that Discord refuses to show is quoted to its writer, with the reason; what comes after arrives", async () => {
  const { mara, jonas, discord } = scene;
  const { channel } = await openThread(scene);
  const route = new RegExp(`/channels/${channel}/messages`);
  discord.fail({ method: "POST", route, body: "bad.example", kind: "error", status: 400, code: 240000 });
  mara.send("dm", "See bad.example");
  const told = textOf(await sees(mara, "dm", "didn't get this message of yours"));
  expect(told).toContain("link filter refused this message");
  expect(told).toContain(">>> See bad.example");
  mara.send("dm", "Never mind");
  await sees(jonas, channel, "Never mind");
});

/** Mara can still write to the bot: Discord wants a server that they share. */
function removeBot() {
  addServer(scene, "Elsewhere", scene);
  scene.guild.removeBot();
}

test("the bot is removed and invited again: the user is told that it waits, and it arrives", async () => {
  const { mara, jonas, guild } = scene;
  const { channel } = await openThread(scene);
  removeBot();
  const waiting = mara.send("dm", "Anybody there?");
  await sees(mara, "dm", "I couldn't reach the staff of **Northwind** just now");
  await settled(scene);
  guild.addBot();
  const next = mara.send("dm", "Hello?");
  for (const message of [waiting, next]) await marked(mara, "dm", message.id);
  const copies = jonas.messages(channel).flatMap(({ embeds }) => embeds[0]?.description ?? []);
  expect(copies.slice(-2)).toEqual(["Anybody there?", "Hello?"]);
});

test("the bot stays away for a week: the thread is closed, and the user told what hasn't reached anybody", async () => {
  const { mara, worker } = scene;
  await openThread(scene);
  removeBot();
  mara.send("dm", "Anybody there?");
  await sees(mara, "dm", "I couldn't reach the staff of **Northwind** just now");
  await settled(scene);
  const { id } = await threadRow(scene);
  await worker.db.batch([
    worker.db
      .prepare("UPDATE threads SET lease_until = 0, trouble_since = trouble_since - 7 * 86400000 WHERE id = ?")
      .bind(id),
    worker.db.prepare("UPDATE messages SET sent_at = sent_at - 7 * 86400000 WHERE thread_id = ?").bind(id),
  ]);
  await until(async () => {
    await worker.runSchedule();
    return (await threadRow(scene)).state === "closed";
  }, "the thread was never closed");
  await sees(mara, "dm", "so your thread with them is closed. What you wrote since then hasn't reached them.");
});

test("a staff role that was deleted is replaced: those who have the new one see the open thread and answer", async () => {
  const { mara, jonas, guild, robin, discord } = scene;
  const { channel } = await openThread(scene);
  guild.deleteRole(scene.staffRoleId);
  const sees2 = () => jonas.visibleChannels(guild.id).some(({ id }) => id === channel);
  expect(sees2()).toBe(false);
  const helpers = guild.createRole({ name: "Helpers" });
  guild.setMemberRoles(jonas, [helpers.id]);
  await answerTo(robin.command(guild.channel("general").id, "modmail setup", { "staff-role": helpers.id }));
  await until(sees2, "the thread was never shown to the new role");
  await answerTo(jonas.command(channel, "reply", { text: "We are still here." }));
  await sees(mara, "dm", "We are still here.");
  // Answers to interactions may overtake what they answer; channels have no such excuse.
  const changes = discord.requests.filter(({ method, path }) => method === "PATCH" && path.startsWith("/channels/"));
  expect(changes.every(({ status }) => status < 400)).toBe(true);
});

test("a user who left and came back goes on in the same thread", async () => {
  const { mara, jonas, guild } = scene;
  const { channel } = await openThread(scene);
  guild.removeMember(mara);
  expect(textOf(await answerTo(jonas.command(channel, "reply", { text: "Are you there?" })))).toContain(
    "Nothing was sent.",
  );
  guild.addMember(mara);
  mara.send("dm", "Back again");
  await sees(jonas, channel, "Back again");
  await answerTo(jonas.command(channel, "reply", { text: "Welcome back" }));
  await sees(mara, "dm", "Welcome back");
});
