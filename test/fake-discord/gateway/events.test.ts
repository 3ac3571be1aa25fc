// What a session hears, and what it doesn't: intents, permissions, message content, hidden channels.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Guild, Person } from "../api.ts";
import { editMember } from "../world/guilds.ts";
import { HIDDEN_NAME } from "./channel-view.ts";
import { identify, type RawClient } from "./raw-client.ts";
import { type Stage, setStage } from "./stage.ts";

const GUILDS = 1;
const GUILD_MESSAGES = 1 << 9;
const REACTIONS = 1 << 10;
const DIRECT_MESSAGES = 1 << 12;
const MESSAGE_CONTENT = 1 << 15;

let stage: Stage;
let owner: Person;
let user: Person;
let guild: Guild;
let general: string;

beforeEach(async () => {
  stage = await setStage();
  owner = stage.people.createUser({ username: "owner" });
  user = stage.people.createUser({ username: "user" });
  guild = stage.people.createGuild({ name: "Rocket League", owner });
  guild.addMember(user);
  guild.addBot();
  general = guild.channel("general").id;
});
afterEach(() => stage.close());

const listen = async (intents: number, extra: object = {}) =>
  (await identify(stage.gateway.url(), stage.world.application.token, intents, extra)).client;
const heard = async (client: RawClient) => {
  await client.settled();
  return client.frames.filter((frame) => frame.t && !["READY", "GUILD_CREATE"].includes(frame.t));
};
const names = async (client: RawClient) => (await heard(client)).map((frame) => frame.t);

describe("intents", () => {
  it("let through what they stand for and nothing else", async () => {
    const onlyDms = await listen(DIRECT_MESSAGES);
    const onlyGuild = await listen(GUILD_MESSAGES);
    const onlyReactions = await listen(REACTIONS);
    const onlyGuilds = await listen(GUILDS);

    user.send("dm", "hello");
    const message = user.send(general, "in the server");
    user.react(general, message.id, "👍");
    guild.createTextChannel("new");
    user.delete(general, message.id);
    guild.setMemberRoles(user, []);

    expect(await names(onlyDms)).toEqual(["MESSAGE_CREATE"]);
    expect(await names(onlyGuild)).toEqual(["MESSAGE_CREATE", "MESSAGE_DELETE"]);
    expect(await names(onlyReactions)).toEqual(["MESSAGE_REACTION_ADD"]);
    expect(await names(onlyGuilds)).toEqual(["CHANNEL_CREATE"]);
  });

  it("send a DM without guild_id and with channel_type 1, a server's message with both", async () => {
    const client = await listen(DIRECT_MESSAGES | GUILD_MESSAGES | MESSAGE_CONTENT);
    user.send("dm", "hello");
    user.send(general, "hello");
    const [dm, inServer] = (await heard(client)).map((frame) => frame.d as Record<string, unknown>);
    expect(dm).toMatchObject({ content: "hello", channel_type: 1, author: { id: user.id } });
    expect(dm).not.toHaveProperty("guild_id");
    expect(dm).not.toHaveProperty("member");
    expect(inServer).toMatchObject({ channel_type: 0, guild_id: guild.id, member: { roles: [] } });
    expect(inServer?.member).not.toHaveProperty("user");
  });

  it("aren't needed for changes of the bot's own membership", async () => {
    const client = await listen(DIRECT_MESSAGES);
    const role = guild.createRole({ name: "extra" });
    const record = stage.world.guilds.get(guild.id)?.members.get(stage.world.application.id);
    const target = stage.world.guilds.get(guild.id);
    if (!target || !record) throw new Error("The bot isn't there.");
    editMember(stage.world, target, record.userId, { roles: [...record.roles, role.id] });
    expect(await names(client)).toEqual(["GUILD_MEMBER_UPDATE"]);
  });
});

describe("message content", () => {
  const content = async (client: RawClient) =>
    (await heard(client)).map((frame) => (frame.d as { content: string }).content);

  it("is empty for a session without the intent, except in DMs and where the bot is mentioned", async () => {
    const client = await listen(GUILD_MESSAGES | DIRECT_MESSAGES);
    const file = { name: "a.txt", bytes: new Uint8Array(3) };
    user.send(general, "secret", { files: [file] });
    user.send(general, `<@${stage.world.application.id}> r hello`);
    user.send("dm", "to the bot", { files: [file] });
    const reply = user.send(general, "first");
    owner.send(general, `<@${stage.world.application.id}> about that`, { replyTo: reply.id });

    expect(await content(client)).toEqual([
      "",
      `<@${stage.world.application.id}> r hello`,
      "to the bot",
      "",
      `<@${stage.world.application.id}> about that`,
    ]);
    const files = (await heard(client)).map((frame) => (frame.d as { attachments: unknown[] }).attachments.length);
    expect(files).toEqual([0, 0, 1, 0, 0]);
    const last = client.frames.findLast((frame) => frame.t === "MESSAGE_CREATE");
    expect(last?.d).toMatchObject({ referenced_message: { id: reply.id, content: "" } });
  });

  it("is there for a session with the intent, until the application loses it", async () => {
    const client = await listen(GUILD_MESSAGES | MESSAGE_CONTENT);
    const message = user.send(general, "readable");
    stage.world.application.messageContent = false;
    user.edit(general, message.id, "not any more");
    expect(await content(client)).toEqual(["readable", ""]);
  });
});

