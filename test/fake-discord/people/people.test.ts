// People in front of their clients: what they may write, see and do, and what owners do to their servers.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Change, FakeDiscord, Guild, Person } from "../api.ts";
import { startFakeDiscord } from "../start.ts";

let discord: FakeDiscord;
let owner: Person;
let user: Person;
let guild: Guild;
let general: string;
let now = Date.now();

beforeEach(async () => {
  now = Date.now();
  discord = await startFakeDiscord({ now: () => now });
  owner = discord.createUser({ username: "owner" });
  user = discord.createUser({ username: "user", globalName: "User" });
  guild = discord.createGuild({ name: "Rocket League", owner });
  guild.addMember(user);
  guild.addBot();
  general = guild.channel("general").id;
});
afterEach(() => discord.close());

const deny = (bits: bigint) => guild.setOverwrites(general, [{ id: guild.everyone.id, type: 0, deny: bits }]);
const file = (size = 3) => ({ name: "a b.txt", bytes: new Uint8Array(size), contentType: "text/plain" });

describe("a message", () => {
  it("has mentions, a reference and files with links that work", async () => {
    const role = guild.createRole({ name: "Staff" });
    const first = owner.send(general, `<@${user.id}> <@&${role.id}> hello`);
    expect(first.mentions.map(({ id }) => id)).toEqual([user.id]);
    expect(first.mention_roles).toEqual([role.id]);

    const reply = user.send(general, "answer", { replyTo: first.id, files: [file()] });
    expect(reply).toMatchObject({
      type: 19,
      message_reference: { message_id: first.id, channel_id: general, guild_id: guild.id },
      referenced_message: { id: first.id },
      mentions: [{ id: owner.id }],
    });
    const [attachment] = reply.attachments;
    expect(attachment).toMatchObject({ filename: "a_b.txt", size: 3 });
    const answer = await fetch(attachment?.url ?? "");
    expect((await answer.arrayBuffer()).byteLength).toBe(3);
  });

  it("pings a role that isn't mentionable only from someone who may", () => {
    const role = guild.createRole({ name: "Staff" });
    expect(user.send(general, `<@&${role.id}>`).mention_roles).toEqual([]);
  });

  it("needs the permissions that a client asks for", () => {
    deny(PermissionFlagsBits.AttachFiles);
    expect(() => user.send(general, "file", { files: [file()] })).toThrow("permission to attach files");
    deny(PermissionFlagsBits.SendMessages);
    expect(() => user.send(general, "hello")).toThrow("permission to send messages");
    deny(PermissionFlagsBits.ReadMessageHistory);
    const message = owner.send(general, "before");
    expect(() => user.send(general, "hello", { replyTo: message.id })).toThrow("permission to read message history");
    expect(user.messages(general)).toEqual([]);
    deny(PermissionFlagsBits.ViewChannel);
    expect(() => user.send(general, "hello")).toThrow("permission to view");
    expect(() => user.messages(general)).toThrow("permission to view");
    expect(owner.send(general, "owners may")).toMatchObject({ content: "owners may" });
  });

  it("waits for slowmode, unless one manages the channel", async () => {
    await fetch(`${discord.url}/v10/channels/${general}`, {
      method: "PATCH",
      headers: {
        Authorization: `Bot ${discord.application.token}`,
        "Content-Type": "application/json",
        "User-Agent": "DiscordBot (https://example.com, 1)",
      },
      body: JSON.stringify({ rate_limit_per_user: 10 }),
    });
    user.send(general, "one");
    expect(() => user.send(general, "two")).toThrow("Slowmode");
    owner.send(general, "one");
    owner.send(general, "two");
    now += 10_000;
    user.send(general, "two");
  });

  it("keeps to the limits of size", () => {
    expect(() => user.send(general, " ")).toThrow("can't be empty");
    expect(() => user.send(general, "x".repeat(2001))).toThrow("too long");
    expect(() => user.send(general, "", { files: Array(11).fill(file()) })).toThrow("10 files");
    expect(() => user.send(general, "", { files: [file(10 * 1024 * 1024 + 1)] })).toThrow("too powerful");
    const rich = discord.createUser({ username: "rich", nitro: true });
    guild.addMember(rich);
    expect(rich.send("dm", "x".repeat(4000)).content).toHaveLength(4000);
    expect(() => rich.send("dm", "x".repeat(4001))).toThrow("4001 of 4000");
    expect(rich.send("dm", "", { files: [file(10 * 1024 * 1024 + 1)] }).attachments).toHaveLength(1);
    expect(() => user.send("123", "x")).toThrow("no channel");
    expect(() => user.send(guild.createCategory("Category").id, "x")).toThrow("category");
  });

  it("can be changed by its author and deleted by them or by who manages messages", () => {
    const mine = user.send(general, "mine");
    expect(user.edit(general, mine.id, "changed")).toMatchObject({ content: "changed" });
    expect(() => owner.edit(general, mine.id, "x")).toThrow("Only its author");
    expect(() => user.edit(general, mine.id, "")).toThrow("empty");
    const theirs = owner.send(general, "theirs");
    expect(() => user.delete(general, theirs.id)).toThrow("delete others' messages");
    owner.delete(general, mine.id);
    expect(user.messages(general).map(({ id }) => id)).toEqual([theirs.id]);
    expect(() => user.delete(general, mine.id)).toThrow("no message");
  });

  it("shows reactions, counted and marked as one's own", () => {
    const { id } = user.send(general, "hello");
    owner.react(general, id, "👍");
    user.react(general, id, "👍");
    user.react(general, id, "👍");
    expect(user.messages(general)[0]?.reactions).toMatchObject([{ emoji: { name: "👍" }, count: 2, me: true }]);
    deny(PermissionFlagsBits.AddReactions);
    expect(() => user.react(general, id, "🎉")).toThrow("permission to add reactions");
    const other = owner.send(general, "other");
    owner.react(general, other.id, "👍");
    user.react(general, other.id, "👍");
    expect(user.messages(general)[1]?.reactions).toMatchObject([{ count: 2 }]);
  });
});

