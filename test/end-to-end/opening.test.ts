// How threads open: from a DM with none, one or several servers to choose from, by command, and by a panel's button.

import { expect, test } from "vitest";
import { until } from "../playground/stack.ts";
import { eachInItsScene } from "./each-in-its-scene.ts";
import {
  addServer,
  answerTo,
  enable,
  marked,
  marksOn,
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

const threads = async ({ worker, mara }: Scene) =>
  (await worker.db.prepare("SELECT guild_id, number FROM threads WHERE user_id = ?").bind(mara.id).all()).results;
const channelNames = ({ guild }: Pick<Scene, "guild">) => guild.channels().map((channel) => channel.name);

test("says kindly that no server uses Modmail, and makes no thread", async () => {
  const { discord, guild, mara } = scene;
  discord.clearRequests();
  await scene.worker.db.prepare("UPDATE guilds SET enabled = 0").run();
  const lost = mara.send("dm", "hello?");
  await sees(mara, "dm", "No server that we share uses Modmail");
  expect(channelNames({ guild })).not.toContain(`modmail-${mara.user.username}`);
  expect(await threads(scene)).toEqual([]);
  expect(marksOn(mara, "dm", lost.id)).toBe(0);
  expect(discord.requests.filter((request) => request.status >= 400)).toEqual([]);
});

test("asks which server, keeps what is written meanwhile, and delivers it in order after the choice", async () => {
  const { mara, jonas } = scene;
  const second = addServer(scene, "Pixel Forge", scene);
  await enable(scene, second);

  const sent = [mara.send("dm", "first"), mara.send("dm", "second")];
  const question = await sees(mara, "dm", "Which server is your message for?");
  sent.push(mara.send("dm", "third"));
  await until(async () => {
    const kept = scene.worker.db.prepare("SELECT count(*) AS n FROM messages WHERE user_id = ?").bind(mara.id);
    return (await kept.first<{ n: number }>())?.n === 3;
  }, "the third message was not kept");
  for (const message of sent) expect(marksOn(mara, "dm", message.id)).toBe(0);
  expect(mara.messages("dm").filter((message) => textOf(message).startsWith("Which server"))).toHaveLength(1);

  await mara.select("dm", question.id, "choose-server:choose", [second.guild.id]);
  const channel = await threadChannel({ guild: second.guild, mara });
  for (const message of sent) await marked(mara, "dm", message.id);
  const copies = jonas.messages(channel).map((message) => message.embeds[0]?.description);
  expect(copies.filter((text) => text !== undefined)).toEqual(["first", "second", "third"]);

  // The choice stays for the life of the thread.
  mara.send("dm", "fourth");
  await sees(jonas, channel, "fourth");
  expect(await threads(scene)).toHaveLength(1);
});

test("opens by /modmail open in a server: the DM says so, and the next DM arrives there", async () => {
  const { mara, jonas, guild } = scene;
  await enable(scene, addServer(scene, "Pixel Forge", scene));
  const general = guild.channel("general").id;
  expect(textOf(await answerTo(mara.command(general, "modmail open")))).toContain(
    "Your thread with the staff of **Northwind** is open",
  );
  const channel = await threadChannel(scene);
  await sees(mara, "dm", "You now have a thread with the staff of **Northwind**");
  mara.send("dm", "No dropdown was needed.");
  await sees(jonas, channel, "No dropdown was needed.");

  expect(textOf(await answerTo(mara.command(general, "modmail open")))).toContain("You already have a thread");
  expect(await threads(scene)).toHaveLength(1);
});

test("opens by /modmail open in the DM, choosing a server when there are several", async () => {
  const { mara } = scene;
  expect(textOf(await answerTo(mara.command("dm", "modmail open")))).toContain("is open");
  await threadChannel(scene);

  const second = addServer(scene, "Pixel Forge", scene);
  await enable(scene, second);
  const question = await answerTo(mara.command("dm", "modmail open"));
  await mara.select("dm", question.id, "choose-server:switch", [second.guild.id]);
  await threadChannel({ guild: second.guild, mara });
});

test("opens by the button of a panel that an admin posted", async () => {
  const { mara, robin, guild } = scene;
  const general = guild.channel("general").id;
  expect(textOf(await answerTo(mara.command(general, "modmail panel")))).toContain(
    "needs Manage Server or the Modmail admin role",
  );

  await answerTo(robin.command(general, "modmail panel"));
  const panel = await sees(mara, general, "Write to the staff of Northwind");
  expect(await answerTo(mara.click(general, panel.id, "Open a thread"))).toMatchObject({ ephemeral: true });
  await threadChannel(scene);
});

test("makes no channel when a user with closed DMs asks for a thread", async () => {
  const { mara, guild } = scene;
  mara.dm();
  mara.allowDms(false);
  expect(textOf(await answerTo(mara.command(guild.channel("general").id, "modmail open")))).toContain(
    "I can't write to you",
  );
  expect(channelNames({ guild })).not.toContain(`modmail-${mara.user.username}`);
  expect(await threads(scene)).toEqual([]);
});

test("shows the channel to staff, admins and the bot only, with a header that pings the staff role once", async () => {
  const { mara, jonas, guild, discord } = scene;
  const admin = discord.createUser({ username: "ada_opening" });
  const stranger = discord.createUser({ username: "sam_opening" });
  guild.addMember(admin, { roles: [scene.adminRoleId] });
  guild.addMember(stranger);
  mara.send("dm", "@everyone <@&1> help");
  const channel = await threadChannel(scene);
  const header = await sees(jonas, channel, "Thread #1 with Mara");
  await sees(jonas, channel, "@everyone");

  const canSee = (person: typeof mara) => person.visibleChannels(guild.id).some((found) => found.id === channel);
  expect([jonas, admin, stranger, mara].map(canSee)).toEqual([true, true, false, false]);

  const all = jonas.messages(channel);
  expect(all[0]?.id).toBe(header.id);
  expect(all.map((message) => message.mention_roles)).toEqual([[scene.staffRoleId], ...all.slice(1).map(() => [])]);
  expect(all.map((message) => [message.mention_everyone, message.mentions])).toEqual(all.map(() => [false, []]));
  const text = textOf(header);
  for (const fact of [`<@${mara.id}>`, mara.id, "Account created", "Joined", "Roles", "Earlier threads\n0"]) {
    expect(text).toContain(fact);
  }
  expect(guild.channel(channel)).toMatchObject({ parent_id: scene.categoryId });
});

test.each(["error", "error-after"] as const)("finishes opening at once after $0 at its last steps", async (kind) => {
  const { mara, jonas, discord, logsChannelId } = scene;
  const route = new RegExp(`/channels/${logsChannelId}/messages`);
  discord.fail({ method: "POST", route, kind, status: 502 });
  const sent = mara.send("dm", "help");
  await until(async () => (await threadRow(scene)).state === "open", "the thread stayed in opening");
  await sees(jonas, logsChannelId, "Thread #1 opened");
  await sees(mara, "dm", "Your message is with the staff");
  await marked(mara, "dm", sent.id);
  expect(jonas.messages(logsChannelId)).toHaveLength(1);
  expect(mara.messages("dm")).toHaveLength(2);
});

test("keeps one thread when two first DMs arrive at once", async () => {
  const { mara, jonas, guild } = scene;
  const sent = Array.from({ length: 5 }, (_, number) => mara.send("dm", `message ${number}`));
  const channel = await threadChannel(scene);
  for (const message of sent) await marked(mara, "dm", message.id);
  expect(guild.channels().filter((found) => found.name === `modmail-${mara.user.username}`)).toHaveLength(1);
  const copies = jonas.messages(channel).flatMap((message) => message.embeds[0]?.description ?? []);
  expect(copies).toEqual(sent.map((message) => message.content));
});

test("offers the server used last first, and more than 25 on pages", async () => {
  const { mara } = scene;
  const servers = [];
  for (let number = 1; number <= 27; number++) {
    const server = addServer(scene, `Server ${String(number).padStart(2, "0")}`, scene);
    await enable(scene, server);
    servers.push(server);
  }
  const last = servers[26];
  if (!last) throw new Error("no last server");
  await scene.worker.db
    .prepare(
      `INSERT INTO threads (id, guild_id, number, user_id, dm_channel_id, state, profile, earlier_threads, lease_until,
         opened_via, opened_at, chosen_at, closed_at)
       VALUES ('aaaaaaaaaaaaaaaaaaaa', ?, 1, ?, ?, 'closed', '{}', 0, 0, 'message', 5, 5, 6)`,
    )
    .bind(last.guild.id, mara.id, mara.dm())
    .run();

  mara.send("dm", "hello");
  const question = await sees(mara, "dm", "Which server");
  const options = (page: typeof question) => {
    const [row] = page.components ?? [];
    const [select] = row && "components" in row ? row.components : [];
    return select && "options" in select ? (select.options ?? []).map((option) => option.label) : [];
  };
  expect(options(question)).toHaveLength(25);
  expect(options(question)[0]).toBe("Server 27");

  await mara.click("dm", question.id, "More servers");
  const page = await until(
    () => mara.messages("dm").find((message) => message.id === question.id && options(message).length === 3),
    "the second page never came",
  );
  expect(options(page)).toEqual(["Server 24", "Server 25", "Server 26"]);
  await mara.select("dm", question.id, "choose-server:choose", [servers[24]?.guild.id ?? ""]);
  await threadChannel({ guild: servers[24]?.guild ?? scene.guild, mara });
});
