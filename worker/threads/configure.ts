// Changes a server's settings: all that was asked for, or nothing.

import { Later } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Settings, SettingsChange } from "../domain/settings.ts";
import { type Actor, differences } from "../domain/settings-log.ts";
import { applyChange } from "../domain/setup-change.ts";
import { type Configured, reportSetup } from "../domain/setup-report.ts";
import { lookAtSetup, type NotHere, type SetupPorts } from "./check-setup.ts";

const TRIES = 5;

type Meanwhile = { reason: "changed-meanwhile" };

/**
 * Someone else's change in between is kept: the change is judged again on top of it. Whoever says which settings they
 * have `seen` is told instead, and nothing is saved.
 */
export async function configure(
  ports: SetupPorts,
  guildId: string,
  change: SettingsChange,
  who: { by: Actor },
): Promise<Result<Configured, NotHere>>;
export async function configure(
  ports: SetupPorts,
  guildId: string,
  change: SettingsChange,
  who: { by: Actor; seen: Settings },
): Promise<Result<Configured, NotHere | Meanwhile>>;
export async function configure(
  ports: SetupPorts,
  guildId: string,
  change: SettingsChange,
  { by, seen }: { by: Actor; seen?: Settings },
): Promise<Result<Configured, NotHere | Meanwhile>> {
  for (let tries = 0; tries < TRIES; tries++) {
    const looked = await lookAtSetup(ports, guildId, [change.categoryId, change.logsChannelId]);
    if (!looked.ok) return looked;
    const { saved, settings, facts } = looked.value;
    if (seen && differences(seen, settings).length > 0) return no({ reason: "changed-meanwhile" });
    const after = applyChange(settings, change, facts);
    if (!after.ok) return ok({ report: reportSetup(settings, facts), refused: after.error });
    if (await ports.store.saveSettings(saved, after.value, by, ports.now())) {
      return ok({ report: reportSetup(after.value, facts), refused: null });
    }
  }
  throw new Later(1, "the settings are being changed by others all the time");
}
