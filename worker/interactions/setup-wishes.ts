// What the options, buttons and selects of `/modmail setup` ask for. Values may be made up.

import { isSnowflake } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import { ANONYMOUS, readPrefix, readRetention, type SettingsChange } from "../domain/settings.ts";
import { readText } from "../domain/user-text.ts";
import type { Asked } from "./feature.ts";

export type Wanted = SettingsChange | "show" | "create";

/** What the options ask to change, or why that can't be. */
export function changeByOptions(options: Asked["options"]): Result<SettingsChange, Refusal> {
  const change: SettingsChange = {};
  for (const [name, value] of Object.entries(options)) {
    const changed = typeof value === "string" ? written(name, value) : known(set(name, value));
    if (!changed.ok) return changed;
    Object.assign(change, changed.value);
  }
  return ok(change);
}

function counted(name: string, value: number): SettingsChange | null {
  const days = name === "retention-days" ? readRetention(value) : null;
  return days?.ok ? { retentionDays: days.value } : null;
}

const set = (name: string, value: boolean | number): SettingsChange | null =>
  typeof value === "boolean" ? switched(name, value) : counted(name, value);

/** null stands for values that Discord's own clients don't send. */
const known = (change: SettingsChange | null): Result<SettingsChange, Refusal> =>
  change === null ? no({ reason: "made-up" }) : ok(change);

function written(name: string, text: string): Result<SettingsChange, Refusal> {
  switch (name) {
    case "prefix": {
      const prefix = readPrefix(text);
      return prefix.ok ? ok({ prefix: prefix.value }) : no({ reason: "bad-prefix" });
    }
    case "anonymous": {
      const anonymous = ANONYMOUS.find((value) => value === text);
      return known(anonymous === undefined ? null : { anonymous });
    }
    case "greeting":
    case "closing": {
      const read = readText(text);
      return read.ok ? ok({ [name]: read.value }) : read;
    }
    default:
      return known(chosen(name, text));
  }
}

/** null: a component that was never offered. */
export function wantedByComponent([what, state]: readonly string[], values: readonly string[]): Wanted | null {
  if (what === undefined) return null;
  if (what === "show" || what === "create") return what;
  if (state === "on" || state === "off") return switched(what, state === "on");
  return values.length > 1 ? null : chosen(what, values[0] ?? null);
}

function switched(what: string, on: boolean): SettingsChange | null {
  switch (what) {
    case "enabled":
      return { enabled: on };
    case "reply-command":
      return { replyCommand: on };
    case "mirror-typing":
      return { mirrorTyping: on };
    case "users-may-close":
      return { usersMayClose: on };
    default:
      return null;
  }
}

/** `id` null takes the choice back. */
function chosen(what: string, id: unknown): SettingsChange | null {
  if (id !== null && (typeof id !== "string" || !isSnowflake(id))) return null;
  switch (what) {
    case "staff-role":
      return { staffRoleId: id };
    case "admin-role":
      return { adminRoleId: id };
    case "category":
      return { categoryId: id };
    case "logs-channel":
      return { logsChannelId: id };
    default:
      return null;
  }
}
