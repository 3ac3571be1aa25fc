// What is wrong with a modal that an application wants to open: Discord's rules beyond what its schemas say. Pure.

import { ComponentType as Type } from "discord-api-types/v10";
import type { Flaw } from "../rest/errors.ts";
import { componentsOf } from "./component-data.ts";

type Json = Record<string, unknown>;
type Path = (string | number)[];

const LABELLED = new Set<unknown>([
  Type.StringSelect,
  Type.TextInput,
  Type.UserSelect,
  Type.RoleSelect,
  Type.MentionableSelect,
  Type.ChannelSelect,
  Type.FileUpload,
  Type.RadioGroup,
  Type.CheckboxGroup,
  Type.Checkbox,
]);

/** `data` is the `data` of a callback of type 9; paths start below it. */
export function modalFlaws(data: unknown): Flaw[] {
  if (!isJson(data)) return [{ path: [], code: "BASE_TYPE_REQUIRED", message: "This field is required" }];
  const flaws: Flaw[] = [
    ...length(data.custom_id, ["custom_id"], 1, 100),
    ...length(data.title, ["title"], 1, 45),
    ...(Array.isArray(data.components) ? [] : [required(["components"])]),
  ];
  const components = Array.isArray(data.components) ? data.components : [];
  if (Array.isArray(data.components)) flaws.push(...count(components, ["components"], 1, 5));
  flaws.push(...components.flatMap((component, index) => topLevel(component, ["components", index])));
  return [...flaws, ...duplicates(components)];
}

function topLevel(component: unknown, path: Path): Flaw[] {
  if (!isJson(component)) return [required(path)];
  switch (component.type) {
    case Type.TextDisplay:
      return length(component.content, [...path, "content"], 1, 4000);
    case Type.Label: {
      const inner = component.component;
      const own = [
        ...length(component.label, [...path, "label"], 1, 45),
        ...optionalLength(component.description, [...path, "description"], 100),
      ];
      if (!isJson(inner)) return [...own, required([...path, "component"])];
      if (!LABELLED.has(inner.type)) return [...own, badType([...path, "component", "type"])];
      if (inner.type === Type.TextInput && inner.label !== undefined && inner.label !== null) {
        own.push(invalid([...path, "component", "label"], "A text input inside a label has no label of its own"));
      }
      return [...own, ...input(inner, [...path, "component"])];
    }
    case Type.ActionRow: {
      const row = Array.isArray(component.components) ? component.components : [];
      const [only] = row;
      if (row.length !== 1 || !isJson(only) || only.type !== Type.TextInput) return [badType([...path, "components"])];
      const at = [...path, "components", 0];
      return [...length(only.label, [...at, "label"], 1, 45), ...input(only, at)];
    }
    default:
      return [badType([...path, "type"])];
  }
}

function input(component: Json, path: Path): Flaw[] {
  const flaws = length(component.custom_id, [...path, "custom_id"], 1, 100);
  if (component.disabled) flaws.push(invalid([...path, "disabled"], "Components in a modal can't be disabled"));
  switch (component.type) {
    case Type.TextInput:
      return [...flaws, ...textInput(component, path)];
    case Type.StringSelect:
      return [...flaws, ...bounds(component, path, 25), ...choices(component, path, 1, 25)];
    case Type.RadioGroup:
      return [...flaws, ...choices(component, path, 2, 10)];
    case Type.CheckboxGroup:
      return [...flaws, ...bounds(component, path, 10), ...choices(component, path, 1, 10)];
    case Type.FileUpload: {
      const types = component.file_types;
      const tooMany = Array.isArray(types) ? count(types, [...path, "file_types"], 0, 10) : [];
      return [...flaws, ...bounds(component, path, 10), ...tooMany];
    }
    case Type.Checkbox:
      return flaws;
    default:
      return [...flaws, ...bounds(component, path, 25)];
  }
}

