// A server's settings as they are, judged by what Discord says of the server at this moment.

import { no, ok, type Result } from "../domain/result.ts";
import { defaultSettings, type Settings } from "../domain/settings.ts";
import type { LoggedChange } from "../domain/settings-log.ts";
import type { SetupFacts } from "../domain/setup-check.ts";
import { reportSetup, type SetupReport } from "../domain/setup-report.ts";
import type { Ports } from "./ports.ts";

export type NotHere = { reason: "bot-not-here" };
/** No more of the ports than setting up needs. */
export interface SetupPorts {
  store: Pick<Ports["store"], "setup" | "saveSettings">;
  discord: Pick<Ports["discord"], "setupFacts" | "createChannel" | "deleteChannel">;
  now(): number;
}

export interface Looked {
  /** null: nothing yet. */
  saved: Settings | null;
  settings: Settings;
  /** Newest first. */
  changes: LoggedChange[];
  facts: SetupFacts;
}

/** What is saved and what is true; `channelIds` are looked at beside the saved ones. */
export async function lookAtSetup(
  { store, discord }: SetupPorts,
  guildId: string,
  channelIds: readonly (string | null | undefined)[] = [],
): Promise<Result<Looked, NotHere>> {
  const { settings: saved, changes, bot } = await store.setup(guildId);
  const ids = [saved?.categoryId, saved?.logsChannelId, ...channelIds].filter((id) => id != null);
  const found = await discord.setupFacts(guildId, [...new Set(ids)]);
  if (!found.ok) return no(found.error);
  const facts = { ...found.value, messageContent: bot?.messageContent ?? null };
  return ok({ saved, settings: saved ?? defaultSettings(guildId, facts.guild.name), changes, facts });
}

export async function checkGuild(ports: SetupPorts, guildId: string): Promise<Result<SetupReport, NotHere>> {
  const looked = await lookAtSetup(ports, guildId);
  return looked.ok ? ok(reportSetup(looked.value.settings, looked.value.facts)) : looked;
}
