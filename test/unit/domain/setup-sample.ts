// A server in which everything that Modmail needs is there, as facts and as settings; tests break one thing at a time.

import { bitsOf, type ChannelFacts, type Overwrite, type PermissionName } from "../../../worker/domain/permissions.ts";
import { defaultSettings, type Settings } from "../../../worker/domain/settings.ts";
import type { SetupFacts } from "../../../worker/domain/setup-check.ts";

export const GUILD = "100000000000000000";
export const BOT = "100000000000000001";
export const BOT_ROLE = "100000000000000002";
export const STAFF = "100000000000000003";
export const ADMIN = "100000000000000004";
export const CATEGORY = "100000000000000010";
export const LOGS = "100000000000000011";
export const VOICE = "100000000000000012";
export const STRANGE = "999999999999999999";

export const ALL_NEEDED: PermissionName[] = [
  "Manage Roles",
  "View Channel",
  "Send Messages",
  "Embed Links",
  "Attach Files",
  "Read Message History",
  "Add Reactions",
  "Manage Channels",
  "Mention Everyone",
];

export const without = (...names: PermissionName[]): PermissionName[] =>
  ALL_NEEDED.filter((name) => !names.includes(name));

export const role = (id: string, name: string, permissions: PermissionName[] = [], mentionable = false) => ({
  id,
  name,
  permissions: bitsOf(permissions),
  mentionable,
});

export const channel = (id: string, type: number, more: Partial<ChannelFacts> = {}): ChannelFacts => ({
  id,
  name: `channel-${id}`,
  type,
  parentId: null,
  overwrites: [],
  ...more,
});

export const deny = (id: string, type: Overwrite["type"], ...names: PermissionName[]): Overwrite => ({
  id,
  type,
  allow: 0n,
  deny: bitsOf(names),
});

const HIDDEN = [deny(GUILD, "role", "View Channel")];
const allowBot: Overwrite = { id: BOT, type: "member", allow: bitsOf(["View Channel"]), deny: 0n };

/** `bot`: what the bot's role grants. */
export function sampleFacts({
  bot = ALL_NEEDED,
  ...more
}: Partial<Omit<SetupFacts, "bot">> & { bot?: PermissionName[] } = {}): SetupFacts {
  return {
    guild: {
      id: GUILD,
      name: "Northwind",
      ownerId: "100000000000000099",
      roles: [
        role(GUILD, "@everyone", ["View Channel", "Send Messages"]),
        role(BOT_ROLE, "Modmail", bot),
        role(STAFF, "Support"),
        role(ADMIN, "Admin"),
      ],
    },
    channels: [
      channel(CATEGORY, 4, { name: "modmail" }),
      channel(LOGS, 0, { name: "logs", overwrites: [...HIDDEN, allowBot] }),
      channel(VOICE, 2),
    ],
    hiddenChannelIds: [],
    bot: { id: BOT, roleIds: [BOT_ROLE], roleName: "Modmail" },
    messageContent: true,
    ...more,
  };
}

export const sampleSettings = (more: Partial<Settings> = {}): Settings => ({
  ...defaultSettings(GUILD, "Northwind"),
  staffRoleId: STAFF,
  adminRoleId: ADMIN,
  categoryId: CATEGORY,
  logsChannelId: LOGS,
  ...more,
});
