// How people, roles, channels, times and lists are written into Discord's texts.

import type { PermissionName } from "../../../domain/permissions.ts";

export const list = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
export const mentionRole = (id: string) => `<@&${id}>`;
export const mentionUser = (id: string) => `<@${id}>`;
export const mentionChannel = (id: string) => `<#${id}>`;
export const date = (ms: number) => `<t:${Math.floor(ms / 1000)}:f>`;
export const permissions = (names: readonly PermissionName[]) => list(names.map((name) => `**${name}**`));
/** In a channel's settings, Manage Roles goes by another name. */
export const permissionsInChannel = (names: readonly PermissionName[]) =>
  list(names.map((name) => (name === "Manage Roles" ? "**Manage Permissions**" : `**${name}**`)));
export const ago = (ms: number) => `<t:${Math.floor(ms / 1000)}:R>`;
