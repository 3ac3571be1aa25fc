// A sent form of settings → settings, or what is wrong with it, field by field. Whether choices work is judged later, with
// Discord.

import { isSnowflake } from "../../domain/message.ts";
import { no, ok, type Result } from "../../domain/result.ts";
import { ANONYMOUS, readPrefix, readRetention, type Settings } from "../../domain/settings.ts";
import type { SettingName } from "../../domain/settings-log.ts";
import { readText } from "../../domain/user-text.ts";
import { textIn } from "../form-fields.ts";
import { settings as t } from "../texts/settings.ts";
import { CONTROLS, type Control } from "./fields.ts";

/** Words by setting, such as what is wrong. */
export type ByField = Partial<Record<SettingName, string>>;

export interface Submitted {
  settings: Settings;
  errors: ByField;
  /** What was sent for the fields that can't be read. */
  typed: ByField;
  /** The newest line of the log when the form was opened; 0: there was none. */
  version: number;
}

/** A field that can't be read is kept as it is in `current`, and named in `errors`. */
export function readSettingsForm(form: URLSearchParams, current: Settings): Submitted {
  const settings: Record<string, unknown> = { ...current };
  const errors: ByField = {};
  const typed: ByField = {};
  for (const [name, control] of Object.entries(CONTROLS) as [SettingName, Control][]) {
    const text = textIn(form, name);
    const read = readValue(control, text);
    if (read.ok) settings[name] = read.value;
    else {
      errors[name] = read.error;
      typed[name] = text;
    }
  }
  const version = Number(form.get("version") ?? "0");
  // Each value was read by the control of its setting.
  return {
    settings: settings as unknown as Settings,
    errors,
    typed,
    version: Number.isSafeInteger(version) ? version : 0,
  };
}

function readValue(control: Control, text: string): Result<Settings[SettingName], string> {
  switch (control.control) {
    case "switch":
      return ok(text === "on");
    case "role":
    case "category":
    case "logs":
      if (text === "") return ok(null);
      return isSnowflake(text) ? ok(text) : no(t.error.choice);
    case "choice": {
      const chosen = ANONYMOUS.find((value) => value === text);
      return chosen === undefined ? no(t.error.choice) : ok(chosen);
    }
    case "word": {
      const prefix = readPrefix(text);
      return prefix.ok ? prefix : no(t.error.prefix);
    }
    case "text": {
      const read = readText(text);
      if (read.ok) return read;
      const { error } = read;
      return no(error.reason === "unknown-variable" ? t.error.variable(error) : t.error.tooLong(control.limit));
    }
    case "days": {
      const read = readRetention(text.trim() === "" ? null : Number(text));
      return read.ok ? read : no(t.error.days(control.limit));
    }
  }
}
