// What waited for a server to be mended goes on as soon as somebody sees that it works.

import { type SetupReport, works } from "../domain/setup-report.ts";
import { finishCutOff } from "./finish-cut-off.ts";
import type { Ports } from "./ports.ts";

/** Behind the answer; the schedule does the same within minutes if this fails. */
export function retryWaiting(ports: Ports & { waitUntil(work: Promise<unknown>): void }, report: SetupReport): void {
  if (!works(report)) return;
  const { guildId } = report.settings;
  const retry = finishCutOff(ports, guildId).catch((error: unknown) =>
    ports.log({ warning: "waiting threads weren't retried after setup", problem: String(error) }),
  );
  ports.waitUntil(retry);
}
