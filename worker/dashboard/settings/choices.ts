// What a server offers to choose from: its roles, categories and channels, with a word on those that wouldn't work. Pure.

import type { Settings } from "../../domain/settings.ts";
import type { SettingName } from "../../domain/settings-log.ts";
import { checkChoices, type Field, type SetupFacts } from "../../domain/setup-check.ts";
import { settings as t } from "../texts/settings.ts";
import { settingOf } from "./problems.ts";

export interface Choice {
  id: string;
  label: string;
  /** The category that a channel is in. */
  group: string | null;
}

const CATEGORY = 4;
/** Text and announcement channels. */
const LOGS = [0, 5];

/** By name. @everyone is none: everybody could read the threads. */
export const roleChoices = ({ guild }: SetupFacts): Choice[] =>
  guild.roles
    .filter((role) => role.id !== guild.id)
    .map(({ id, name }) => ({ id, label: `@${name}`, group: null }))
    .toSorted(byLabel);

export const categoryChoices = (settings: Settings, facts: SetupFacts): Choice[] =>
  facts.channels
    .filter(({ type }) => type === CATEGORY)
    .map(({ id, name }) => ({ id, label: name + remark("category", id, settings, facts), group: null }))
    .toSorted(byLabel);

/** Those in no category first, then category by category. */
export function logsChoices(settings: Settings, facts: SetupFacts): Choice[] {
  const groupOf = (parentId: string | null) => facts.channels.find(({ id }) => id === parentId)?.name ?? null;
  return facts.channels
    .filter(({ type }) => LOGS.includes(type))
    .map(({ id, name, parentId }) => ({
      id,
      label: `#${name}${remark("logs-channel", id, settings, facts)}`,
      group: groupOf(parentId),
    }))
    .toSorted((a, b) => (a.group ?? "").localeCompare(b.group ?? "") || byLabel(a, b));
}

/** What stands in for a choice that isn't offered (any more). */
export function strayLabel(setting: SettingName, id: string, facts: SetupFacts): string {
  if (facts.hiddenChannelIds.includes(id)) return t.hiddenChannel;
  return setting === "staffRoleId" || setting === "adminRoleId" ? t.deletedRole : t.deletedChannel;
}

/** Why this one wouldn't work, as far as it isn't the whole server's trouble. */
function remark(field: Extract<Field, "category" | "logs-channel">, id: string, settings: Settings, facts: SetupFacts) {
  const chosen = field === "category" ? { categoryId: id } : { logsChannelId: id };
  const problem = checkChoices([field], { ...settings, ...chosen }, facts).find((one) => settingOf(one) !== null);
  if (problem === undefined) return "";
  return ` (${problem.problem === "category-full" ? t.full : t.lacks})`;
}

const byLabel = (a: Choice, b: Choice): number => a.label.localeCompare(b.label);
