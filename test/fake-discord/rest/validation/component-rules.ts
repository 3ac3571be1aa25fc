// How components of a message may stand together: rows, buttons by style, selects, ids, and the rules of Components V2.

import type { Flaw } from "../errors.ts";
import { attachmentFlaw } from "./embed-rules.ts";
import { isJson, type Json, list, objects, text } from "./json.ts";

const ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const FILE = 13;
const TEXT_DISPLAY = 10;
const MAX_COMPONENTS_V2 = 40;
const MAX_TEXT_V2 = 4000;

interface Placed {
  component: Json;
  path: (string | number)[];
}

/** `v2`: whether the message is, or becomes, one with IS_COMPONENTS_V2. */
export function componentFlaws(components: Json[], v2: boolean, files: readonly string[]): Flaw[] {
  const placed = everyComponent(components, ["components"]);
  const flaws = placed.flatMap((one) => [...rowFlaws(one), ...buttonFlaws(one), ...selectFlaws(one)]);
  flaws.push(...duplicates(placed, "custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"));
  flaws.push(...duplicates(placed, "id", "COMPONENT_ID_DUPLICATED"));
  return [...flaws, ...(v2 ? v2Flaws(placed, files) : v1Flaws(components))];
}

/** All components with their paths, outer ones before inner ones. */
function everyComponent(components: Json[], path: (string | number)[]): Placed[] {
  return components.flatMap((component, index) => placeOne(component, [...path, index]));
}

function placeOne(component: Json, path: (string | number)[]): Placed[] {
  const single = ["accessory", "component"].flatMap((key) => {
    const part = component[key];
    return isJson(part) ? placeOne(part, [...path, key]) : [];
  });
  return [{ component, path }, ...everyComponent(objects(component.components), [...path, "components"]), ...single];
}

function v1Flaws(components: Json[]): Flaw[] {
  const flaws: Flaw[] = components.flatMap((component, index) => {
    if (component.type === ROW) return [];
    const message = `Value of field "type" must be one of (1,).`;
    return [{ path: ["components", index, "type"], code: "UNION_TYPE_CHOICES", message }];
  });
  if (components.length > 5) {
    flaws.push({ path: ["components"], code: "BASE_TYPE_BAD_LENGTH", message: "Must be between 1 and 5 in length." });
  }
  return flaws;
}

function v2Flaws(placed: Placed[], files: readonly string[]): Flaw[] {
  const flaws: Flaw[] = [];
  if (placed.length > MAX_COMPONENTS_V2) {
    const message = `The total number of components must not exceed ${MAX_COMPONENTS_V2}.`;
    flaws.push({ path: ["components"], code: "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", message });
  }
  const texts = placed.filter(({ component }) => component.type === TEXT_DISPLAY);
  if (texts.reduce((sum, { component }) => sum + [...text(component.content)].length, 0) > MAX_TEXT_V2) {
    const message = `The total displayable text must not exceed ${MAX_TEXT_V2} characters.`;
    flaws.push({ path: ["components"], code: "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", message });
  }
  for (const { component, path } of placed) {
    const media = [
      ["file", component.file],
      ["media", component.media],
    ] as const;
    const items = objects(component.items).map((item, index) => [`items.${index}.media`, item.media] as const);
    for (const [key, part] of [...media, ...items]) {
      if (!isJson(part)) continue;
      const url = text(part.url);
      const at = [...path, ...key.split("."), "url"];
      if (component.type === FILE && !url.startsWith("attachment://")) {
        flaws.push({ path: at, code: "URL_TYPE_INVALID_SCHEME", message: "A file component shows attachments only." });
      }
      const flaw = attachmentFlaw(url, files, /./);
      if (flaw) flaws.push({ path: at, ...flaw });
    }
  }
  return flaws;
}

function rowFlaws({ component, path }: Placed): Flaw[] {
  if (component.type !== ROW) return [];
  const inner = objects(component.components);
  const selects = inner.filter((one) => one.type !== BUTTON).length;
  if (selects === 0 || (selects === 1 && inner.length === 1)) return [];
  const message = "The specified component exceeds the maximum width";
  return [{ path: [...path, "components", 1], code: "COMPONENT_LAYOUT_WIDTH_EXCEEDED", message }];
}

function buttonFlaws({ component, path }: Placed): Flaw[] {
  if (component.type !== BUTTON) return [];
  const { style } = component;
  const wanted = style === 5 ? "url" : style === 6 ? "sku_id" : "custom_id";
  const flaws: Flaw[] = [];
  const given = (key: string) => component[key] !== undefined && component[key] !== null && component[key] !== "";
  if (!given(wanted)) {
    flaws.push({
      path: [...path, wanted],
      code: "BASE_TYPE_REQUIRED",
      message: `A button of style ${style} needs a ${wanted}.`,
    });
  }
  for (const other of ["url", "sku_id", "custom_id"]) {
    if (other === wanted || !given(other)) continue;
    const message = `A button of style ${style} can't have a ${other}.`;
    flaws.push({ path: [...path, other], code: "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", message });
  }
  if (style === 6 ? given("label") || given("emoji") : !given("label") && !given("emoji")) {
    const message = style === 6 ? "A premium button has no label." : "A button needs a label or an emoji.";
    flaws.push({ path: [...path, "label"], code: "BUTTON_COMPONENT_INVALID_LABEL", message });
  }
  return flaws;
}

function selectFlaws({ component, path }: Placed): Flaw[] {
  const flaws: Flaw[] = [];
  const low = typeof component.min_values === "number" ? component.min_values : 1;
  const high = typeof component.max_values === "number" ? component.max_values : 1;
  const isSelect = [3, 5, 6, 7, 8].includes(Number(component.type));
  if (isSelect && low > Math.max(high, 1)) {
    flaws.push({
      path: [...path, "min_values"],
      code: "NUMBER_TYPE_MAX",
      message: "min_values is greater than max_values.",
    });
  }
  if (isSelect && list(component.default_values).length > high) {
    flaws.push({
      path: [...path, "default_values"],
      code: "BASE_TYPE_BAD_LENGTH",
      message: "More defaults than max_values.",
    });
  }
  if (component.type !== STRING_SELECT) return flaws;
  const options = objects(component.options);
  if (options.length === 0 || high > options.length) {
    const message = `Must be between ${Math.max(1, high)} and 25 in length.`;
    flaws.push({ path: [...path, "options"], code: "BASE_TYPE_BAD_LENGTH", message });
  }
  const values = options.map((option) => option.value);
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) === index) continue;
    const message = "The specified option value is already used";
    flaws.push({
      path: [...path, "options", index, "value"],
      code: "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
      message,
    });
  }
  if (options.filter((option) => option.default === true).length > high) {
    const message = "More options are selected by default than max_values allows.";
    flaws.push({ path: [...path, "options"], code: "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", message });
  }
  return flaws;
}

function duplicates(placed: Placed[], key: "custom_id" | "id", code: string): Flaw[] {
  const seen = new Set<unknown>();
  return placed.flatMap(({ component, path }) => {
    const value = component[key];
    if (value === undefined || value === null || value === 0) return [];
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    return [{ path: [...path, key], code, message: `Component ${key} cannot be duplicated` }];
  });
}
