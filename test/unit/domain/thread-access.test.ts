// Who sees a thread's channel, when it is made and when other roles are chosen.

import { expect, test } from "vitest";
import type { Overwrite } from "../../../worker/domain/permissions.ts";
import { reshownOverwrites, threadOverwrites } from "../../../worker/domain/thread-access.ts";

const BOT = "890000000000000001";
const roles = (staffRoleId: string | null, adminRoleId: string | null = null) => ({
  guildId: "810000000000000001",
  staffRoleId,
  adminRoleId,
});
const seenBy = (overwrites: readonly Overwrite[]) =>
  overwrites.filter(({ allow }) => (allow & (1n << 10n)) !== 0n).map(({ id }) => id);

test("a new channel is for the staff role, the admin role and the bot, each once, and hidden from everybody else", () => {
  const overwrites = threadOverwrites(roles("1", "2"), BOT);
  expect(seenBy(overwrites)).toEqual(["1", "2", BOT]);
  expect(overwrites[0]).toEqual({ id: "810000000000000001", type: "role", allow: 0n, deny: 1n << 10n });
  expect(seenBy(threadOverwrites(roles("1", "1"), BOT))).toEqual(["1", BOT]);
});

test("other roles take the place of those that it was made for; what was set by hand stays", () => {
  const byHand: Overwrite[] = [
    { id: "55", type: "member", allow: 1n << 10n, deny: 0n },
    { id: "66", type: "role", allow: 1n << 10n, deny: 0n },
    { id: "77", type: "role", allow: 0n, deny: 1n << 10n },
  ];
  const present = [...threadOverwrites(roles("1", "2"), BOT), ...byHand];
  const reshown = reshownOverwrites(present, roles("3", "2"), BOT);
  expect(seenBy(reshown)).toEqual(["3", "2", BOT, "55", "66"]);
  expect(reshown.slice(-3)).toEqual(byHand);
  expect(new Set(reshown.map(({ id }) => id)).size).toBe(reshown.length);
});
