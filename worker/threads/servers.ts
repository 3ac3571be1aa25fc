// Which servers a user can write to: those with Modmail on that they are in, and those with an open thread of theirs.
// Found by asking Discord for one member at a time, without OAuth and without the Guild Members intent; answers are
// remembered.

import { Later } from "../domain/refusal.ts";
import type { Profile } from "../domain/thread.ts";
import type { Ports, ServerChoice } from "./ports.ts";

/** A Worker on the free plan may make 50 requests an invocation; the rest is asked at the next try. */
const QUESTIONS_AT_ONCE = 40;

export interface Shared extends ServerChoice {
  /** Known when Discord was asked just now. */
  profile: Profile | null;
}

/**
 * Those with an open thread first, then those last used. `askedAt`: when the user was last asked to choose; `threadAt`:
 * when their last thread with any server was opened.
 */
export async function sharedServers(
  ports: Pick<Ports, "store" | "discord" | "now">,
  userId: string,
): Promise<{ servers: Shared[]; askedAt: number | null; threadAt: number | null }> {
  const now = ports.now();
  const { candidates, askedAt } = await ports.store.candidates(userId, now);
  // With an open thread they may be written to also by those who have left.
  const unknown = candidates.filter(({ isMember, chosenAt }) => isMember === null && chosenAt === null);
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

  const servers = candidates.flatMap(({ settings, isMember, chosenAt }) => {
    const profile = answers.get(settings.guildId) ?? null;
    return isMember === true || profile !== null || chosenAt !== null ? [{ settings, profile, chosenAt }] : [];
  });
  const threads = candidates.flatMap(({ lastThreadAt }) => lastThreadAt ?? []);
  return { servers, askedAt, threadAt: threads.length === 0 ? null : Math.max(...threads) };
}
