// What an admin is told of a server's setup. Pure.

import type { DiscordRefusal } from "./refusal.ts";
import type { Settings } from "./settings.ts";
import { type Advice, adviseSetup, checkSetup, type Problem, type SetupFacts } from "./setup-check.ts";

export interface SetupReport {
  settings: Settings;
  /** Everything that keeps Modmail from working; empty means that it works or can be enabled. */
  problems: Problem[];
  advice: Advice[];
  /** The role in which an admin allows the bot more; null when Discord made none. */
  botRole: string | null;
}

/** What became of a change. */
export interface Configured {
  /** The settings as they are now, changed or not. */
  report: SetupReport;
  /** Why nothing was saved; null: it was. */
  refused: Problem[] | null;
}

/** What became of "Create what's missing". */
export interface Created {
  report: SetupReport;
  /** Ids of what was made just now, in order. */
  made: string[];
  /** What was made earlier is chosen now. */
  adopted: boolean;
  /** What has to be mended first; nothing was chosen. */
  refused: Problem[] | null;
  /** What Discord refused on the way; what was made before it is kept and chosen. */
  trouble: DiscordRefusal | null;
}

export const reportSetup = (settings: Settings, facts: SetupFacts): SetupReport => ({
  settings,
  problems: checkSetup(settings, facts),
  advice: adviseSetup(settings, facts),
  botRole: facts.bot.roleName,
});

/** Nothing keeps this server's threads from going on. */
export const works = ({ settings, problems }: SetupReport): boolean => settings.enabled && problems.length === 0;
