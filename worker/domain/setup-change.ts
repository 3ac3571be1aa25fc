// A change of a server's settings: taken as a whole or refused as a whole. Pure.

import { no, ok, type Result } from "./result.ts";
import type { Settings, SettingsChange } from "./settings.ts";
import {
  checkChoices,
  checkRequired,
  checkSetup,
  FIELDS,
  type Field,
  type Problem,
  type SetupFacts,
} from "./setup-check.ts";

/** The setting that a field of the setup is. */
export const SETTING_OF = {
  "staff-role": "staffRoleId",
  "admin-role": "adminRoleId",
  category: "categoryId",
  "logs-channel": "logsChannelId",
} as const satisfies Record<Field, keyof SettingsChange>;

/**
 * The settings after the change, or every reason against it. What is changed must be valid, whatever the rest says, so
 * that settings which broke since can be mended one by one or switched off. Switching on needs everything to work;
 * staying on needs staff role and category.
 */
export function applyChange(before: Settings, change: SettingsChange, facts: SetupFacts): Result<Settings, Problem[]> {
  const after: Settings = { ...before, ...change, guildName: facts.guild.name };
  const switchedOn = after.enabled && !before.enabled;
  const changed = FIELDS.filter((field) => SETTING_OF[field] in change);
  const problems = switchedOn
    ? checkSetup(after, facts)
    : [...(after.enabled ? checkRequired(after) : []), ...checkChoices(changed, after, facts)];
  return problems.length > 0 ? no(problems) : ok(after);
}
