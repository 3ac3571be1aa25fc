// What becomes of a sent form of settings: saved, or the form again with why not. Somebody else's changes in between are
// never overwritten unseen.

import { refusalText } from "../../discord/views/refusals.ts";
import type { Settings, SettingsChange } from "../../domain/settings.ts";
import { type Actor, differences, type LoggedChange, undone } from "../../domain/settings-log.ts";
import { applyChange } from "../../domain/setup-change.ts";
import type { Created, SetupReport } from "../../domain/setup-report.ts";
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

interface Sending {
  guildId: string;
  form: URLSearchParams;
  by: Actor;
}

export const versionOf = (changes: readonly LoggedChange[]): number => changes[0]?.id ?? 0;

export async function saveSettings(app: DashboardApp, sending: Sending): Promise<Outcome> {
  const { guildId, form, by } = sending;
  const wantsMissing = form.get("do") === "create";
  const looked = await lookAtSetup(app, guildId, chosenChannels(form));
  if (!looked.ok) return { outcome: "bot-not-here" };
  const { settings: current, changes, facts } = looked.value;
  const submitted = readSettingsForm(form, current);
  if (submitted.version !== versionOf(changes)) return conflict(submitted, looked.value);

  // 1. Everything that is wrong is said at once.
  const change = changeTo(current, submitted.settings);
  // What is going to be made may be just what switching on needs.
  if (wantsMissing) delete change.enabled;
  const judged = applyChange(current, change, facts);
  const { fields, others } = placeProblems(judged.ok ? [] : judged.error, facts.bot.roleName);
  const errors = { ...fields, ...submitted.errors };
  if (!judged.ok || Object.keys(errors).length > 0) {
    const { settings, typed, version } = submitted;
    return { outcome: "again", status: 422, form: { settings, typed, version, facts, errors, others } };
  }

  // 2. The person's choices.
  if (Object.keys(change).length > 0) {
    const configured = await configure(app, guildId, change, { by, seen: current });
    if (!configured.ok) {
      return configured.error.reason === "bot-not-here" ? { outcome: "bot-not-here" } : saveSettings(app, sending);
    }
    const { refused, report } = configured.value;
    // Judged well a moment ago: the server has changed, and the next look shows how.
    if (refused !== null) return saveSettings(app, sending);
    if (!wantsMissing) return { outcome: "done", notice: "saved", report };
  }
  if (!wantsMissing) return { outcome: "done", notice: "unchanged", report: null };

  // 3. What was missing.
  const created = await createMissing(app, guildId, by);
  if (!created.ok) return { outcome: "bot-not-here" };
  const { refused, trouble, made, adopted, report } = created.value;
  if (refused !== null || trouble !== null) return notMade(app, sending, created.value);
  return { outcome: "done", notice: made.length > 0 ? "made" : adopted ? "adopted" : "complete", report };
}

/** What differs from what is saved: only that is judged and saved. */
const changeTo = (current: Settings, wanted: Settings): SettingsChange =>
  Object.fromEntries(differences(current, wanted).map(({ field, to }) => [field, to]));

/** Others' changes since the form was opened, and the person's own on top of them. */
function conflict(submitted: Submitted, { settings: current, changes, facts }: Looked): Outcome {
  const since = changes.filter(({ id }) => id > submitted.version);
  const now = { facts, version: versionOf(changes) };
  // The log as it was read doesn't go back to what the person saw.
  const isLost = since.length === changes.length && submitted.version !== 0;
  if (isLost) return { outcome: "again", status: 409, form: { ...now, settings: current, meanwhile: "too-many" } };
  const settings = { ...current, ...changeTo(undone(current, since), submitted.settings) };
  const { errors, typed } = submitted;
  return { outcome: "again", status: 409, form: { ...now, settings, errors, typed, meanwhile: since } };
}

/** The form again with what is saved by now: the choices were, and maybe half of what was missing is made. */
async function notMade(
  app: DashboardApp,
  { guildId, form }: Sending,
  { refused, trouble, report }: Created,
): Promise<Outcome> {
  const looked = await lookAtSetup(app, guildId);
  if (!looked.ok) return { outcome: "bot-not-here" };
  const { settings, facts, changes } = looked.value;
  const { fields: errors, others } = placeProblems(refused ?? [], report.botRole);
  if (trouble !== null) others.push(refusalText(trouble));
  const shown = { ...settings, enabled: form.get("enabled") === "on" };
  const state = { settings: shown, facts, version: versionOf(changes) };
  return { outcome: "again", status: 422, form: { ...state, errors, others, errorTitle: t.error.notMade } };
}

const chosenChannels = (form: URLSearchParams): string[] =>
  ["categoryId", "logsChannelId"].flatMap((name) => form.get(name) ?? []).filter((id) => /^\d{17,20}$/.test(id));
