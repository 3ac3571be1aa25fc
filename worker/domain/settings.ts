// A server's settings: the owner's six fields. Pure.

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
}

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
  };
}
