// Who changed which setting, from what to what. Pure.

import type { Settings, SettingsChange } from "./settings.ts";

/** Who changes settings, and where. */
export interface Actor {
  id: string;
  name: string;
  via: "command" | "dashboard";
}

export type SettingName = keyof SettingsChange;

export interface FieldChange {
  field: SettingName;
  from: Settings[SettingName];
  to: Settings[SettingName];
}

/** One line of the log. Ids count up. */
export interface LoggedChange extends FieldChange {
  id: number;
  at: number;
  by: Actor;
}

/** What differs; the server's name is nobody's choice. */
export function differences(before: Settings, after: Settings): FieldChange[] {
  const { guildId: _, guildName: __, ...fields } = after;
  return (Object.keys(fields) as SettingName[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, from: before[field], to: after[field] }));
}

/** The settings as they were before these changes; `changes` newest first. */
export const undone = (settings: Settings, changes: readonly FieldChange[]): Settings =>
  Object.assign({ ...settings }, ...changes.map(({ field, from }) => ({ [field]: from })));
