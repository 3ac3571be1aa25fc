// The gateway session is lost for good while people write: what they wrote arrives all the same, and late messages say so.

import { afterAll, beforeAll, expect, test } from "vitest";
import { type Stack, startStack, until } from "../playground/stack.ts";
import { closed, marked, openThread, type Scene, sceneIn, sees, textOf, threadChannel } from "./scene.ts";

/** What happens before the gap, meanwhile, and what is seen in the end. */
type Story = (scene: Scene) => Promise<() => () => Promise<void>>;

const STORIES: Record<string, Story> = {
  async "what user and staff wrote meanwhile arrives once, in order, with check marks and the rights of those who wrote"(
    scene,
  ) {
    const { mara, jonas } = scene;
    const { channel } = await openThread(scene);
    jonas.send(channel, "!r Which rank?");
    await sees(mara, "dm", "Which rank?");
    return () => {
      const missed = ["The gold one.", "I had it on Friday.", "It was blue before."].map((text) =>
        mara.send("dm", text),
      );
      const answer = jonas.send(channel, "!r Give me a minute.");
      return async () => {
        await sees(mara, "dm", "Give me a minute.");
        mara.send("dm", "Are you still there?");
        await sees(jonas, channel, "Are you still there?");
        const copies = jonas
          .messages(channel)
          .filter(({ author, embeds }) => author.bot && embeds.length > 0)
          .map((message) => message.embeds[0]?.description);
        const texts = missed.map((message) => message.content);
        expect(copies.filter((text) => text !== undefined && texts.includes(text))).toEqual(texts);
        expect(copies.at(-1)).toBe("Are you still there?");
        for (const { id } of missed) await marked(mara, "dm", id);
        await marked(jonas, channel, answer.id);
      };
    };
  },

  async "what user and staff edited and deleted meanwhile is found on both sides"(scene) {
    const { mara, jonas } = scene;
    const { channel, first } = await openThread(scene);
    const taken = mara.send("dm", "Forget this");
    const kept = jonas.send(channel, "!r Witch rank?");
    const said = jonas.send(channel, "!r Said too much");
    await sees(mara, "dm", "Said too much");
    for (const { id } of [kept, said]) await marked(jonas, channel, id);
    await marked(mara, "dm", taken.id);
    return () => {
      mara.edit("dm", first.id, "Hi, my rank is gone.");
      mara.delete("dm", taken.id);
      jonas.edit(channel, kept.id, "!r Which rank?");
      jonas.delete(channel, said.id);
      return async () => {
        const copy = await sees(jonas, channel, "my rank is gone");
        expect(textOf(copy)).toContain("Before the edit\nHi, I am missing my rank.");
        await sees(jonas, channel, /Forget this[\s\S]*Deleted by the user/);
        await sees(mara, "dm", "Which rank?");
        const texts = mara.messages("dm").map((message) => textOf(message));
        expect(texts.some((text) => /Witch|Said too much/.test(text))).toBe(false);
      };
    };
  },

  async "a user whose thread was closed and who wrote meanwhile has a new thread"(scene) {
    const { mara, jonas } = scene;
    const { channel } = await openThread(scene);
    await jonas.command(channel, "close");
    await closed(scene);
    return () => {
      mara.send("dm", "One more thing.");
      return async () => {
        const again = await threadChannel(scene);
        expect(again).not.toBe(channel);
        await sees(jonas, again, "One more thing.");
      };
    };
  },

  async "a thread whose channel was deleted meanwhile is closed, and its user can open another"(scene) {
    const { guild, mara, jonas } = scene;
    const { channel } = await openThread(scene);
    return () => {
      guild.deleteChannel(channel);
      return async () => {
        await closed(scene);
        mara.send("dm", "Hello?");
        await sees(jonas, await threadChannel(scene), "Hello?");
      };
    };
  },
};

let stack: Stack;
let seen: Map<string, () => Promise<void>>;
beforeAll(async () => {
  stack = await startStack();
  const played = Object.entries(STORIES).map(
    async ([name, story]) => [name, await story(await sceneIn(stack))] as const,
  );
  const meanwhile = await Promise.all(played);
  // One gap for all: a relay may begin a session every five seconds only.
  stack.discord.gateway.disconnect({ resumable: false });
  seen = new Map(meanwhile.map(([name, happens]) => [name, happens()]));
  await until(() => {
    const { catchUp, events, gateway } = stack.relay.status();
    return gateway.state === "connected" && catchUp.state === "complete" && events.waiting === 0;
  }, "catching up never ended");
});
afterAll(() => stack.close());

test.each(Object.keys(STORIES))("%s", async (name) => {
  const look = seen.get(name);
  if (!look) throw new Error("never played");
  await look();
});

test("messages that come in time say nothing of it; late ones say when they were sent, on either side", async () => {
  const scene = await sceneIn(stack);
  const { mara, jonas } = scene;
  const inTime = await openThread(scene);
  const copy = await sees(jonas, inTime.channel, "I am missing my rank");
  expect(textOf(copy)).not.toContain("Delivered late");

  // Everything that is sent there is three minutes old when it arrives.
  const slow = await startStack({ discord: { now: () => Date.now() - 3 * 60_000 } });
  try {
    const late = await sceneIn(slow);
    const { channel, first } = await openThread(late);
    const sentAt = (timestamp: string) => `Delivered late\nSent <t:${Math.floor(Date.parse(timestamp) / 1000)}:f>`;
    expect(textOf(await sees(late.jonas, channel, "I am missing my rank"))).toContain(sentAt(first.timestamp));
    const answer = late.jonas.send(channel, "!r Which rank?");
    expect(textOf(await sees(late.mara, "dm", "Which rank?"))).toContain(sentAt(answer.timestamp));
  } finally {
    await slow.close();
  }
  expect(mara.messages("dm").some((message) => textOf(message).includes("Delivered late"))).toBe(false);
});
