// A select as Discord draws it: a button that opens a searchable list. One choice is taken at once; several when it closes.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../shell/icon.tsx";
import { matching } from "./entity-options.tsx";
import { type Option, OptionList, optionId } from "./option-list.tsx";
import { useOptionKeys } from "./use-option-keys.ts";

interface DropdownProps {
  label: string;
  options: Option[];
  chosen: string[];
  placeholder?: string | undefined;
  min?: number;
  max?: number;
  disabled?: boolean;
  busy?: boolean;
  onChoose(values: string[]): void;
}

/** Lists up to this long are looked through faster than searched. */
const SEARCH_FROM = 8;

export function Dropdown(props: DropdownProps) {
  const { label, options, chosen, placeholder = "Make a selection", min = 1, max = 1, disabled = false } = props;
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(chosen);
  const box = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();

  const close = (values: string[], refocus = true) => {
    setOpen(false);
    if (refocus) trigger.current?.focus();
    const changed = values.length !== chosen.length || values.some((value) => !chosen.includes(value));
    if (changed && values.length >= min && values.length <= max) props.onChoose(values);
  };
  const toggle = (value: string) => {
    const has = draft.includes(value);
    if (max === 1) return close(has && min === 0 ? [] : [value]);
    if (has) setDraft(draft.filter((one) => one !== value));
    else if (draft.length < max) setDraft([...draft, value]);
  };
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) close(draft, false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  });

  const labels = chosen.map((value) => options.find((option) => option.value === value)?.label ?? value);
  return (
    <div class="dropdown" ref={box}>
      <button
        ref={trigger}
        type="button"
        class={labels.length > 0 ? "dropdown-trigger filled" : "dropdown-trigger"}
        aria-haspopup="listbox"
        aria-expanded={open}
        aria-label={`${label}: ${labels.join(", ") || placeholder}`}
        disabled={disabled || props.busy}
        onClick={() => {
          setDraft(chosen);
          setOpen(!open);
        }}
      >
        <span class="dropdown-value">{labels.join(", ") || placeholder}</span>
        {props.busy ? <span class="dots" aria-hidden="true" /> : <Icon name="chevron" size={18} />}
      </button>
      {open && <DropdownList id={id} {...props} chosen={draft} onToggle={toggle} onClose={() => close(draft)} />}
    </div>
  );
}

interface DropdownListProps extends DropdownProps {
  id: string;
  onToggle(value: string): void;
  onClose(): void;
}

function DropdownList({ id, label, options, chosen, max = 1, onToggle, onClose }: DropdownListProps) {
  const [query, setQuery] = useState("");
  const found = matching(options, query);
  const keys = useOptionKeys(found.length, query, (index) => onToggle(found[index]?.value ?? ""));
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(false);
  const searchable = options.length >= SEARCH_FROM;

  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    const frame = list.current?.closest(".scroller")?.getBoundingClientRect();
    const own = list.current?.getBoundingClientRect();
    if (frame && own && own.bottom > frame.bottom && own.top - frame.top > own.height) setAbove(true);
    else list.current?.scrollIntoView({ block: "nearest" });
  }, []);

  return (
    <div ref={list} class={above ? "dropdown-list above" : "dropdown-list"}>
      <div class={searchable ? "search" : "search visually-hidden"}>
        <Icon name="search" size={16} />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={optionId(id, keys.active)}
          aria-label={`Search: ${label}`}
          placeholder="Search"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (keys.onKey(event)) return;
            if (event.key !== "Escape" && event.key !== "Tab") return;
            event.stopPropagation();
            onClose();
          }}
        />
      </div>
      <OptionList
        id={id}
        label={label}
        options={found}
        active={keys.active}
        chosen={chosen}
        multiple={max > 1}
        onChoose={(index) => onToggle(found[index]?.value ?? "")}
        onActive={keys.setActive}
      />
    </div>
  );
}
