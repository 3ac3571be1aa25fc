// The door for the cron trigger: every minute, what was cut off or had to wait is finished.

import type { App } from "../app.ts";
import { logFailure, logPassage, type Passage } from "../door.ts";
import { finishCutOff } from "../threads/finish-cut-off.ts";

export async function everyMinute(app: App): Promise<void> {
  const startedAt = app.now();
  const passage: Passage = { door: "schedule", name: "every-minute", outcome: "failed" };
  try {
    const { finished, failed } = await finishCutOff(app);
    logPassage({ ...passage, outcome: `${finished} finished, ${failed} failed` }, startedAt, app.trace);
  } catch (error) {
    logFailure(passage, error);
    throw error;
  }
}
