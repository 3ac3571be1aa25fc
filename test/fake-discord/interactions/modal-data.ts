// A filled-in modal as a client sends it: every field is checked as the client's form does before it lets one submit.

import { ComponentType as Type } from "discord-api-types/v10";
import type { OpenModal, Upload } from "../api.ts";
import { checkFiles } from "../people/draft.ts";
import { storeFile } from "../world/files.ts";
import type { ChannelRecord } from "../world/state.ts";
import { uploadLimit } from "../world/upload-limit.ts";
import type { World } from "../world/world.ts";
import { chosenValues, componentsOf, numberOr, optionsOf } from "./component-data.ts";
import { createResolver, type Resolver } from "./resolved.ts";

type Json = Record<string, unknown>;
type Value = string | string[] | Upload[];

interface Form {
  world: World;
  userId: string;
  channel: ChannelRecord;
  resolver: Resolver;
}

/** Values by the fields' custom ids; a field that isn't given keeps what the application put into it. */
export function modalData(
  scene: Omit<Form, "resolver">,
  modal: OpenModal["data"],
  values: Record<string, Value>,
): object {
  const guild = scene.world.guilds.get(scene.channel.guildId ?? "");
  const form: Form = { ...scene, resolver: createResolver(scene.world, guild, scene.userId) };
  const rows = modal.components as unknown as Json[];
  const known = componentsOf(rows).map((one) => one.custom_id);
  const stray = Object.keys(values).find((key) => !known.includes(key));
  if (stray !== undefined) throw new Error(`The modal "${modal.title}" has no field "${stray}".`);

  let nextId = 1;
  const idOf = (component: Json) => (typeof component.id === "number" && component.id > 0 ? component.id : nextId++);
  const components = rows.map((row) => {
    const id = idOf(row);
    if (row.type === Type.TextDisplay) return { type: row.type, id };
    const inner = (row.type === Type.Label ? row.component : (row.components as Json[])[0]) as Json;
    const field = {
      type: inner.type,
      id: idOf(inner),
      custom_id: inner.custom_id,
      ...fieldValue(form, inner, values[String(inner.custom_id)], labelOf(row, inner)),
    };
    return row.type === Type.Label
      ? { type: row.type, id, component: field }
      : { type: row.type, id, components: [field] };
  });
  return { custom_id: modal.custom_id, components, ...form.resolver.result() };
}

function fieldValue(form: Form, field: Json, given: Value | undefined, label: string): Json {
  const required = field.required !== false;
  switch (field.type) {
    case Type.TextInput:
      return { value: textOf(field, given, label, required) };
    case Type.FileUpload:
      return { values: uploadsOf(form, field, given, label, required) };
    case Type.Checkbox:
      return { value: given === undefined ? field.default === true : given === "true" };
    case Type.RadioGroup: {
      const preset = optionsOf(field).find((option) => option.default)?.value ?? null;
      const chosen = given === "" ? null : (given ?? preset);
      if (chosen === null && required) throw new Error(`${label}: This field is required.`);
      if (chosen !== null && !optionsOf(field).some((option) => option.value === chosen)) {
        throw new Error(`${label}: "${String(chosen)}" isn't offered.`);
      }
      return { value: chosen };
    }
    default: {
      const chosen = given === undefined ? preselected(field) : listOf(given, label);
      // A field that may stay empty may, whatever its min_values says once something is chosen.
      const min = chosen.length === 0 && !required ? 0 : numberOr(field.min_values, 1);
      const all = field.type === Type.CheckboxGroup ? { ...field, max_values: field.max_values ?? 10 } : field;
      return { values: chosenValues(form, all, chosen, min) };
    }
  }
}

function textOf(field: Json, given: Value | undefined, label: string, required: boolean): string {
  const text = given ?? field.value ?? "";
  if (typeof text !== "string") throw new Error(`${label}: This field takes a text.`);
  if (text === "") {
    if (required) throw new Error(`${label}: This field is required.`);
    return text;
  }
  if (field.style === 1 && text.includes("\n")) throw new Error(`${label}: This field has one line only.`);
  const min = numberOr(field.min_length, 0);
  const max = numberOr(field.max_length, 4000);
  if (text.length < min) throw new Error(`${label}: Must be at least ${min} characters.`);
  if (text.length > max) throw new Error(`${label}: Must be at most ${max} characters.`);
  return text;
}

function uploadsOf(form: Form, field: Json, given: Value | undefined, label: string, required: boolean): string[] {
  const files = (given ?? []) as (string | Upload)[];
  if (!Array.isArray(files) || files.some((file) => typeof file === "string")) {
    throw new Error(`${label}: This field takes files.`);
  }
  const uploads = files as Upload[];
  const min = required ? Math.max(1, numberOr(field.min_values, 1)) : 0;
  const max = numberOr(field.max_values, 1);
  if (uploads.length < min) throw new Error(`${label}: Upload at least ${min} files.`);
  if (uploads.length > max) throw new Error(`${label}: Upload at most ${max} files.`);
  checkFiles(uploads, uploadLimit(form.world, form.channel, form.userId));
  const wrong = uploads.find((upload) => !fitsTypes(upload.name, field.file_types));
  if (wrong) throw new Error(`${label}: ${wrong.name} is not of a type that can be uploaded here.`);
  return uploads.map((upload) => {
    const attachment = storeFile(form.world, form.channel.id, upload, true);
    form.resolver.attachment(attachment);
    return attachment.id;
  });
}

const KINDS: Record<string, RegExp> = {
  image: /\.(avif|gif|jpe?g|png|webp)$/i,
  video: /\.(mov|mp4|webm)$/i,
  audio: /\.(flac|m4a|mp3|ogg|wav)$/i,
};

/** Only the name counts: a kind such as `image`, or an extension such as `.pdf`. */
function fitsTypes(name: string, types: unknown): boolean {
  if (!Array.isArray(types) || types.length === 0) return true;
  return types.some(
    (type) => KINDS[String(type)]?.test(name) ?? name.toLowerCase().endsWith(String(type).toLowerCase()),
  );
}

function preselected(field: Json): string[] {
  if (Array.isArray(field.default_values)) return (field.default_values as { id: string }[]).map((one) => one.id);
  return optionsOf(field).flatMap((option) => (option.default ? [String(option.value)] : []));
}

function listOf(given: Value, label: string): string[] {
  const list = Array.isArray(given) ? given : [given];
  return list.map((item) => {
    if (typeof item !== "string") throw new Error(`${label}: This field takes no files.`);
    return item;
  });
}

function labelOf(row: Json, field: Json): string {
  return String(row.label ?? field.label ?? field.custom_id);
}
