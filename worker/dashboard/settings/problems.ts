// The problems of a setup, each beside the setting that mends it.

import { problemText } from "../../discord/views/setup-problems.ts";
import type { SettingName } from "../../domain/settings-log.ts";
import { SETTING_OF } from "../../domain/setup-change.ts";
import type { Problem } from "../../domain/setup-check.ts";
import type { ByField } from "./read-form.ts";

/** null: it is mended in Discord, not by a setting. */
export function settingOf(problem: Problem): SettingName | null {
  if ("field" in problem) return SETTING_OF[problem.field];
  if (problem.problem === "category-full") return "categoryId";
  if (problem.problem === "bot-lacks" && problem.where !== "server") return SETTING_OF[problem.where];
  return null;
}

/** In words; what belongs to no setting stands by itself. */
export function placeProblems(
  problems: readonly Problem[],
  botRole: string | null,
): { fields: ByField; others: string[] } {
  const fields: ByField = {};
  const others: string[] = [];
  for (const problem of problems) {
    const setting = settingOf(problem);
    const text = problemText(problem, botRole);
    if (setting === null) others.push(text);
    else fields[setting] = fields[setting] === undefined ? text : `${fields[setting]} ${text}`;
  }
  return { fields, others };
}
