// What the gateway tells of people's acts, in a server and in a DM, and the one intent that each needs.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Guild, Person } from "../api.ts";
import { identify } from "./raw-client.ts";
import { type Stage, setStage } from "./stage.ts";

const MESSAGES = { guild: 1 << 9, dm: 1 << 12 };
const REACTIONS = { guild: 1 << 10, dm: 1 << 13 };
const TYPING = { guild: 1 << 11, dm: 1 << 14 };
const GUILDS = 1 << 0;
const MESSAGE_CONTENT = 1 << 15;
/** Every intent that isn't privileged. */
const ALL = GUILDS | (0b111111 << 9);

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

/** The dispatches after READY, from a session with these intents. */
async function listen(intents: number) {
  const { client } = await identify(stage.gateway.url(), stage.world.application.token, intents);
  return async () => {
    await client.settled();
    return client.frames.filter((frame) => frame.t && !["READY", "GUILD_CREATE"].includes(frame.t));
  };
}

interface Act {
  intent: { guild: number; dm: number };
  act: (channel: string, messageId: string) => void;
  event: string;
  data: (messageId: string) => object;
}

const ACTS: Record<string, Act> = {
  writing: {
    intent: MESSAGES,
    act: (channel) => user.send(channel, "hello"),
    event: "MESSAGE_CREATE",
    data: () => ({ type: 0, content: "hello", author: { id: user.id } }),
  },
  replying: {
    intent: MESSAGES,
    act: (channel, id) => user.send(channel, "about that", { replyTo: id }),
    event: "MESSAGE_CREATE",
    data: (id) => ({ type: 19, message_reference: { type: 0, message_id: id }, referenced_message: { id } }),
  },
  editing: {
    intent: MESSAGES,
    act: (channel, id) => user.edit(channel, id, "changed"),
    event: "MESSAGE_UPDATE",
    data: (id) => ({
      id,
      content: "changed",
      author: { id: user.id },
      tts: false,
      edited_timestamp: expect.any(String),
    }),
  },
  deleting: {
    intent: MESSAGES,
    act: (channel, id) => user.delete(channel, id),
    event: "MESSAGE_DELETE",
    data: (id) => ({ id }),
  },
  reacting: {
    intent: REACTIONS,
    act: (channel, id) => user.react(channel, id, "👍"),
    event: "MESSAGE_REACTION_ADD",
    data: (id) => ({
      message_id: id,
      user_id: user.id,
      emoji: { id: null, name: "👍" },
      message_author_id: user.id,
      type: 0,
    }),
  },
  typing: {
    intent: TYPING,
    act: (channel) => user.startTyping(channel),
    event: "TYPING_START",
    data: () => ({ user_id: user.id, timestamp: Math.floor(stage.clock.at / 1000) }),
  },
};

describe.each(Object.entries(ACTS))("%s", (_, { intent, act, event, data }) => {
  describe.each(["guild", "dm"] as const)("in a %s", (where) => {
    const arrange = () => {
      const channel = where === "guild" ? general : user.dm();
      return { channel, messageId: user.send(channel, "earlier").id };
    };

    it(`is told as ${event}`, async () => {
      const { channel, messageId } = arrange();
      const heard = await listen(ALL | MESSAGE_CONTENT);
      act(channel, messageId);
      const [frame, ...others] = await heard();
      expect(others).toEqual([]);
      expect(frame).toMatchObject({ t: event, d: { channel_id: channel, ...data(messageId) } });
      const d = frame?.d as Record<string, unknown>;
      expect(d.guild_id).toBe(where === "guild" ? guild.id : undefined);
    });

    it("needs one intent and no other", async () => {
      const { channel, messageId } = arrange();
      const needed = await listen(intent[where]);
      const others = await listen(ALL & ~intent[where]);
      act(channel, messageId);
      expect((await needed()).map((frame) => frame.t)).toEqual([event]);
      expect(await others()).toEqual([]);
    });
  });
});

it("a deletion says nothing but where: no text, no author", async () => {
  const { id } = user.send(general, "secret");
  const heard = await listen(MESSAGES.guild | MESSAGE_CONTENT);
  user.delete(general, id);
  expect((await heard())[0]?.d).toEqual({ id, channel_id: general, guild_id: guild.id });
});

it("a reply without a ping mentions nobody", async () => {
  const { id } = owner.send(general, "question");
  const heard = await listen(MESSAGES.guild | MESSAGE_CONTENT);
  user.send(general, "loud", { replyTo: id });
  user.send(general, "quiet", { replyTo: id, ping: false });
  const mentions = (await heard()).map(({ d }) => (d as { mentions: { id: string }[] }).mentions.map((one) => one.id));
  expect(mentions).toEqual([[owner.id], []]);
});

it("a reply to a message that was deleted has null in its place", async () => {
  const question = owner.send(general, "question");
  const reply = user.send(general, "answer", { replyTo: question.id });
  owner.delete(general, question.id);
  const heard = await listen(MESSAGES.guild | MESSAGE_CONTENT);
  user.edit(general, reply.id, "late answer");
  expect((await heard())[0]?.d).toMatchObject({
    referenced_message: null,
    message_reference: { message_id: question.id },
  });
});

it("taking reactions back is told one by one, clearing them all at once", async () => {
  const { id } = owner.send(general, "vote");
  for (const one of [user, owner]) for (const emoji of ["👍", "🎉", "🚀"]) one.react(general, id, emoji);
  const heard = await listen(REACTIONS.guild);
  const place = { channel_id: general, message_id: id, guild_id: guild.id };
  user.unreact(general, id, "👍");
  owner.unreact(general, id, "🎉", user.id);
  owner.clearReactions(general, id, "🚀");
  owner.clearReactions(general, id);
  const emoji = (name: string) => ({ emoji: { id: null, name } });
  const one = (userId: string) => ({ ...place, user_id: userId, burst: false, type: 0 });
  expect((await heard()).map(({ t, d }) => [t, d])).toEqual([
    ["MESSAGE_REACTION_REMOVE", { ...one(user.id), ...emoji("👍") }],
    ["MESSAGE_REACTION_REMOVE", { ...one(user.id), ...emoji("🎉") }],
    ["MESSAGE_REACTION_REMOVE_EMOJI", { ...place, ...emoji("🚀") }],
    ["MESSAGE_REACTION_REMOVE_ALL", place],
  ]);
});

it("a purge is told at once, without what was in it", async () => {
  const ids = ["one", "two"].map((text) => user.send(general, text).id);
  const heard = await listen(MESSAGES.guild | MESSAGE_CONTENT);
  guild.purge(general);
  expect((await heard()).map(({ t, d }) => [t, d])).toEqual([
    ["MESSAGE_DELETE_BULK", { ids, channel_id: general, guild_id: guild.id }],
  ]);
  expect(user.messages(general)).toEqual([]);
  expect(() => guild.purge(general)).toThrow("at least two");
});

it("a pin is an update of the message, a change of the channel's pins, and a system message that refers to it", async () => {
  const { id } = user.send("dm", "remember this");
  const heard = await listen(MESSAGES.dm);
  user.pin("dm", id);
  expect((await heard()).map(({ t, d }) => [t, d])).toMatchObject([
    ["MESSAGE_UPDATE", { id, pinned: true, edited_timestamp: null }],
    ["CHANNEL_PINS_UPDATE", { channel_id: user.dm() }],
    ["MESSAGE_CREATE", { type: 6, content: "", author: { id: user.id }, message_reference: { message_id: id } }],
  ]);
  const inServer = owner.send(general, "rules");
  expect(() => user.pin(general, inServer.id)).toThrow("permission to pin messages");
});
