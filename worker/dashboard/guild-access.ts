// Who a person is in a server now, by what Discord says: the check in front of every page of a server.

import { type Access, accessOf } from "../domain/access.ts";
import { isFresh, type Standing } from "../domain/session.ts";
import type { Settings } from "../domain/settings.ts";
import type { KnownGuild } from "../threads/ports.ts";
import type { DashboardApp } from "./page.ts";

interface Asking {
  userId: string;
  guildId: string;
  settings: Settings | null;
  known: readonly KnownGuild[];
  /** Ask Discord anyway: something is going to be changed. */
  anew: boolean;
}

/** `guildName` is null when Discord wasn't asked. "bot-not-here": nobody can be checked there. */
export async function accessTo(
  app: DashboardApp,
  { userId, guildId, settings, known, anew }: Asking,
): Promise<{ access: Access; guildName: string | null } | "bot-not-here"> {
  const standing = known.find((one) => one.standing.guildId === guildId)?.standing;
  if (standing && !anew && isFresh(standing, app.now()))
    return { access: accessIn(standing, settings), guildName: null };
  const asked = await app.discord.standing(guildId, userId);
  if (!asked.ok) return asked.error.reason;
  const now = { guildId, member: asked.value.member, checkedAt: app.now() };
  await app.store.rememberStandings(userId, [now]);
  return { access: accessIn(now, settings), guildName: asked.value.guildName };
}

export const accessIn = ({ member }: Standing, settings: Settings | null): Access =>
  member === null ? "none" : accessOf(member, settings);
