// Whatever happens at once, in whatever order, and whatever is cut off: in the end everything is said exactly once.

import fc from "fast-check";
import { expect, test } from "vitest";
import { CUTS } from "./cut.ts";
import { type Step, Town } from "./town.ts";

const ROUND_MS = 3000;
/** Together within Discord's memory of nonces. */
const SETTLING_ROUNDS = 16;
const SETTLING_MS = 12_000;

const user = fc.nat(1);
const staff = fc.nat(1);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ step: fc.constant("write" as const), user }) },
  { weight: 3, arbitrary: fc.record({ step: fc.constant("reply" as const), user, staff }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constantFrom("claim" as const, "unclaim" as const), user, staff }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("close" as const), user }) },
  { weight: 1, arbitrary: fc.record({ step: fc.constant("delete-channel" as const), user }) },
  { weight: 2, arbitrary: fc.record({ step: fc.constant("choose" as const), server: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.constant({ step: "schedule" as const }) },
);
const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
const mishaps = fc.record({
  cuts: fc.array(fc.record({ at: fc.nat(150), cut: fc.constantFrom(...CUTS) }), { maxLength: 5 }),
  lostAnswers: fc.array(fc.nat(20), { maxLength: 3 }),
});

test("everything is said exactly once and in order, and nothing is left half done", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), rounds, mishaps, async (scheduler, given, went) => {
      const town = new Town(went, (name) => scheduler.schedule(Promise.resolve(), name));
      for (const steps of given) {
        await scheduler.waitFor(town.start(steps));
        town.world.clock.pass(ROUND_MS);
      }
      town.calmDown();
      for (let round = 0; round < SETTLING_ROUNDS; round++) {
        town.world.clock.pass(SETTLING_MS);
        const steps: Step[] = round % 5 === 4 ? [{ step: "schedule" }] : [];
        if (isUndecided(town)) steps.push({ step: "choose", server: 0 });
        await scheduler.waitFor(town.start(steps));
      }
      expect(town.violations).toEqual([]);
      expectQuiet(town);
      expectSaidOnce(town, went.cuts.length > 0);
      expectThreadsWhole(town);
    }),
    { numRuns: 300 },
  );
});

/** Someone has to choose for Mara, who is in two servers. */
const isUndecided = ({ world }: Town): boolean =>
  world.tables.messages.some(({ state, threadId }) => state === "pending" && threadId === null);

function expectQuiet(town: Town): void {
  const { messages, threads } = town.world.tables;
  expect(town.isQuiet()).toBe(true);
  expect(messages.filter(({ state }) => state === "pending")).toEqual([]);
  expect(
    threads.filter(({ state, logState }) => (state !== "open" && state !== "closed") || logState === "owed"),
  ).toEqual([]);
}

function expectSaidOnce({ world, written, replies }: Town, wasCutOff: boolean): void {
  const { channels } = world.discord;
  const posts = channels.all().flatMap((channel) => channel.messages.map((post) => ({ ...post, channel })));
  posts.sort((a, b) => (a.id < b.id ? -1 : 1));
  const kept = (id: string) => world.tables.messages.find((message) => message.id === id);

  for (const userId of new Set(written.map((one) => one.userId))) {
    const own = written.filter((one) => one.userId === userId);
    const words = own.map(({ text }) => text);
    const seen = posts.filter(({ text }) => words.includes(text));
    expect(seen.map(({ text }) => text).toSorted()).toEqual(words.toSorted());
    // A message that waited for the choice of a server may come after one that didn't have to.
    const wasAsked = world.dm(userId).some((text) => text.startsWith("[choose"));
    if (!wasAsked) expect(seen.map(({ text }) => text)).toEqual(words);
    for (const { id } of own) {
      const message = kept(id);
      expect(message).toMatchObject({ state: "delivered", threadId: expect.any(String) });
      // What was cut off just before its mark is marked by the schedule, unless the thread is closed before that.
      const thread = world.tables.threads.find((one) => one.id === message?.threadId);
      if (!wasCutOff || thread?.state === "open") expect(channels.isMarked(id)).toBe(true);
    }
  }
  for (const channelId of new Set(replies.map((one) => one.channelId))) {
    const own = replies.filter((one) => one.channelId === channelId && kept(one.id)?.kind === "reply");
    const seen = posts.flatMap(({ text }) => own.filter((one) => text.endsWith(`: ${one.text}`)));
    expect(seen).toEqual(own);
    for (const { id } of own) {
      expect(kept(id)?.state).toBe("delivered");
      expect(channels.isMarked(id) || channels.get(channelId).gone).toBe(true);
    }
  }
}

function expectThreadsWhole({ world }: Town): void {
  const { threads } = world.tables;
  for (const guildId of new Set(threads.map((thread) => thread.guildId))) {
    const numbers = threads.filter((thread) => thread.guildId === guildId).map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  }
  for (const thread of threads) {
    const own = world.discord.channels.all().filter(({ threadId }) => threadId === thread.id);
    expect(own.map(({ id }) => id)).toEqual([thread.channelId]);
    const [channel] = own;
    expect(channel?.gone === true).toBe(thread.state === "closed");
    expect(channel?.messages.filter(({ text }) => text.startsWith("[header")).length).toBeLessThanOrEqual(1);
    if (thread.state === "closed") expect(world.files.transcript(thread)).not.toBeNull();
  }
  const count = (texts: string[], text: string) => texts.filter((one) => one.startsWith(text)).length;
  const closed = threads.filter(({ state }) => state === "closed");
  expect(count(world.logs(), "[closed")).toBe(closed.length);
  for (const userId of new Set(threads.map((thread) => thread.userId))) {
    const own = closed.filter((thread) => thread.userId === userId);
    expect(count(world.dm(userId), "[thread-closed")).toBe(own.length);
  }
}
