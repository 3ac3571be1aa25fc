// Whether a server's settings would work, and what is missing where. Pure; the facts come from Discord just before.

import {
  type ChannelFacts,
  type GuildFacts,
  grants,
  missing,
  type PermissionName,
  permissionsOf,
  type RoleFacts,
} from "./permissions.ts";
import type { Settings } from "./settings.ts";

export interface SetupFacts {
  guild: GuildFacts;
  /** Those that the bot may view: Discord doesn't list the others. */
  channels: ChannelFacts[];
  /** Of the channels that were asked for, those that exist but are hidden from the bot. */
  hiddenChannelIds: readonly string[];
  /** `roleName`: the role that Discord made for the bot, in which an admin allows it more. */
  bot: { id: string; roleIds: readonly string[]; roleName: string | null };
  /** Whether the bot can read guild messages; null when the relay never said. */
  messageContent: boolean | null;
}

export const FIELDS = ["staff-role", "admin-role", "category", "logs-channel"] as const;
export type Field = (typeof FIELDS)[number];
type RoleField = "staff-role" | "admin-role";
type ChannelField = "category" | "logs-channel";

export type Problem =
  | { problem: "not-chosen"; field: "staff-role" | "category" }
  | { problem: "gone"; field: Field }
  | { problem: "everyone"; field: RoleField }
  | { problem: "wrong-type"; field: ChannelField; channelId: string }
  | { problem: "hidden"; field: ChannelField; channelId: string }
  | { problem: "bot-lacks"; where: "server"; permissions: PermissionName[] }
  | { problem: "bot-lacks"; where: ChannelField; channelId: string; permissions: PermissionName[] }
  | { problem: "category-full"; channelId: string }
  | { problem: "guild-full" };

/** Things that work, but not as one may expect. */
export type Advice =
  | { advice: "staff-role-not-pinged" }
  | { advice: "no-message-content"; replyCommand: boolean }
  | { advice: "relay-never-seen" }
  | { advice: "logs-public"; channelId: string }
  | { advice: "no-logs-channel" };

/** What the bot gives itself in a thread's channel, so what it needs in the server: nobody can give what they lack. */
export const BOT_PERMISSIONS = [
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
  "Read Message History",
  "Add Reactions",
  "Manage Channels",
] as const satisfies PermissionName[];
const SERVER_PERMISSIONS = ["Manage Roles", ...BOT_PERMISSIONS] as const satisfies PermissionName[];
/** To make channels there; what the bot may do in them is written into each. */
const CATEGORY_PERMISSIONS = ["View Channel", "Manage Channels", "Manage Roles"] as const satisfies PermissionName[];
export const LOGS_PERMISSIONS = [
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
] as const satisfies PermissionName[];

/** Discord's channel types: 4 category, 0 text, 5 announcement. */
const TYPES: Record<ChannelField, readonly number[]> = { category: [4], "logs-channel": [0, 5] };
export const CHANNELS_PER_CATEGORY = 50;
const CHANNELS_PER_GUILD = 500;

/** Everything that keeps Modmail from working with these settings; empty means it can be enabled. */
export function checkSetup(settings: Settings, facts: SetupFacts): Problem[] {
  return merged([...checkRequired(settings), ...checkChoices(FIELDS, settings, facts), ...checkServer(facts)]);
}

export function checkRequired(settings: Settings): Problem[] {
  const problems: Problem[] = [];
  if (settings.staffRoleId === null) problems.push({ problem: "not-chosen", field: "staff-role" });
  if (settings.categoryId === null) problems.push({ problem: "not-chosen", field: "category" });
  return problems;
}

/** What is wrong with what these fields say; nothing chosen is never wrong here. */
export const checkChoices = (fields: readonly Field[], settings: Settings, facts: SetupFacts): Problem[] =>
  merged(fields.flatMap((field) => checkChoice(field, settings, facts)));

function checkChoice(field: Field, settings: Settings, facts: SetupFacts): Problem[] {
  switch (field) {
    case "staff-role":
      return checkRole(field, settings.staffRoleId, facts.guild);
    case "admin-role":
      return checkRole(field, settings.adminRoleId, facts.guild);
    case "category":
      return checkChannel(field, settings.categoryId, facts, CATEGORY_PERMISSIONS);
    case "logs-channel":
      return checkChannel(field, settings.logsChannelId, facts, LOGS_PERMISSIONS);
  }
}

