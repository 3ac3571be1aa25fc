// Typing: told at once, seldom, and never when it is of no use any more.

import type { GatewayDispatchPayload } from "discord-api-types/v10";
import { expect, test } from "vitest";
import type { PostEvent } from "../../gateway-relay/src/post-event.ts";
import { TypingTeller } from "../../gateway-relay/src/typing.ts";
import { newId } from "./dispatches.ts";

const [BOT, ADA, SAM, DM, THREAD, GENERAL] = [newId(), newId(), newId(), newId(), newId(), newId()];
const GUILD = "400000000000000001";

/** A teller with a clock, whose Worker answers that it wants quiet for so many seconds; 0: it showed the typing. */
function newTeller() {
  const clock = { now: Date.UTC(2026, 10, 22, 12) };
  const worker = { told: [] as unknown[], quietSeconds: 0, isDown: false };
  const post: PostEvent = async ({ body }) => {
    worker.told.push(JSON.parse(body).data);
    if (worker.isDown) return { result: "later", reason: "down", retryAfterMs: null, answer: null };
    const quiet = worker.quietSeconds === 0 ? {} : { quiet_seconds: worker.quietSeconds };
    return { result: "done", answer: { outcome: "typing", ...quiet } };
  };
  const pace = { room: 0, spent: 0, untilRoom: () => pace.room, spend: (requests: number) => (pace.spent += requests) };
  const teller = new TypingTeller({ post, pace, isThreadChannel: (id) => id === THREAD, now: () => clock.now });
  const types = (userId: string, channelId: string, change: object = {}) => {
    const inGuild = channelId === DM ? {} : { guild_id: GUILD, member: { roles: ["5"], user: { id: userId } } };
    const d = { user_id: userId, channel_id: channelId, timestamp: clock.now / 1000, ...inGuild, ...change };
    return teller.take({ op: 0, s: 1, t: "TYPING_START", d } as unknown as GatewayDispatchPayload, BOT);
  };
  return { clock, worker, pace, types };
}

test("typing in a direct message and in a thread's channel is told, with the roles of who types there", async () => {
  const { worker, types } = newTeller();
  await types(ADA, DM);
  await types(SAM, THREAD);
  expect(worker.told).toEqual([
    { channel_id: DM, user_id: ADA },
    { channel_id: THREAD, user_id: SAM, guild_id: GUILD, member: { roles: ["5"] } },
  ]);
});

test.each([
  ["in other channels", SAM, GENERAL, {}],
  ["of the bot itself", BOT, DM, {}],
  ["of another bot", SAM, THREAD, { member: { roles: [], user: { id: SAM, bot: true } } }],
  ["that is some seconds old", ADA, DM, { timestamp: Date.UTC(2026, 10, 22, 12) / 1000 - 6 }],
])("typing %s is never told", async (_which, userId, channelId, change) => {
  const { worker, types } = newTeller();
  await types(userId, channelId, change);
  expect(worker.told).toEqual([]);
});

test("while it is shown in a channel, nobody's typing there is told again for eight seconds", async () => {
  const { clock, worker, types } = newTeller();
  await types(SAM, THREAD);
  await types(ADA, THREAD);
  clock.now += 7999;
  await types(SAM, THREAD);
  expect(worker.told).toHaveLength(1);
  clock.now += 1;
  await types(SAM, THREAD);
  expect(worker.told).toHaveLength(2);
});

test("whose typing the Worker can do without is kept quiet for as long as it says, others in the channel aren't", async () => {
  const { clock, worker, types } = newTeller();
  worker.quietSeconds = 60;
  await types(SAM, THREAD);
  clock.now += 59_999;
  await types(SAM, THREAD);
  expect(worker.told).toHaveLength(1);
  await types(ADA, THREAD);
  clock.now += 1;
  await types(SAM, THREAD);
  expect(worker.told).toHaveLength(3);
});

test("when Discord has no room, messages have it; and what typing takes of it is counted", async () => {
  const { worker, pace, types } = newTeller();
  pace.room = 20;
  await types(ADA, DM);
  expect(worker.told).toEqual([]);
  pace.room = 0;
  await types(ADA, DM);
  await types(SAM, THREAD);
  expect(pace.spent).toBe(2);
});

test("a Worker that doesn't answer is not asked again", async () => {
  const { worker, types } = newTeller();
  worker.isDown = true;
  await types(ADA, DM);
  await types(ADA, DM);
  expect(worker.told).toHaveLength(1);
});