describe("channels", () => {
  const channelsOf = (client: RawClient) =>
    client.frames
      .filter((frame) => frame.t === "GUILD_CREATE")
      .flatMap((frame) => (frame.d as { channels: Record<string, unknown>[] }).channels);
  const hide = () => [{ id: guild.everyone.id, type: 0 as const, deny: PermissionFlagsBits.ViewChannel }];

  it("that the bot may not view show nothing but that they exist, and their messages aren't heard", async () => {
    const hidden = guild.createTextChannel("staff-only", { topic: "secrets", overwrites: hide() });
    const client = await listen(GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT);
    const doomed = guild.createTextChannel("doomed", { topic: "secrets", overwrites: hide() });
    owner.send(hidden.id, "psst");
    const seen = channelsOf(client).find((channel) => channel.id === hidden.id);
    expect(seen).toEqual({
      id: hidden.id,
      type: 0,
      guild_id: guild.id,
      position: 1,
      parent_id: null,
      name: HIDDEN_NAME,
      flags: 1 << 17,
      permission_overwrites: [{ id: guild.id, type: 0, allow: "0", deny: "1024" }],
    });
    guild.deleteChannel(doomed.id);
    expect((await heard(client)).map((frame) => [frame.t, (frame.d as { name: string }).name])).toEqual([
      ["CHANNEL_CREATE", HIDDEN_NAME],
      ["CHANNEL_DELETE", HIDDEN_NAME],
    ]);
    expect(JSON.stringify(client.frames)).not.toContain("secrets");
  });

  it("come in full as an update when the bot gains the view, by overwrite or by role", async () => {
    const one = guild.createTextChannel("one", { overwrites: hide() });
    const two = guild.createTextChannel("two", { overwrites: hide() });
    const client = await listen(GUILDS | GUILD_MESSAGES);
    guild.setOverwrites(one.id, []);
    guild.setBotPermissions(PermissionFlagsBits.Administrator);
    const updates = (await heard(client)).filter((frame) => frame.t === "CHANNEL_UPDATE");
    expect(updates.map((frame) => [(frame.d as { id: string }).id, (frame.d as { name: string }).name])).toEqual([
      [one.id, "one"],
      [two.id, "two"],
    ]);
    guild.setBotPermissions(0n);
    await client.settled();
    const last = client.frames.at(-2);
    expect(last).toMatchObject({ t: "CHANNEL_UPDATE", d: { id: two.id, name: HIDDEN_NAME } });
  });

  it("come with the server when the bot joins, and fall silent when it is kicked", async () => {
    const client = await listen(GUILDS | GUILD_MESSAGES);
    guild.removeBot();
    user.send(general, "nobody hears this");
    expect((await heard(client)).map((frame) => [frame.t, frame.d])).toEqual([["GUILD_DELETE", { id: guild.id }]]);
    guild.addBot();
    await client.settled();
    expect(channelsOf(client)).toMatchObject([{ name: "general" }, { name: "general" }]);
  });
});

describe("shards", () => {
  it("share the servers out by id; DMs belong to shard 0", async () => {
    const shards = await Promise.all(
      [0, 1].map((id) => listen(GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES, { shard: [id, 2] })),
    );
    const home = Number((BigInt(guild.id) >> 22n) % 2n);
    user.send(general, "server");
    user.send("dm", "dm");
    const counts = await Promise.all(shards.map(async (client) => (await names(client)).length));
    expect(counts).toEqual(home === 0 ? [2, 0] : [1, 1]);
    const greeted = shards.map((client) => client.frames.filter((frame) => frame.t === "GUILD_CREATE").length);
    expect(greeted).toEqual(home === 0 ? [1, 0] : [0, 1]);
  });
});

describe("members on request", () => {
  it("come by their ids without a privileged intent", async () => {
    const client = await listen(GUILDS);
    client.send({ op: 8, d: { guild_id: guild.id, user_ids: [user.id, "1"], limit: 0, nonce: "n" } });
    const chunk = await client.dispatch("GUILD_MEMBERS_CHUNK");
    expect(chunk.d).toMatchObject({
      guild_id: guild.id,
      members: [{ user: { id: user.id } }],
      not_found: ["1"],
      nonce: "n",
    });
  });

  it("don't come as a whole list", async () => {
    const client = await listen(GUILDS);
    client.send({ op: 8, d: { guild_id: guild.id, query: "", limit: 0 } });
    expect(await names(client)).toEqual([]);
  });
});
