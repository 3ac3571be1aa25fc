// The servers of a person: those in which they are staff or admin now, and those that they manage without Modmail.

import { isFresh, type ListedGuild, type Standing } from "../domain/session.ts";
import type { Settings } from "../domain/settings.ts";
import { accessIn } from "./guild-access.ts";
import type { DashboardApp, PersonalVisit } from "./page.ts";

export interface Workspace {
  guild: ListedGuild;
  settings: Settings | null;
  access: "admin" | "staff";
}

export interface Workspaces {
  mine: Workspace[];
  /** Managed ones that the bot isn't in, or that Discord wasn't asked about. */
  others: ListedGuild[];
  /** Discord couldn't be asked about some. */
  incomplete: boolean;
}

/** Two calls of Discord's each; a Worker on the free plan may make 50 requests an invocation. */
const QUESTIONS = 20;

/** D1: one round trip, and one more when Discord had to be asked. */
export async function listWorkspaces(visit: PersonalVisit, app: DashboardApp): Promise<Workspaces> {
  const { session } = visit;
  const saved = await app.store.settingsOf(session.guilds.map(({ id }) => id));
  const settingsOf = (guildId: string) => saved.find((settings) => settings.guildId === guildId) ?? null;
  // Where Modmail was set up first; a server that is neither that nor managed can't be one of theirs.
  const candidates = session.guilds
    .filter((guild) => guild.manages || settingsOf(guild.id) !== null)
    .toSorted((a, b) => Number(settingsOf(b.id) !== null) - Number(settingsOf(a.id) !== null));
  const answers = await askAbout(candidates, visit, app);

  const result: Workspaces = { mine: [], others: [], incomplete: false };
  for (const guild of candidates) {
    const answer = answers.get(guild.id) ?? "not-asked";
    const settings = settingsOf(guild.id);
    if (answer === "failed") result.incomplete = true;
    else if (typeof answer === "string") guild.manages && result.others.push(guild);
    else {
      const access = accessIn(answer, settings);
      if (access !== "none") result.mine.push({ guild, settings, access });
    }
  }
  return result;
}

type Found = Standing | "bot-not-here" | "failed";

async function askAbout(
  guilds: readonly ListedGuild[],
  { session, known }: PersonalVisit,
  app: DashboardApp,
): Promise<Map<string, Found>> {
  const found = new Map<string, Found>();
  for (const { standing } of known) if (isFresh(standing, app.now())) found.set(standing.guildId, standing);
  const asked = guilds.filter(({ id }) => !found.has(id)).slice(0, QUESTIONS);
  const answers = await Promise.allSettled(asked.map(({ id }) => app.discord.standing(id, session.id)));
  const fresh: Standing[] = [];
  for (const [index, answer] of answers.entries()) {
    const guildId = asked[index]?.id ?? "";
    if (answer.status === "rejected") {
      app.log({ warning: "a workspace couldn't be checked", problem: String(answer.reason) });
      found.set(guildId, "failed");
    } else if (!answer.value.ok) found.set(guildId, "bot-not-here");
    else {
      const standing = { guildId, member: answer.value.value.member, checkedAt: app.now() };
      fresh.push(standing);
      found.set(guildId, standing);
    }
  }
  if (fresh.length > 0) await app.store.rememberStandings(session.id, fresh);
  return found;
}