export function checkServer(facts: SetupFacts): Problem[] {
  const isFull = facts.channels.length >= CHANNELS_PER_GUILD;
  return [
    ...(isFull ? [{ problem: "guild-full" } as const] : []),
    ...lacksInServer(missing(permissionsOf(facts.bot, facts.guild), SERVER_PERMISSIONS)),
  ];
}

export function adviseSetup(settings: Settings, facts: SetupFacts): Advice[] {
  const advice: Advice[] = [];
  const staffRole = findRole(settings.staffRoleId, facts.guild);
  // A thread's channel says nothing of mentions, so the server's permissions decide.
  const mayPing = staffRole?.mentionable || grants(permissionsOf(facts.bot, facts.guild), "Mention Everyone");
  if (staffRole && !mayPing) advice.push({ advice: "staff-role-not-pinged" });
  const logs = findChannel(settings.logsChannelId, facts);
  if (logs && isPublic(logs, facts.guild)) advice.push({ advice: "logs-public", channelId: logs.id });
  if (settings.logsChannelId === null) advice.push({ advice: "no-logs-channel" });
  if (facts.messageContent === null) advice.push({ advice: "relay-never-seen" });
  if (facts.messageContent === false) {
    advice.push({ advice: "no-message-content", replyCommand: settings.replyCommand });
  }
  return advice;
}

/** Whether someone without any role sees the channel. */
export const isPublic = (channel: ChannelFacts, guild: GuildFacts): boolean =>
  grants(permissionsOf({ id: "", roleIds: [] }, guild, channel), "View Channel");

export const findRole = (id: string | null, guild: GuildFacts): RoleFacts | undefined =>
  guild.roles.find((role) => role.id === id);

const findChannel = (id: string | null, facts: SetupFacts): ChannelFacts | undefined =>
  facts.channels.find((channel) => channel.id === id);

export const childrenOf = (categoryId: string, facts: SetupFacts): number =>
  facts.channels.filter((channel) => channel.parentId === categoryId).length;

function checkRole(field: RoleField, id: string | null, guild: GuildFacts): Problem[] {
  if (id === null) return [];
  if (id === guild.id) return [{ problem: "everyone", field }];
  return findRole(id, guild) ? [] : [{ problem: "gone", field }];
}

function checkChannel(
  field: ChannelField,
  id: string | null,
  facts: SetupFacts,
  needed: readonly PermissionName[],
): Problem[] {
  if (id === null) return [];
  const inServer = permissionsOf(facts.bot, facts.guild);
  if (facts.hiddenChannelIds.includes(id)) {
    if (!grants(inServer, "View Channel")) return lacksInServer(["View Channel"]);
    return [{ problem: "hidden", field, channelId: id }];
  }
  const channel = findChannel(id, facts);
  if (!channel) return [{ problem: "gone", field }];
  if (!TYPES[field].includes(channel.type)) return [{ problem: "wrong-type", field, channelId: id }];

  const lacks = missing(permissionsOf(facts.bot, facts.guild, channel), needed);
  const here = lacks.filter((name) => grants(inServer, name));
  const isFull = field === "category" && childrenOf(id, facts) >= CHANNELS_PER_CATEGORY;
  return [
    ...(here.length > 0 ? [{ problem: "bot-lacks", where: field, channelId: id, permissions: here } as const] : []),
    ...(isFull ? [{ problem: "category-full", channelId: id } as const] : []),
    ...lacksInServer(lacks.filter((name) => !here.includes(name))),
  ];
}

const lacksInServer = (permissions: PermissionName[]): Problem[] =>
  permissions.length === 0 ? [] : [{ problem: "bot-lacks", where: "server", permissions }];

/** What the bot lacks in the whole server is said once, at the end: that is where an admin mends it. */
function merged(problems: Problem[]): Problem[] {
  const inServer = new Set<PermissionName>();
  const others = problems.filter((problem) => {
    if (problem.problem !== "bot-lacks" || problem.where !== "server") return true;
    for (const name of problem.permissions) inServer.add(name);
    return false;
  });
  return [...others, ...lacksInServer(SERVER_PERMISSIONS.filter((name) => inServer.has(name)))];
}
