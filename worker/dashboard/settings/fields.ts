// The settings as a form has them: in which group, in which order, and with which control.

import { ANONYMOUS, PREFIX_LIMIT, RETENTION_LIMIT } from "../../domain/settings.ts";
import type { SettingName } from "../../domain/settings-log.ts";
import { TEXT_LIMIT } from "../../domain/user-text.ts";
import { settings as t } from "../texts/settings.ts";

export type Control =
  | { control: "switch" }
  | { control: "role" | "category" | "logs"; required: boolean }
  | { control: "choice"; values: typeof ANONYMOUS }
  | { control: "word"; limit: number }
  | { control: "text"; limit: number }
  | { control: "days"; limit: number };

export const CONTROLS: Record<SettingName, Control> = {
  enabled: { control: "switch" },
  staffRoleId: { control: "role", required: true },
  adminRoleId: { control: "role", required: false },
  categoryId: { control: "category", required: true },
  logsChannelId: { control: "logs", required: false },
  replyCommand: { control: "switch" },
  prefix: { control: "word", limit: PREFIX_LIMIT },
  anonymous: { control: "choice", values: ANONYMOUS },
  mirrorTyping: { control: "switch" },
  usersMayClose: { control: "switch" },
  greeting: { control: "text", limit: TEXT_LIMIT },
  closing: { control: "text", limit: TEXT_LIMIT },
  retentionDays: { control: "days", limit: RETENTION_LIMIT },
};

/** The first group is the owner's six, in their order. */
export const GROUPS: readonly { title: string; fields: readonly SettingName[] }[] = [
  {
    title: t.groups.main,
    fields: ["enabled", "staffRoleId", "adminRoleId", "categoryId", "logsChannelId", "replyCommand"],
  },
  { title: t.groups.staff, fields: ["prefix", "anonymous", "mirrorTyping"] },
  { title: t.groups.users, fields: ["usersMayClose", "greeting", "closing"] },
  { title: t.groups.keeping, fields: ["retentionDays"] },
];
