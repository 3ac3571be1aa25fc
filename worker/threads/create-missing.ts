// Makes the category and the logs channel that a server lacks, and chooses them. Cut off anywhere, it may be asked
// again: what it made is found by its name.

import { type DiscordRefusal, Later } from "../domain/refusal.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Settings } from "../domain/settings.ts";
import type { Actor } from "../domain/settings-log.ts";
import { applyChange } from "../domain/setup-change.ts";
import { type NewChannel, newCategory, newLogs, usableCategory, usableLogs } from "../domain/setup-channels.ts";
import { checkChoices, checkServer, type Problem, type SetupFacts } from "../domain/setup-check.ts";
import { type Created, reportSetup } from "../domain/setup-report.ts";
import { lookAtSetup, type NotHere, type SetupPorts } from "./check-setup.ts";

const TRIES = 5;
const NOTHING = { made: [], adopted: false, refused: null, trouble: null };
const REASON = "Modmail setup: create what's missing";

/** Of two who press at once, the one whose choice isn't saved takes their own channels away again. */
export async function createMissing(ports: SetupPorts, guildId: string, by: Actor): Promise<Result<Created, NotHere>> {
  const made: string[] = [];
  for (let tries = 0; tries < TRIES; tries++) {
    const looked = await lookAtSetup(ports, guildId);
    if (!looked.ok) return looked;
    const { saved, settings, facts } = looked.value;
    const refused = beforeMaking(settings, facts);
    if (refused.length > 0) return ok({ ...NOTHING, report: reportSetup(settings, facts), refused });
    const chosen = await choose(ports, settings, facts, made);
    const { trouble } = chosen;
    const change = {
      ...(chosen.categoryId === settings.categoryId ? {} : { categoryId: chosen.categoryId }),
      ...(chosen.logsChannelId === settings.logsChannelId ? {} : { logsChannelId: chosen.logsChannelId }),
    };
    const after = applyChange(settings, change, chosen.facts);
    if (!after.ok) {
      return ok({ ...NOTHING, report: reportSetup(settings, chosen.facts), refused: after.error });
    }
    if (await ports.store.saveSettings(saved, after.value, by, ports.now())) {
      const unused = made.filter((id) => id !== after.value.categoryId && id !== after.value.logsChannelId);
      for (const id of unused) await ports.discord.deleteChannel(id, REASON);
      const kept = made.filter((id) => !unused.includes(id));
      const adopted = Object.values(change).some((id) => id !== null && !kept.includes(id));
      return ok({ report: reportSetup(after.value, chosen.facts), made: kept, adopted, refused: null, trouble });
    }
  }
  throw new Later(1, "the settings are being changed by others all the time");
}

/** Without the staff role, nobody could see what is made; without the permissions, nothing can be made. */
function beforeMaking(settings: Settings, facts: SetupFacts): Problem[] {
  const noStaffRole: Problem[] = settings.staffRoleId === null ? [{ problem: "not-chosen", field: "staff-role" }] : [];
  const nothingMissing = usableCategory(settings, facts) !== null && usableLogs(settings, facts) !== null;
  return [
    ...noStaffRole,
    ...checkChoices(["staff-role"], settings, facts),
    ...(nothingMissing ? [] : checkServer(facts)),
  ];
}

interface Chosen {
  categoryId: string | null;
  logsChannelId: string | null;
  facts: SetupFacts;
  trouble: DiscordRefusal | null;
}

/** 1. the category, 2. the logs channel in it; the ids of what is made are added to `made`. */
async function choose({ discord }: SetupPorts, settings: Settings, facts: SetupFacts, made: string[]): Promise<Chosen> {
  const chosen: Chosen = {
    categoryId: settings.categoryId,
    logsChannelId: settings.logsChannelId,
    facts,
    trouble: null,
  };
  const make = async (channel: NewChannel): Promise<string | null> => {
    const created = await discord.createChannel(settings.guildId, channel, REASON);
    if (!created.ok) {
      chosen.trouble = created.error;
      return null;
    }
    made.push(created.value.id);
    chosen.facts = { ...chosen.facts, channels: [...chosen.facts.channels, created.value] };
    return created.value.id;
  };

  const categoryId = usableCategory(settings, facts) ?? (await make(newCategory(settings, facts)));
  if (categoryId === null) return chosen;
  chosen.categoryId = categoryId;
  const logsId = usableLogs(settings, facts) ?? (await make(newLogs(settings, chosen.facts, categoryId)));
  if (logsId !== null) chosen.logsChannelId = logsId;
  return chosen;
}
