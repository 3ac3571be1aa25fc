// The list of a select, a combobox or the command picker: options with icon, label and description. No state.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../shell/icon.tsx";

export interface Option {
  value: string;
  label: string;
  description?: string | undefined;
  icon?: ComponentChildren;
  colour?: string | undefined;
}

interface OptionListProps {
  id: string;
  label: string;
  options: Option[];
  active: number;
  chosen?: readonly string[];
  multiple?: boolean;
  empty?: string;
  onChoose(index: number): void;
  onActive(index: number): void;
}

export const optionId = (listId: string, index: number) => `${listId}-${index}`;

export function OptionList(props: OptionListProps) {
  const { id, label, options, active, chosen = [], multiple = false, empty = "Nothing fits.", onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);

  if (options.length === 0) return <p class="option-empty">{empty}</p>;
  return (
    <div ref={list} id={id} class="options" role="listbox" aria-label={label} aria-multiselectable={multiple}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field that keeps the focus.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field (aria-activedescendant).
        <div
          key={option.value}
          id={optionId(id, index)}
          class={index === active ? "option active" : "option"}
          role="option"
          aria-selected={chosen.includes(option.value)}
          onMouseMove={() => props.onActive(index)}
          // Keeps the focus where it is.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(index)}
        >
          {option.icon !== undefined && <span class="option-icon">{option.icon}</span>}
          <span class="option-text">
            <span class="option-label author" style={{ "--name": option.colour ?? "" }}>
              {option.label}
            </span>
            {option.description && <span class="option-description">{option.description}</span>}
          </span>
          {chosen.includes(option.value) && <Icon name="check" size={18} />}
        </div>
      ))}
    </div>
  );
}
