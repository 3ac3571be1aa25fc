// Members, roles and channels of the open server as options of a picker.

import { cssColor, nameColor, type PaneTools } from "../data/pane-tools.ts";
import { Avatar } from "../shell/avatar.tsx";
import { Icon } from "../shell/icon.tsx";
import type { Option } from "./option-list.tsx";

export type EntityKind = "user" | "role" | "mentionable" | "channel";

const CATEGORY = 4;

/** In a DM there are only the two in it, and neither roles nor channels. `types` limits channels. */
export function entityOptions(pane: PaneTools, kind: EntityKind, types: readonly number[] = []): Option[] {
  if (kind === "user") return userOptions(pane);
  if (kind === "role") return roleOptions(pane);
  if (kind === "mentionable") return [...userOptions(pane), ...roleOptions(pane)];
  return (pane.guild?.channels ?? [])
    .filter(({ type }) => types.length === 0 || types.includes(type))
    .map(({ id, name, type }) => ({
      value: id,
      label: name,
      description: type === CATEGORY ? "Category" : undefined,
      icon: <Icon name={type === CATEGORY ? "chevron" : "hash"} size={18} />,
    }));
}

function userOptions(pane: PaneTools): Option[] {
  const members = pane.guild?.members ?? [pane.me, pane.world.bot];
  return members.map(({ id, name, username, bot }) => ({
    value: id,
    label: name,
    description: username === name ? undefined : username,
    icon: <Avatar id={id} name={name} bot={bot} size={22} />,
    colour: nameColor(pane.guild, id),
  }));
}

function roleOptions({ guild }: PaneTools): Option[] {
  return [...(guild?.roles ?? [])]
    .sort((a, b) => b.position - a.position)
    .map(({ id, name, color }) => ({
      value: id,
      label: name,
      icon: <span class="role-dot" style={color === 0 ? {} : { background: cssColor(color) }} />,
    }));
}

export function matching(options: Option[], query: string): Option[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === "") return options;
  return options.filter(({ label, description = "" }) => `${label} ${description}`.toLowerCase().includes(wanted));
}
