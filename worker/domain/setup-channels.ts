// The channels that "Create what's missing" makes, and which existing ones make that unnecessary. Pure.

import { bitsOf, type ChannelFacts, type Overwrite } from "./permissions.ts";
import type { Settings } from "./settings.ts";
import {
  BOT_PERMISSIONS,
  CHANNELS_PER_CATEGORY,
  checkChoices,
  childrenOf,
  findRole,
  isPublic,
  LOGS_PERMISSIONS,
  type SetupFacts,
} from "./setup-check.ts";

export interface NewChannel {
  kind: "category" | "text";
  name: string;
  parentId: string | null;
  overwrites: Overwrite[];
}

const CATEGORY_NAME = "modmail-threads";
const LOGS_NAME = "modmail-logs";

/** The category in use when it works, else one made earlier: asking twice, or being cut off, doesn't make two. */
export function usableCategory(settings: Settings, facts: SetupFacts): string | null {
  const works = (id: string) => checkChoices(["category"], { ...settings, categoryId: id }, facts).length === 0;
  if (settings.categoryId !== null && works(settings.categoryId)) return settings.categoryId;
  return oldest(facts.channels.filter((channel) => channel.name === CATEGORY_NAME && works(channel.id)));
}

/** Likewise for the logs channel; one that everybody can see is taken only when an admin chose it. */
export function usableLogs(settings: Settings, facts: SetupFacts): string | null {
  const works = (id: string) => checkChoices(["logs-channel"], { ...settings, logsChannelId: id }, facts).length === 0;
  if (settings.logsChannelId !== null && works(settings.logsChannelId)) return settings.logsChannelId;
  const made = facts.channels.filter((channel) => channel.name === LOGS_NAME && !isPublic(channel, facts.guild));
  return oldest(made.filter((channel) => works(channel.id)));
}

/** Staff and admins see it; the bot makes its channels there. */
export function newCategory(settings: Settings, facts: SetupFacts): NewChannel {
  return {
    kind: "category",
    name: CATEGORY_NAME,
    parentId: null,
    overwrites: [
      { id: facts.guild.id, type: "role", allow: 0n, deny: bitsOf(["View Channel"]) },
      ...readers(settings, facts),
      { id: facts.bot.id, type: "member", allow: bitsOf(BOT_PERMISSIONS), deny: 0n },
    ],
  };
}

/** Staff and admins read it, nobody but the bot writes in it. In no category when that one is full. */
export function newLogs(settings: Settings, facts: SetupFacts, categoryId: string): NewChannel {
  return {
    kind: "text",
    name: LOGS_NAME,
    parentId: childrenOf(categoryId, facts) < CHANNELS_PER_CATEGORY ? categoryId : null,
    overwrites: [
      { id: facts.guild.id, type: "role", allow: 0n, deny: bitsOf(["View Channel", "Send Messages"]) },
      ...readers(settings, facts),
      { id: facts.bot.id, type: "member", allow: bitsOf([...LOGS_PERMISSIONS, "Read Message History"]), deny: 0n },
    ],
  };
}

function readers(settings: Settings, facts: SetupFacts): Overwrite[] {
  const ids = new Set([settings.staffRoleId, settings.adminRoleId]);
  const allow = bitsOf(["View Channel", "Read Message History"]);
  return [...ids].flatMap((id) =>
    id !== null && findRole(id, facts.guild) ? [{ id, type: "role" as const, allow, deny: 0n }] : [],
  );
}

/** Snowflakes order by time. */
function oldest(channels: ChannelFacts[]): string | null {
  const byAge = channels.toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1));
  return byAge[0]?.id ?? null;
}
