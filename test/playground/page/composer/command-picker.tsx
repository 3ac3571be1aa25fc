// The list of commands above the message box while someone types a slash. The composer handles its keys.

import { OptionList } from "../picker/option-list.tsx";
import { Icon } from "../shell/icon.tsx";
import type { Runnable } from "./runnable.ts";

interface CommandPickerProps {
  id: string;
  commands: Runnable[];
  active: number;
  onActive(index: number): void;
  onChoose(index: number): void;
}

export function CommandPicker({ id, commands, active, onActive, onChoose }: CommandPickerProps) {
  return (
    <div class="command-picker">
      <p class="picker-title">Commands</p>
      <OptionList
        id={id}
        label="Commands"
        options={commands.map(({ path, description, options }) => ({
          value: path,
          label: `/${path}`,
          description: [description, needed(options)].filter(Boolean).join(" · "),
          icon: <Icon name="slash" size={20} />,
        }))}
        active={active}
        empty="No command of that name may be used here."
        onActive={onActive}
        onChoose={onChoose}
      />
    </div>
  );
}

function needed(options: Runnable["options"]): string {
  const names = options.filter((option) => option.required).map(({ name }) => name);
  return names.length > 0 ? `needs ${names.join(", ")}` : "";
}
