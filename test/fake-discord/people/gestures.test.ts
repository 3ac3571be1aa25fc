// Reactions and typing as a person does and sees them, and what a client doesn't let them do.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Scene, scene } from "../rest/bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const deny = (bits: bigint) =>
  here.guild.setOverwrites(here.channel.id, [{ id: here.guild.everyone.id, type: 0, deny: bits }]);
const reactions = () =>
  here.user.messages(here.channel.id).flatMap((message) => (message.reactions ?? []).map((one) => one.emoji.name));

describe("reactions", () => {
  it("are taken back by whoever made them, and by who manages messages", () => {
    const { id } = here.user.send(here.channel.id, "hello");
    here.user.react(here.channel.id, id, "👍");
    here.owner.react(here.channel.id, id, "🎉");
    here.user.unreact(here.channel.id, id, "👍");
    expect(reactions()).toEqual(["🎉"]);
    expect(() => here.user.unreact(here.channel.id, id, "👍")).toThrow("no reaction");
    expect(() => here.user.unreact(here.channel.id, id, "🎉", here.owner.id)).toThrow("permission to remove others'");
    expect(() => here.user.clearReactions(here.channel.id, id)).toThrow("permission to remove others'");
    here.owner.clearReactions(here.channel.id, id);
    expect(reactions()).toEqual([]);
  });

  it("in a DM belong to who made them", async () => {
    const { id } = here.user.send("dm", "hello");
    const path = `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent("✅")}/@me`;
    await here.bot("PUT", path);
    expect(() => here.user.unreact("dm", id, "✅", here.discord.application.id)).toThrow("only their own");
    expect(() => here.user.clearReactions("dm", id)).toThrow("only their own");
  });
});

describe("typing", () => {
  it("shows to the others for ten seconds, or until the message comes", () => {
    here.user.startTyping(here.channel.id);
    expect(here.owner.typists(here.channel.id)).toEqual([here.user.id]);
    expect(here.user.typists(here.channel.id)).toEqual([]);
    here.clock.at += 9_999;
    expect(here.owner.typists(here.channel.id)).toEqual([here.user.id]);
    here.clock.at += 1;
    expect(here.owner.typists(here.channel.id)).toEqual([]);
    here.user.startTyping(here.channel.id);
    here.user.send(here.channel.id, "done");
    expect(here.owner.typists(here.channel.id)).toEqual([]);
  });

  it("of the bot shows in the DM", async () => {
    await here.bot("POST", `/channels/${here.dm}/typing`);
    expect(here.user.typists("dm")).toEqual([here.discord.application.id]);
  });

  it("needs the right to write, a place to write in, and in a DM a common server", () => {
    deny(PermissionFlagsBits.SendMessages);
    expect(() => here.user.startTyping(here.channel.id)).toThrow("permission to send messages");
    expect(() => here.user.startTyping(here.guild.createCategory("Category").id)).toThrow("category");
    here.guild.removeMember(here.user);
    expect(() => here.user.startTyping("dm")).toThrow("could not be delivered");
  });

  it("is told to whoever watches", () => {
    const seen: unknown[] = [];
    here.discord.onChange((change) => seen.push(change));
    here.user.startTyping(here.channel.id);
    expect(seen).toEqual([{ kind: "typing", channelId: here.channel.id, userId: here.user.id }]);
  });
});