function textInput(component: Json, path: Path): Flaw[] {
  const { min_length: min, max_length: max } = component;
  const flaws = [
    ...range(min, [...path, "min_length"], 0, 4000),
    ...range(max, [...path, "max_length"], 1, 4000),
    ...optionalLength(component.placeholder, [...path, "placeholder"], 100),
    ...optionalLength(component.value, [...path, "value"], 4000),
  ];
  if (component.style !== 1 && component.style !== 2) flaws.push(badType([...path, "style"]));
  if (typeof min === "number" && typeof max === "number" && min > max) {
    flaws.push(invalid([...path, "min_length"], "min_length must be at most max_length"));
  }
  return flaws;
}

/** min_values and max_values; what is required (the default) can't be content with none. */
function bounds(component: Json, path: Path, limit: number): Flaw[] {
  const { min_values: min, max_values: max } = component;
  const flaws = [
    ...range(min, [...path, "min_values"], 0, limit),
    ...range(max, [...path, "max_values"], 1, limit),
    ...optionalLength(component.placeholder, [...path, "placeholder"], 150),
  ];
  if (min === 0 && component.required !== false) {
    flaws.push(invalid([...path, "min_values"], "A required component needs min_values of at least 1"));
  }
  if (typeof min === "number" && typeof max === "number" && min > max) {
    flaws.push(invalid([...path, "min_values"], "min_values must be at most max_values"));
  }
  return flaws;
}

function choices(component: Json, path: Path, min: number, max: number): Flaw[] {
  if (!Array.isArray(component.options)) return [required([...path, "options"])];
  const options = component.options.filter(isJson);
  const values = options.map((option) => option.value);
  const flaws = count(component.options, [...path, "options"], min, max);
  for (const [index, option] of options.entries()) {
    const at = [...path, "options", index];
    flaws.push(...length(option.label, [...at, "label"], 1, 100), ...length(option.value, [...at, "value"], 1, 100));
    flaws.push(...optionalLength(option.description, [...at, "description"], 100));
    if (values.indexOf(option.value) !== index) {
      flaws.push({
        path: [...at, "value"],
        code: "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        message: "The specified option value is already used",
      });
    }
  }
  return flaws;
}

function duplicates(components: unknown[]): Flaw[] {
  const ids = componentsOf(components).flatMap(({ custom_id }) => (typeof custom_id === "string" ? [custom_id] : []));
  if (new Set(ids).size === ids.length) return [];
  const message = "Component custom id cannot be duplicated";
  return [{ path: ["components"], code: "COMPONENT_CUSTOM_ID_DUPLICATED", message }];
}

function length(value: unknown, path: Path, min: number, max: number): Flaw[] {
  if (typeof value !== "string") return [required(path)];
  if (value.length >= min && value.length <= max) return [];
  return [{ path, code: "BASE_TYPE_BAD_LENGTH", message: `Must be between ${min} and ${max} in length.` }];
}

function optionalLength(value: unknown, path: Path, max: number): Flaw[] {
  return value === undefined || value === null ? [] : length(value, path, 0, max);
}

function count(list: unknown[], path: Path, min: number, max: number): Flaw[] {
  if (list.length >= min && list.length <= max) return [];
  return [{ path, code: "BASE_TYPE_BAD_LENGTH", message: `Must be between ${min} and ${max} in length.` }];
}

function range(value: unknown, path: Path, min: number, max: number): Flaw[] {
  if (value === undefined || value === null) return [];
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return [];
  return [{ path, code: "NUMBER_TYPE_MAX", message: `int value should be between ${min} and ${max}.` }];
}

function required(path: Path): Flaw {
  return { path, code: "BASE_TYPE_REQUIRED", message: "This field is required" };
}

function badType(path: Path): Flaw {
  return { path, code: "UNION_TYPE_CHOICES", message: "Value of field must be one of the types allowed here." };
}

function invalid(path: Path, message: string): Flaw {
  return { path, code: "BASE_TYPE_CHOICES", message };
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
