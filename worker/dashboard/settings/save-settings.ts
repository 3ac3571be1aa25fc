// What becomes of a sent form of settings: saved, or the form again with why not. Somebody else's changes in between are
// never overwritten unseen.

import { refusalText } from "../../discord/views/refusals.ts";
import type { Settings, SettingsChange } from "../../domain/settings.ts";
import { type Actor, differences, type LoggedChange, undone } from "../../domain/settings-log.ts";
import type { SetupReport } from "../../domain/setup-report.ts";
import { type Looked, lookAtSetup } from "../../threads/check-setup.ts";
import { configure } from "../../threads/configure.ts";
import { createMissing } from "../../threads/create-missing.ts";
import type { DashboardApp } from "../page.ts";
import { type SettingsNotice, settings as t } from "../texts/settings.ts";
import { placeProblems } from "./problems.ts";
import { readSettingsForm, type Submitted } from "./read-form.ts";
import type { FormProps } from "./settings-form.tsx";

type Outcome =
  | { outcome: "done"; notice: SettingsNotice; report: SetupReport | null }
  /** The form again; `status` 409: somebody else was faster, 422: it can't be saved like this. */
  | { outcome: "again"; status: 409 | 422; form: Omit<FormProps, "guildId" | "csrf"> }
  | { outcome: "bot-not-here" };

export const versionOf = (changes: readonly LoggedChange[]): number => changes[0]?.id ?? 0;

interface Sending {
  guildId: string;
  form: URLSearchParams;
  by: Actor;
}

export async function saveSettings(app: DashboardApp, sending: Sending): Promise<Outcome> {
  const { guildId, form, by } = sending;
  const wantsMissing = form.get("do") === "create";
  const looked = await lookAtSetup(app, guildId, chosenChannels(form));
  if (!looked.ok) return { outcome: "bot-not-here" };
  const { settings: current, changes } = looked.value;
  const submitted = readSettingsForm(form, current);
  if (submitted.version !== versionOf(changes)) return conflict(submitted, looked.value);
  const again = (errors: Partial<FormProps>): Outcome => {
    const { facts } = looked.value;
    return {
      outcome: "again",
      status: 422,
      form: { settings: submitted.settings, facts, version: submitted.version, ...errors },
    };
  };
  if (Object.keys(submitted.errors).length > 0) return again({ errors: submitted.errors });

  const change = changeTo(current, submitted.settings);
  // What is going to be made may be just what switching on needs.
  if (wantsMissing) delete change.enabled;
  if (Object.keys(change).length > 0) {
    const configured = await configure(app, guildId, change, { by, seen: current });
    if (!configured.ok)
      return configured.error.reason === "bot-not-here" ? { outcome: "bot-not-here" } : saveSettings(app, sending);
    const { refused, report } = configured.value;
    if (refused !== null) {
      const { fields, others } = placeProblems(refused, report.botRole);
      return again({ errors: fields, others });
    }
    if (!wantsMissing) return { outcome: "done", notice: "saved", report };
  } else if (!wantsMissing) return { outcome: "done", notice: "unchanged", report: null };

  const created = await createMissing(app, guildId, by);
  if (!created.ok) return { outcome: "bot-not-here" };
  const { refused, trouble, made, adopted, report } = created.value;
  if (refused === null && trouble === null) {
    return { outcome: "done", notice: made.length > 0 ? "made" : adopted ? "adopted" : "complete", report };
  }
  return makingFailed(app, sending, created.value);
}

/** What differs from what is saved: only that is judged and saved. */
const changeTo = (current: Settings, wanted: Settings): SettingsChange =>
  Object.fromEntries(differences(current, wanted).map(({ field, to }) => [field, to]));

/** Others' changes since the form was opened, and the person's own on top of them. */
function conflict(
  { version, settings: wanted, errors }: Submitted,
  { settings: current, changes, facts }: Looked,
): Outcome {
  const since = changes.filter(({ id }) => id > version);
  const now = { facts, version: versionOf(changes), errors };
  // The log as it was read doesn't go back to what the person saw.
  const isLost = since.length === changes.length && version !== 0;
  if (isLost) return { outcome: "again", status: 409, form: { ...now, settings: current, meanwhile: "too-many" } };
  const seen = undone(current, since);
  const merged = { ...current, ...changeTo(seen, wanted) };
  return { outcome: "again", status: 409, form: { ...now, settings: merged, meanwhile: since } };
}

/** The form again with what is saved by now: the choices were, and maybe half of what was missing is made. */
async function makingFailed(
  app: DashboardApp,
  { guildId, form }: Sending,
  { refused, trouble, report }: Extract<Awaited<ReturnType<typeof createMissing>>, { ok: true }>["value"],
): Promise<Outcome> {
  const looked = await lookAtSetup(app, guildId);
  if (!looked.ok) return { outcome: "bot-not-here" };
  const { settings, facts, changes } = looked.value;
  const { fields, others } = placeProblems(refused ?? [], report.botRole);
  if (trouble !== null) others.push(refusalText(trouble));
  const enabled = form.get("enabled") === "on";
  const state = { settings: { ...settings, enabled }, facts, version: versionOf(changes) };
  return { outcome: "again", status: 422, form: { ...state, errors: fields, others, errorTitle: t.error.notMade } };
}

const chosenChannels = (form: URLSearchParams): string[] =>
  ["categoryId", "logsChannelId"].flatMap((name) => form.get(name) ?? []).filter((id) => /^\d{17,20}$/.test(id));
