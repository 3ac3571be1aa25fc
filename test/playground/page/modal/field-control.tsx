// The control of a form's field: text, select, radio buttons, checkboxes, file upload.

import { ComponentType } from "discord-api-types/v10";
import { selectOptions } from "../components/select-menu.tsx";
import { usePane } from "../data/pane-tools.ts";
import { Dropdown } from "../picker/dropdown.tsx";
import { Choices } from "./choices.tsx";
import type { FieldComponent, FieldDraft } from "./modal-fields.ts";

interface FieldControlProps {
  id: string;
  label: string;
  component: FieldComponent;
  draft: FieldDraft;
  invalid: boolean;
  onChange(draft: FieldDraft): void;
}

const PARAGRAPH = 2;

export function FieldControl({ id, label, component, draft, invalid, onChange }: FieldControlProps) {
  const pane = usePane();
  const chosen = Array.isArray(draft) ? draft.filter((one) => typeof one === "string") : [];

  switch (component.type) {
    case ComponentType.TextInput: {
      const shared = {
        id,
        value: typeof draft === "string" ? draft : "",
        placeholder: component.placeholder ?? "",
        maxLength: component.max_length ?? 4000,
        "aria-invalid": invalid,
      };
      if (component.style !== PARAGRAPH) {
        return <input {...shared} type="text" onInput={(event) => onChange(event.currentTarget.value)} />;
      }
      return <textarea {...shared} rows={4} onInput={(event) => onChange(event.currentTarget.value)} />;
    }
    case ComponentType.FileUpload:
      return (
        <input
          id={id}
          type="file"
          multiple={(component.max_values ?? 1) > 1}
          aria-invalid={invalid}
          onChange={(event) => onChange([...(event.currentTarget.files ?? [])])}
        />
      );
    case ComponentType.Checkbox:
      return (
        <input
          id={id}
          type="checkbox"
          checked={draft === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case ComponentType.RadioGroup:
      return (
        <Choices
          id={id}
          label={label}
          choices={component.options}
          single
          chosen={typeof draft === "string" ? [draft] : []}
          onChoose={([value = ""]) => onChange(value)}
        />
      );
    case ComponentType.CheckboxGroup:
      return (
        <Choices id={id} label={label} choices={component.options} single={false} chosen={chosen} onChoose={onChange} />
      );
    default:
      return (
        <Dropdown
          label={label}
          options={selectOptions(pane, component)}
          chosen={chosen}
          placeholder={component.placeholder}
          min={component.min_values ?? 1}
          max={component.max_values ?? 1}
          onChoose={onChange}
        />
      );
  }
}