describe("a DM with the bot", () => {
  it("is one channel a person, and its messages have no server", () => {
    const message = user.send("dm", `hello <@${owner.id}>`);
    expect(message.channel_id).toBe(user.dm());
    expect(user.dm()).not.toBe(owner.dm());
    expect(message.mentions).toEqual([]);
    expect(user.messages("dm").map(({ content }) => content)).toEqual([`hello <@${owner.id}>`]);
    expect(() => owner.messages(user.dm())).toThrow("permission to view");
  });

  it("can be written to only while a server is shared with the bot", () => {
    const stranger = discord.createUser({ username: "stranger" });
    const undeliverable = "Your message could not be delivered";
    expect(() => stranger.send("dm", "hello")).toThrow(undeliverable);
    user.send("dm", "hello");
    guild.removeMember(user);
    expect(() => user.send("dm", "still there?")).toThrow(undeliverable);
    expect(user.messages("dm")).toHaveLength(1);
    guild.addMember(user);
    guild.removeBot();
    expect(() => user.send("dm", "anybody?")).toThrow(undeliverable);
  });
});

describe("what a person sees", () => {
  it("is the channels they may view, in the order of the client's list", () => {
    const staff = guild.createRole({ name: "Staff" });
    const hidden = [{ id: guild.everyone.id, type: 0 as const, deny: PermissionFlagsBits.ViewChannel }];
    const category = guild.createCategory("Modmail", [
      ...hidden,
      { id: staff.id, type: 0, allow: PermissionFlagsBits.ViewChannel },
    ]);
    const thread = guild.createTextChannel("modmail-user", { parentId: category.id });
    const loose = guild.createTextChannel("loose");
    const names = (who: Person) => who.visibleChannels(guild.id).map(({ name }) => name);
    expect(names(user)).toEqual(["general", "loose"]);
    guild.setMemberRoles(user, [staff.id]);
    expect(names(user)).toEqual(["general", "loose", "Modmail", "modmail-user"]);
    expect(thread).toMatchObject({ parent_id: category.id, permission_overwrites: [{}, { id: staff.id }] });
    expect(user.guilds().map(({ name }) => name)).toEqual(["Rocket League"]);
    guild.deleteChannel(category.id);
    expect(names(user)).toEqual(["general", "modmail-user", "loose"]);
    guild.deleteChannel(loose.id);
    expect(() => user.send(loose.id, "x")).toThrow("no channel");
    guild.removeMember(user);
    expect(() => user.visibleChannels(guild.id)).toThrow("isn't in server");
  });

  it("is told to whoever watches", () => {
    const changes: Change[] = [];
    const stop = discord.onChange((change) => changes.push(change));
    const { id } = user.send(general, "hello");
    user.delete(general, id);
    stop();
    user.send(general, "unwatched");
    expect(changes).toEqual([
      { kind: "message", channelId: general, messageId: id },
      { kind: "message-deleted", channelId: general, messageId: id },
    ]);
  });
});

describe("an owner", () => {
  it("can't do what Discord doesn't let them do", () => {
    expect(() => guild.removeMember(owner)).toThrow("owner");
    expect(() => guild.addMember(user)).toThrow("already");
    expect(() => guild.deleteRole(guild.everyone.id)).toThrow("@everyone");
    expect(() => guild.deleteChannel("1")).toThrow("no channel");
    expect(() => guild.setMemberRoles(user, ["1"])).toThrow("no role");
    expect(() => guild.createTextChannel("x", { parentId: general })).toThrow("isn't a category");
    expect(() => discord.createUser({ username: "user" })).toThrow("taken");
    expect(() => discord.createUser({ username: "Big Name" })).toThrow("can't be a username");
    const managed = guild.roles().find((role) => role.managed);
    expect(() => guild.deleteRole(managed?.id ?? "")).toThrow("only with the bot");
  });

  it("gives the bot its own role, and changes what it may", () => {
    guild.setBotPermissions(PermissionFlagsBits.ViewChannel);
    expect(guild.roles().find((role) => role.managed)?.permissions).toBe("1024");
    guild.removeBot();
    expect(guild.roles()).toHaveLength(1);
    expect(() => guild.setBotPermissions(0n)).toThrow("isn't in");
  });
});

describe("ids", () => {
  it("give the same person and server every time, and nobody for an unknown one", () => {
    expect(discord.person(user.id)).toBe(user);
    expect(discord.guild(guild.id)).toBe(guild);
    expect(() => discord.person("1")).toThrow("no person");
    expect(() => discord.person(discord.application.id)).toThrow("no person");
    expect(() => discord.guild("1")).toThrow("no server");
  });

  it("tell when an account was made", () => {
    const createdAt = Date.UTC(2020, 0, 1);
    const old = discord.createUser({ username: "veteran", createdAt });
    expect(Number((BigInt(old.id) >> 22n) + 1_420_070_400_000n)).toBe(createdAt);
  });
});
