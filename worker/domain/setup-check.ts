// Whether a server's settings would work, and what is missing where. Pure; the facts come from Discord just before.

import {
  type ChannelFacts,
  type GuildFacts,
  missing,
  type PermissionName,
  permissionsOf,
  type RoleFacts,
} from "./permissions.ts";
import type { Settings } from "./settings.ts";

export interface SetupFacts {
  guild: GuildFacts;
  channels: ChannelFacts[];
  bot: { id: string; roleIds: readonly string[] };
  /** Whether the bot can read guild messages; null when the relay never said. */
  messageContent: boolean | null;
}

export type Field = "staff-role" | "admin-role" | "category" | "logs-channel";

export type Problem =
  | { problem: "not-chosen"; field: "staff-role" | "category" }
  | { problem: "gone"; field: Field }
  | { problem: "everyone"; field: "staff-role" | "admin-role" }
  | { problem: "not-a-category" }
  | { problem: "not-a-text-channel" }
  | { problem: "bot-lacks"; where: "server" | "category" | "logs-channel"; permissions: PermissionName[] }
  | { problem: "category-full" }
  | { problem: "guild-full" };

/** Things that work, but not as one may expect. */
export type Advice =
  | { advice: "staff-role-not-pinged" }
  | { advice: "no-message-content"; replyCommand: boolean }
  | { advice: "relay-never-seen" };

export const CATEGORY_PERMISSIONS = [
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
  "Read Message History",
  "Add Reactions",
  "Manage Channels",
] as const satisfies PermissionName[];
export const LOGS_PERMISSIONS = [
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
] as const satisfies PermissionName[];

const CATEGORY = 4;
const TEXT_CHANNELS = [0, 5];
const CHANNELS_PER_CATEGORY = 50;
const CHANNELS_PER_GUILD = 500;

/** Problems of what is chosen, by field; empty when each choice could be saved. Nothing is required here. */
export function checkChoices(settings: Settings, facts: SetupFacts): Problem[] {
  return [
    ...checkRole("staff-role", settings.staffRoleId, facts.guild),
    ...checkRole("admin-role", settings.adminRoleId, facts.guild),
    ...checkCategory(settings.categoryId, facts),
    ...checkLogs(settings.logsChannelId, facts),
  ];
}

/** Everything that keeps Modmail from working with these settings; empty means it can be enabled. */
export function checkSetup(settings: Settings, facts: SetupFacts): Problem[] {
  const problems: Problem[] = [];
  if (settings.staffRoleId === null) problems.push({ problem: "not-chosen", field: "staff-role" });
  if (settings.categoryId === null) problems.push({ problem: "not-chosen", field: "category" });
  problems.push(...checkChoices(settings, facts));
  const lacks = missing(permissionsOf(facts.bot, facts.guild), ["Manage Roles", ...CATEGORY_PERMISSIONS]);
  if (lacks.length > 0) problems.push({ problem: "bot-lacks", where: "server", permissions: lacks });
  if (facts.channels.length >= CHANNELS_PER_GUILD) problems.push({ problem: "guild-full" });
  return problems;
}

export function adviseSetup(settings: Settings, facts: SetupFacts): Advice[] {
  const advice: Advice[] = [];
  const staffRole = findRole(settings.staffRoleId, facts.guild);
  const category = facts.channels.find((channel) => channel.id === settings.categoryId);
  if (staffRole && !staffRole.mentionable) {
    const bits = permissionsOf(facts.bot, facts.guild, category);
    if (missing(bits, ["Mention Everyone"]).length > 0) advice.push({ advice: "staff-role-not-pinged" });
  }
  if (facts.messageContent === null) advice.push({ advice: "relay-never-seen" });
  if (facts.messageContent === false) {
    advice.push({ advice: "no-message-content", replyCommand: settings.replyCommand });
  }
  return advice;
}

const findRole = (id: string | null, guild: GuildFacts): RoleFacts | undefined =>
  guild.roles.find((role) => role.id === id);

function checkRole(field: "staff-role" | "admin-role", id: string | null, guild: GuildFacts): Problem[] {
  if (id === null) return [];
  if (id === guild.id) return [{ problem: "everyone", field }];
  return findRole(id, guild) ? [] : [{ problem: "gone", field }];
}

function checkCategory(id: string | null, facts: SetupFacts): Problem[] {
  if (id === null) return [];
  const category = facts.channels.find((channel) => channel.id === id);
  if (!category) return [{ problem: "gone", field: "category" }];
  if (category.type !== CATEGORY) return [{ problem: "not-a-category" }];
  const problems: Problem[] = [];
  const lacks = missing(permissionsOf(facts.bot, facts.guild, category), CATEGORY_PERMISSIONS);
  if (lacks.length > 0) problems.push({ problem: "bot-lacks", where: "category", permissions: lacks });
  const children = facts.channels.filter((channel) => channel.parentId === id).length;
  if (children >= CHANNELS_PER_CATEGORY) problems.push({ problem: "category-full" });
  return problems;
}

function checkLogs(id: string | null, facts: SetupFacts): Problem[] {
  if (id === null) return [];
  const channel = facts.channels.find((candidate) => candidate.id === id);
  if (!channel) return [{ problem: "gone", field: "logs-channel" }];
  if (!TEXT_CHANNELS.includes(channel.type)) return [{ problem: "not-a-text-channel" }];
  const lacks = missing(permissionsOf(facts.bot, facts.guild, channel), LOGS_PERMISSIONS);
  return lacks.length > 0 ? [{ problem: "bot-lacks", where: "logs-channel", permissions: lacks }] : [];
}
