// The value of a setting as people read it: names instead of ids.

import type { Settings } from "../../domain/settings.ts";
import type { SettingName } from "../../domain/settings-log.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import { settings as t } from "../texts/settings.ts";
import { strayLabel } from "./choices.ts";
import { CONTROLS } from "./fields.ts";

interface ValueProps {
  setting: SettingName;
  value: Settings[SettingName];
  facts: SetupFacts;
}

export function Value({ setting, value, facts }: ValueProps) {
  const control = CONTROLS[setting];
  switch (control.control) {
    case "switch":
      return <>{value === true ? t.on : t.off}</>;
    case "choice":
      return <>{t.anonymous[control.values.find((one) => one === value) ?? "off"]}</>;
    case "word":
      return <code>{value}</code>;
    case "text":
      return value === null ? <span class="soft">{t.ownText}</span> : <span class="quoted">{value}</span>;
    case "days":
      return <>{t.days(typeof value === "number" ? value : null)}</>;
    default:
      if (typeof value !== "string") return <span class="soft">{control.required ? t.notChosen : t.none}</span>;
      return <>{nameOf(setting, value, facts)}</>;
  }
}

function nameOf(setting: SettingName, id: string, facts: SetupFacts): string {
  const role = facts.guild.roles.find((one) => one.id === id);
  const channel = facts.channels.find((one) => one.id === id);
  if (CONTROLS[setting].control === "role") return role ? `@${role.name}` : strayLabel(setting, id, facts);
  if (!channel) return strayLabel(setting, id, facts);
  return setting === "categoryId" ? channel.name : `#${channel.name}`;
}
