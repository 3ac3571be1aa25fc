// A select under a message: texts, members, roles or channels. Shows what was chosen until the message changes.

import { type APISelectMenuComponent, ComponentType } from "discord-api-types/v10";
import { useState } from "preact/hooks";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import { type PaneTools, usePane } from "../data/pane-tools.ts";
import { Dropdown } from "../picker/dropdown.tsx";
import { entityOptions } from "../picker/entity-options.tsx";
import type { Option } from "../picker/option-list.tsx";
import { Emoji } from "./emoji.tsx";

export function selectOptions(pane: PaneTools, menu: APISelectMenuComponent): Option[] {
  switch (menu.type) {
    case ComponentType.StringSelect:
      return menu.options.map(({ value, label, description, emoji }) => ({
        value,
        label,
        description,
        ...(emoji ? { icon: <Emoji emoji={emoji} /> } : {}),
      }));
    case ComponentType.UserSelect:
      return entityOptions(pane, "user");
    case ComponentType.RoleSelect:
      return entityOptions(pane, "role");
    case ComponentType.MentionableSelect:
      return entityOptions(pane, "mentionable");
    case ComponentType.ChannelSelect:
      return entityOptions(pane, "channel", menu.channel_types ?? []);
  }
}

function chosenAtFirst(menu: APISelectMenuComponent): string[] {
  if (menu.type !== ComponentType.StringSelect) return (menu.default_values ?? []).map(({ id }) => id);
  return menu.options.filter((option) => option.default === true).map(({ value }) => value);
}

export function SelectMenu({ menu, message }: { menu: APISelectMenuComponent; message: SeenMessage }) {
  const pane = usePane();
  const [chosen, setChosen] = useState(chosenAtFirst(menu));
  const [busy, setBusy] = useState(false);

  const choose = async (values: string[]) => {
    const before = chosen;
    setChosen(values);
    setBusy(true);
    const taken = await pane.perform({
      do: "select",
      channelId: message.channel_id,
      messageId: message.id,
      customId: menu.custom_id,
      values,
    });
    setBusy(false);
    if (!taken) setChosen(before);
  };
  return (
    <Dropdown
      label={menu.placeholder ?? "Selection"}
      options={selectOptions(pane, menu)}
      chosen={chosen}
      placeholder={menu.placeholder}
      min={menu.min_values ?? 1}
      max={menu.max_values ?? 1}
      disabled={menu.disabled ?? false}
      busy={busy}
      onChoose={(values) => void choose(values)}
    />
  );
}
