// `/dashboard/:guild/settings/configure`: the form of the settings, and what becomes of it when it is sent.

import { checkSetup } from "../../domain/setup-check.ts";
import { lookAtSetup } from "../../threads/check-setup.ts";
import { retryWaiting } from "../../threads/retry-waiting.ts";
import type { Page } from "../page.ts";
import { placeProblems } from "../settings/problems.ts";
import { saveSettings, versionOf } from "../settings/save-settings.ts";
import { SettingsForm } from "../settings/settings-form.tsx";
import { settings as t } from "../texts/settings.ts";
import { readNotice } from "./settings.tsx";

export const configurePage: Page = {
  name: "configure",
  path: "/dashboard/:guild/settings/configure",
  who: "admin",

  async get({ guild, csrf, url }, app) {
    const looked = await lookAtSetup(app, guild.id);
    if (!looked.ok) return { answer: "not-found" };
    const { settings, facts, changes } = looked.value;
    const done = readNotice(url.searchParams.get("done"));
    // Whoever asked for what was missing had switched Modmail on already.
    const enabled = settings.enabled || url.searchParams.get("enable") === "on";
    const form = { guildId: guild.id, csrf, settings: { ...settings, enabled }, facts, version: versionOf(changes) };
    const notice = done === null ? {} : { notice: t.notice[done] };
    // What was never chosen is no mistake yet.
    const problems = checkSetup(settings, facts).filter(({ problem }) => problem !== "not-chosen");
    const { fields: errors, others } = placeProblems(problems, facts.bot.roleName);
    const body = <SettingsForm {...form} {...notice} {...{ errors, others }} errorTitle={t.error.now} />;
    return { answer: "page", title: t.formTitle, body };
  },

  async post({ guild, csrf, form, session }, app) {
    const by = { id: session.id, name: session.name, via: "dashboard" } as const;
    const result = await saveSettings(app, { guildId: guild.id, form, by });
    if (result.outcome === "bot-not-here") return { answer: "not-found" };
    if (result.outcome === "again") {
      const body = <SettingsForm guildId={guild.id} csrf={csrf} {...result.form} />;
      return { answer: "page", title: t.formTitle, status: result.status, body };
    }
    if (result.report !== null) retryWaiting(app, result.report);
    const path = `/dashboard/${guild.id}/settings` as const;
    if (form.get("do") !== "create") return { answer: "redirect", to: `${path}?done=${result.notice}` };
    const enable = form.get("enabled") === "on" ? "&enable=on" : "";
    return { answer: "redirect", to: `${path}/configure?done=${result.notice}${enable}` };
  },
};
