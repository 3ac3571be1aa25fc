// A server's settings: the six fields that setup begins with, and the others. Pure.

import { no, ok, type Result } from "./result.ts";

export interface Settings {
  guildId: string;
  /** The server's name as last seen; for texts to users. */
  guildName: string;
  enabled: boolean;
  staffRoleId: string | null;
  adminRoleId: string | null;
  categoryId: string | null;
  logsChannelId: string | null;
  replyCommand: boolean;
  /** What typed staff commands begin with. */
  prefix: string;
  /** off: replies carry the writer's name unless asked otherwise; default: the reverse; forced: they never do. */
  anonymous: Anonymous;
  /** Whether each side sees that the other is typing. */
  mirrorTyping: boolean;
  usersMayClose: boolean;
  /** What the user is told when their thread opens, and when it closes; null: our own text. */
  greeting: string | null;
  closing: string | null;
  /** Days after closing for which a thread's content is kept; null: for good. */
  retentionDays: number | null;
}

export const ANONYMOUS = ["off", "default", "forced"] as const;
export type Anonymous = (typeof ANONYMOUS)[number];

export const PREFIX_LIMIT = 5;
/** Ten years: who wants more than that means for good. */
export const RETENTION_LIMIT = 3650;

export type SettingsChange = Partial<Omit<Settings, "guildId" | "guildName">>;

export function defaultSettings(guildId: string, guildName: string): Settings {
  return {
    guildId,
    guildName,
    enabled: false,
    staffRoleId: null,
    adminRoleId: null,
    categoryId: null,
    logsChannelId: null,
    replyCommand: true,
    prefix: "!",
    anonymous: "off",
    mirrorTyping: false,
    usersMayClose: false,
    greeting: null,
    closing: null,
    retentionDays: null,
  };
}

/**
 * A prefix that can't be taken for something else of Discord's, the start of a note, or, as a word's beginning, for what
 * people write.
 */
export function readPrefix(text: string): Result<string, "prefix"> {
  const isShort = text.length >= 1 && text.length <= PREFIX_LIMIT;
  const isFit = isShort && !/[\s`]/.test(text) && !/^[/@#<*_~|>\\]/.test(text) && !/[\p{L}\p{N}]$/u.test(text);
  return isFit ? ok(text) : no("prefix");
}

/** Days; none at all, or 0, keeps for good. */
export function readRetention(days: number | null): Result<number | null, "retention"> {
  if (days === null || days === 0) return ok(null);
  return Number.isInteger(days) && days > 0 && days <= RETENTION_LIMIT ? ok(days) : no("retention");
}
