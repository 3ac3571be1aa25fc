// Which servers a user can write to: those with Modmail on that they are in. Found by asking Discord for one member at
// a time, without OAuth and without the Guild Members intent; answers are remembered.

import { Later } from "../domain/refusal.ts";
import type { Settings } from "../domain/settings.ts";
import type { Profile } from "../domain/thread.ts";
import type { Ports } from "./ports.ts";

/** A Worker on the free plan may make 50 requests an invocation; the rest is asked at the next try. */
const QUESTIONS_AT_ONCE = 40;

export interface Shared {
  settings: Settings;
  /** Known when Discord was asked just now. */
  profile: Profile | null;
}

/** Last used first. `askedAt`: when the user was last asked to choose. */
export async function sharedServers(
  ports: Pick<Ports, "store" | "discord" | "now">,
  userId: string,
): Promise<{ servers: Shared[]; askedAt: number | null }> {
  const now = ports.now();
  const { candidates, askedAt } = await ports.store.candidates(userId, now);
  const unknown = candidates.filter((candidate) => candidate.isMember === null);
  const answers = new Map<string, Profile | null>();
  for (const { settings } of unknown.slice(0, QUESTIONS_AT_ONCE)) {
    answers.set(settings.guildId, await ports.discord.member(settings.guildId, userId));
  }
  const only = candidates.length === 1 && answers.size === 1;
  const members = [...answers].map(([guildId, profile]) => ({ guildId, isMember: profile !== null }));
  // Opening a thread remembers the membership in its own round trip.
  if (members.length > 0 && !(only && members[0]?.isMember)) {
    await ports.store.rememberMemberships(userId, members, now);
  }
  if (unknown.length > answers.size) throw new Later(1, "more servers to ask than one invocation may");

  const servers = candidates.flatMap(({ settings, isMember }) => {
    const profile = answers.get(settings.guildId) ?? null;
    return isMember === true || profile !== null ? [{ settings, profile }] : [];
  });
  return { servers, askedAt };
}
