// The fields of a form: which there are, what they begin with, what is wrong with what was put in. Pure.

import {
  type APIComponentInLabel,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
} from "discord-api-types/v10";
import type { ModalInput } from "../../wire.ts";

export type ModalComponent = APIModalInteractionResponseCallbackData["components"][number];
export type FieldComponent = APIComponentInLabel | APITextInputComponent;
export type FieldDraft = string | string[] | boolean | File[];

export interface Field {
  id: string;
  component: FieldComponent;
  initial: FieldDraft;
}

export function fieldsOf(components: readonly ModalComponent[]): Field[] {
  return components.flatMap((component): Field[] => {
    if (component.type === ComponentType.ActionRow) return component.components.map(toField);
    return component.type === ComponentType.Label ? [toField(component.component)] : [];
  });
}

function toField(component: FieldComponent): Field {
  return { id: component.custom_id, component, initial: initialOf(component) };
}

function initialOf(component: FieldComponent): FieldDraft {
  switch (component.type) {
    case ComponentType.TextInput:
      return component.value ?? "";
    case ComponentType.Checkbox:
      return component.default ?? false;
    case ComponentType.RadioGroup:
      return component.options.find((option) => option.default === true)?.value ?? "";
    case ComponentType.StringSelect:
    case ComponentType.CheckboxGroup:
      return component.options.filter((option) => option.default === true).map(({ value }) => value);
    case ComponentType.FileUpload:
      return [];
    default:
      return (component.default_values ?? []).map(({ id }) => id);
  }
}

/** A sentence when Discord would not take this; null when it would. */
export function problemOf({ component }: Field, draft: FieldDraft | undefined): string | null {
  const required = !("required" in component) || component.required !== false;
  const empty = draft === undefined || draft === "" || (Array.isArray(draft) && draft.length === 0);
  if (component.type === ComponentType.Checkbox) return null;
  if (empty) return required ? "This field is required." : null;
  if (component.type === ComponentType.TextInput && typeof draft === "string") {
    if (draft.length < (component.min_length ?? 0)) return `Must be ${component.min_length} or more in length.`;
    if (draft.length > (component.max_length ?? 4000)) return `Must be ${component.max_length} or fewer in length.`;
  }
  if (Array.isArray(draft)) {
    const { min_values: min = 0, max_values: max = 25 } = component as { min_values?: number; max_values?: number };
    if (draft.length < min) return `Choose at least ${min}.`;
    if (draft.length > max) return `Choose at most ${max}.`;
  }
  return null;
}

export function toValues(drafts: Record<string, FieldDraft>): { values: Record<string, ModalInput>; files: File[] } {
  const files: File[] = [];
  const values = Object.entries(drafts).map(([id, draft]): [string, ModalInput] => {
    if (typeof draft === "boolean") return [id, String(draft)];
    if (typeof draft === "string") return [id, draft];
    const uploads = draft.filter((one) => one instanceof File);
    if (uploads.length === 0) return [id, draft.filter((one) => typeof one === "string")];
    files.push(...uploads);
    return [id, { files: uploads.map((_, index) => files.length - uploads.length + index) }];
  });
  return { values: Object.fromEntries(values), files };
}
