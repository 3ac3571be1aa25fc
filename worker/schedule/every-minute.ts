// The door for the cron trigger: every minute, what was cut off or had to wait is finished, and servers whose turn it is
// are looked after.

import type { App } from "../app.ts";
import { logFailure, logPassage, type Passage } from "../door.ts";
import { finishErasures } from "../threads/erase-user.ts";
import { finishCutOff } from "../threads/finish-cut-off.ts";
import { tendServers } from "../threads/tend-servers.ts";

export async function everyMinute(app: App): Promise<void> {
  const startedAt = app.now();
  const passage: Passage = { door: "schedule", name: "every-minute", outcome: "failed" };
  try {
    const { finished, failed } = await finishCutOff(app);
    const erasures = await finishErasures(app);
    const servers = await tendServers(app);
    const all = {
      finished: finished + erasures.finished,
      failed: failed + erasures.failed + servers.failed,
    };
    const outcome = `${all.finished} finished, ${all.failed} failed`;
    logPassage({ ...passage, outcome }, startedAt, app.trace);
  } catch (error) {
    logFailure(passage, error);
    throw error;
  }
}
