// Where somebody adds the bot to a server, with the permissions that README's link asks for.

import { bitsOf } from "../domain/permissions.ts";
import { BOT_PERMISSIONS } from "../domain/setup-check.ts";
import type { DashboardApp } from "./page.ts";

const PERMISSIONS = bitsOf([...BOT_PERMISSIONS, "Manage Roles", "Mention Everyone"]);

export function installLink({ config }: Pick<DashboardApp, "config">, guildId?: string): string {
  const url = new URL("/oauth2/authorize", config.discordApiUrl);
  url.searchParams.set("client_id", config.applicationId);
  url.searchParams.set("scope", "bot applications.commands");
  url.searchParams.set("permissions", String(PERMISSIONS));
  if (guildId !== undefined) {
    url.searchParams.set("guild_id", guildId);
    url.searchParams.set("disable_guild_select", "true");
  }
  return url.href;
}
