// Changes a server's settings: all that was asked for, or nothing.

import { Later } from "../domain/refusal.ts";
import { ok, type Result } from "../domain/result.ts";
import type { SettingsChange } from "../domain/settings.ts";
import { applyChange } from "../domain/setup-change.ts";
import { type Configured, reportSetup } from "../domain/setup-report.ts";
import { lookAtSetup, type NotHere, type SetupPorts } from "./check-setup.ts";

const TRIES = 5;

/** Someone else's change in between is kept: the change is judged again on top of it. */
export async function configure(
  ports: SetupPorts,
  guildId: string,
  change: SettingsChange,
): Promise<Result<Configured, NotHere>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const looked = await lookAtSetup(ports, guildId, [change.categoryId, change.logsChannelId]);
    if (!looked.ok) return looked;
    const { saved, settings, facts } = looked.value;
    const after = applyChange(settings, change, facts);
    if (!after.ok) return ok({ report: reportSetup(settings, facts), refused: after.error });
    if (await ports.store.saveSettings(saved, after.value, ports.now())) {
      return ok({ report: reportSetup(after.value, facts), refused: null });
    }
  }
  throw new Later(1, "the settings are being changed by others all the time");
}
