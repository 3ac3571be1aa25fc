// One option of a command: a text, number, choice, person, role, channel, yes or no, or a file.

import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType as Type } from "discord-api-types/v10";
import { useId } from "preact/hooks";
import { usePane } from "../data/pane-tools.ts";
import { Dropdown } from "../picker/dropdown.tsx";
import { type EntityKind, entityOptions } from "../picker/entity-options.tsx";
import type { Option } from "../picker/option-list.tsx";
import { Icon } from "../shell/icon.tsx";
import { AutocompleteField } from "./autocomplete-field.tsx";
import type { OptionDraft } from "./option-values.ts";
import type { Runnable } from "./runnable.ts";

interface OptionFieldProps {
  command: Runnable;
  option: APIApplicationCommandBasicOption;
  drafts: Record<string, OptionDraft>;
  problem: string | null;
  onChange(draft: OptionDraft | undefined): void;
  onRemove: (() => void) | null;
}

export function OptionField(props: OptionFieldProps) {
  const { option, drafts, problem, onRemove } = props;
  const id = useId();
  const draft = drafts[option.name];
  return (
    <div class={problem ? "option-field wrong" : "option-field"} data-empty={draft === undefined || draft === ""}>
      <label for={id} title={option.description}>
        {option.name}
      </label>
      <Control {...props} id={id} />
      {onRemove && (
        <button type="button" class="remove" aria-label={`Leave out ${option.name}`} onClick={onRemove}>
          <Icon name="close" size={14} />
        </button>
      )}
      {problem && <span role="alert">{problem}</span>}
    </div>
  );
}

const ENTITIES: Partial<Record<Type, EntityKind>> = {
  [Type.User]: "user",
  [Type.Role]: "role",
  [Type.Mentionable]: "mentionable",
  [Type.Channel]: "channel",
};

function Control({ command, option, drafts, onChange, id }: OptionFieldProps & { id: string }) {
  const pane = usePane();
  const draft = drafts[option.name];
  const text = typeof draft === "string" ? draft : "";
  const list = (options: Option[], chosen = text) => (
    <Dropdown
      label={option.name}
      options={options}
      chosen={chosen === "" ? [] : [chosen]}
      placeholder={option.description}
      min={0}
      onChoose={([value]) => onChange(option.type === Type.Boolean && value ? value === "true" : value)}
    />
  );

  const kind = ENTITIES[option.type];
  if (kind) {
    const types = option.type === Type.Channel ? option.channel_types : [];
    return list(entityOptions(pane, kind, types));
  }
  if (option.type === Type.Boolean) {
    const answers = ["true", "false"].map((value) => ({ value, label: value === "true" ? "True" : "False" }));
    return list(answers, draft === undefined ? "" : String(draft));
  }
  if (option.type === Type.Attachment) {
    return <input id={id} type="file" onChange={(event) => onChange(event.currentTarget.files?.[0])} />;
  }
  if ("choices" in option && option.choices && option.choices.length > 0) {
    return list(option.choices.map(({ name, value }) => ({ value: String(value), label: name })));
  }
  if ("autocomplete" in option && option.autocomplete) {
    return <AutocompleteField id={id} command={command} option={option} drafts={drafts} onChange={onChange} />;
  }
  return (
    <input
      id={id}
      type="text"
      inputMode={option.type === Type.String ? "text" : "decimal"}
      autocomplete="off"
      placeholder={option.description}
      value={text}
      onInput={(event) => onChange(event.currentTarget.value)}
    />
  );
}
