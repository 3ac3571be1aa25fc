// A click or a choice as a client sends it: the component must stand in the message, be usable, and offer what was chosen.

import { ComponentType } from "discord-api-types/v10";
import type { ChannelRecord, MessageRecord } from "../world/state.ts";
import type { World } from "../world/world.ts";
import { choosableChannel, choosableRole, choosableUser } from "./choosable.ts";
import { createResolver } from "./resolved.ts";

type Json = Record<string, unknown>;

interface Scene {
  world: World;
  userId: string;
  channel: ChannelRecord;
}

/** `button` is a custom id, or a label that only one button of the message has. */
export function clickData(record: MessageRecord, button: string): object {
  const buttons = componentsOf(record.message.components).filter((one) => one.type === ComponentType.Button);
  const labelled = buttons.filter((one) => one.label === button);
  const found = buttons.find((one) => one.custom_id === button) ?? (labelled.length === 1 ? labelled[0] : undefined);
  if (!found) {
    const names = buttons.map((one) => `${String(one.label)} (${String(one.custom_id)})`).join(", ");
    throw new Error(`There is ${labelled.length > 1 ? "more than one" : "no"} button "${button}" among: ${names}.`);
  }
  if (found.disabled) throw new Error(`The button "${button}" is disabled.`);
  if (typeof found.custom_id !== "string") throw new Error(`The button "${button}" opens a link.`);
  return { custom_id: found.custom_id, component_type: ComponentType.Button, id: found.id };
}

export function selectData(scene: Scene, record: MessageRecord, customId: string, values: readonly string[]): object {
  const menu = componentsOf(record.message.components).find(
    (one) => one.custom_id === customId && one.type !== ComponentType.Button,
  );
  if (!menu) throw new Error(`There is no select menu "${customId}" in this message.`);
  if (menu.disabled) throw new Error(`The select menu "${customId}" is disabled.`);
  const resolver = createResolver(scene.world, scene.world.guilds.get(scene.channel.guildId ?? ""), scene.userId);
  const chosen = chosenValues({ ...scene, resolver }, menu, values);
  return { custom_id: customId, component_type: menu.type, id: menu.id, values: chosen, ...resolver.result() };
}

/** Checks number and kind of the values of any select menu, in messages and modals; `menu` is the component. */
export function chosenValues(
  chooser: Parameters<typeof choosableUser>[0],
  menu: Json,
  values: readonly string[],
  min = numberOr(menu.min_values, 1),
): string[] {
  const max = numberOr(menu.max_values, 1);
  const name = String(menu.custom_id);
  if (new Set(values).size !== values.length) throw new Error(`${name}: a value can be chosen only once.`);
  if (values.length < min) throw new Error(`${name}: choose at least ${min}.`);
  if (values.length > max) throw new Error(`${name}: choose at most ${max}.`);
  return values.map((value) => {
    switch (menu.type) {
      case ComponentType.UserSelect:
        return choosableUser(chooser, value);
      case ComponentType.RoleSelect:
        return choosableRole(chooser, value);
      case ComponentType.MentionableSelect:
        return chooser.world.users.has(value) ? choosableUser(chooser, value) : choosableRole(chooser, value);
      case ComponentType.ChannelSelect:
        return choosableChannel(chooser, value, menu.channel_types as number[] | undefined);
      default:
        if (!optionsOf(menu).some((option) => option.value === value)) {
          throw new Error(`${name}: "${value}" isn't offered.`);
        }
        return value;
    }
  });
}

export function optionsOf(menu: Json): Json[] {
  return Array.isArray(menu.options) ? (menu.options as Json[]) : [];
}

export function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** Every component of a message or modal, nested ones included. */
export function componentsOf(value: unknown): Json[] {
  if (Array.isArray(value)) return value.flatMap(componentsOf);
  if (typeof value !== "object" || value === null) return [];
  const component = value as Json;
  const inside = [component.components, component.component, component.accessory].flatMap(componentsOf);
  return typeof component.type === "number" ? [component, ...inside] : inside;
}
