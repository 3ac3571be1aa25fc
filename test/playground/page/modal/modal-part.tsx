// One part of a form: a text, or a field under its label with what is wrong with it.

import { ComponentType } from "discord-api-types/v10";
import { useId } from "preact/hooks";
import { Markdown } from "../markdown/markdown.tsx";
import { FieldControl } from "./field-control.tsx";
import type { FieldComponent, FieldDraft, ModalComponent } from "./modal-fields.ts";

interface Fields {
  drafts: Record<string, FieldDraft>;
  problems: Record<string, string>;
  onChange(id: string, draft: FieldDraft): void;
}

export function ModalPart({ component, ...fields }: Fields & { component: ModalComponent }) {
  if (component.type === ComponentType.TextDisplay) return <Markdown text={component.content} />;
  if (component.type === ComponentType.Label) {
    return (
      <LabelledField
        {...fields}
        label={component.label}
        description={component.description ?? ""}
        component={component.component}
      />
    );
  }
  if (component.type !== ComponentType.ActionRow) return null;
  return (
    <>
      {component.components.map((input) => (
        <LabelledField key={input.custom_id} {...fields} label={input.label ?? ""} description="" component={input} />
      ))}
    </>
  );
}

interface LabelledFieldProps extends Fields {
  label: string;
  description: string;
  component: FieldComponent;
}

function LabelledField({ label, description, component, drafts, problems, onChange }: LabelledFieldProps) {
  const id = useId();
  const problem = problems[component.custom_id];
  const required =
    component.type !== ComponentType.Checkbox && (!("required" in component) || component.required !== false);
  return (
    <div class="modal-field">
      <label for={id}>
        {label}
        {required && (
          <span class="required" title="Required">
            {" "}
            *
          </span>
        )}
      </label>
      {description && (
        <p class="description" id={`${id}-description`}>
          {description}
        </p>
      )}
      <FieldControl
        id={id}
        label={label}
        component={component}
        draft={drafts[component.custom_id] ?? ""}
        invalid={problem !== undefined}
        onChange={(draft) => onChange(component.custom_id, draft)}
      />
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}
