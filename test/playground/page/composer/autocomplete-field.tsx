// A text option for which the bot offers choices while one types. The newest question's answer wins.

import type { APIApplicationCommandBasicOption, APIApplicationCommandOptionChoice } from "discord-api-types/v10";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { usePane } from "../data/pane-tools.ts";
import { OptionList, optionId } from "../picker/option-list.tsx";
import { useOptionKeys } from "../picker/use-option-keys.ts";
import type { OptionDraft } from "./option-values.ts";
import type { Runnable } from "./runnable.ts";

interface AutocompleteFieldProps {
  id: string;
  command: Runnable;
  option: APIApplicationCommandBasicOption;
  drafts: Record<string, OptionDraft>;
  onChange(draft: string): void;
}

const PAUSE = 150;

export function AutocompleteField({ id, command, option, drafts, onChange }: AutocompleteFieldProps) {
  const pane = usePane();
  const [typed, setTyped] = useState("");
  const [choices, setChoices] = useState<APIApplicationCommandOptionChoice[]>([]);
  const [open, setOpen] = useState(false);
  const newest = useRef(0);
  const listId = useId();

  // Asked again when the text changes, not when the drawing does.
  useEffect(() => {
    if (!open) return;
    const timer = setTimeout(async () => {
      newest.current += 1;
      const mine = newest.current;
      const others = Object.entries(drafts).filter(([, value]) => !(value instanceof File));
      const options = { ...Object.fromEntries(others as [string, string | boolean][]), [option.name]: typed };
      const question = { channelId: pane.channelId, name: command.path, options, focused: option.name };
      const answer = await pane.ask({ do: "autocomplete", ...question }).catch(() => null);
      if (mine === newest.current) setChoices(answer?.kind === "choices" ? answer.choices : []);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [typed, open]);

  const choose = (index: number) => {
    const choice = choices[index];
    if (!choice) return;
    setTyped(choice.name);
    setOpen(false);
    onChange(String(choice.value));
  };
  const keys = useOptionKeys(open ? choices.length : 0, typed, choose);
  return (
    <span class="autocomplete">
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        aria-expanded={open && choices.length > 0}
        aria-controls={listId}
        aria-activedescendant={open ? optionId(listId, keys.active) : ""}
        placeholder={option.description}
        value={typed}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          onChange(event.currentTarget.value);
        }}
        onKeyDown={(event) => void keys.onKey(event)}
      />
      {open && choices.length > 0 && (
        <div class="dropdown-list above">
          <OptionList
            id={listId}
            label={option.name}
            options={choices.map(({ name, value }) => ({ value: String(value), label: name }))}
            active={keys.active}
            onActive={keys.setActive}
            onChoose={choose}
          />
        </div>
      )}
    </span>
  );
}
