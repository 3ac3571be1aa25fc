// `/dashboard/:guild/settings`: the settings as they are, whether they work, and who changed them.

import type { Settings } from "../../domain/settings.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import { reportSetup } from "../../domain/setup-report.ts";
import { lookAtSetup } from "../../threads/check-setup.ts";
import { Notice } from "../layout/notice.tsx";
import type { Page } from "../page.ts";
import { ChangeLog } from "../settings/change-log.tsx";
import { GROUPS } from "../settings/fields.ts";
import { StatusCard } from "../settings/status-card.tsx";
import { Value } from "../settings/value.tsx";
import { type SettingsNotice, settings as t } from "../texts/settings.ts";

const SHOWN_CHANGES = 25;

export const settingsPage: Page = {
  name: "settings",
  path: "/dashboard/:guild/settings",
  who: "admin",
  tab: t.tab,
  async get({ guild, url }, app) {
    const looked = await lookAtSetup(app, guild.id);
    if (!looked.ok) return { answer: "not-found" };
    const { settings, facts, changes } = looked.value;
    const report = reportSetup(settings, facts);
    const notice = readNotice(url.searchParams.get("done"));
    return {
      answer: "page",
      title: t.title,
      body: (
        <>
          {notice === null ? null : <Notice tone="good">{t.notice[notice]}</Notice>}
          <StatusCard report={report} facts={facts} />
          <p class="actions">
            <a class="button primary" href={`/dashboard/${guild.id}/settings/configure`}>
              {t.configure}
            </a>
          </p>
          {GROUPS.map(({ title, fields }) => (
            <Group title={title} fields={fields} settings={settings} facts={facts} />
          ))}
          <h2>{t.log.title}</h2>
          {changes.length === 0 ? (
            <p class="small">{t.log.none}</p>
          ) : (
            <ChangeLog changes={changes.slice(0, SHOWN_CHANGES)} facts={facts} />
          )}
        </>
      ),
    };
  },
};

interface GroupProps {
  title: string;
  fields: (typeof GROUPS)[number]["fields"];
  settings: Settings;
  facts: SetupFacts;
}

const Group = ({ title, fields, settings, facts }: GroupProps) => (
  <section aria-label={title}>
    <h2>{title}</h2>
    <dl class="card values">
      {fields.map((setting) => (
        <div>
          <dt>{t.field[setting].label}</dt>
          <dd>
            <Value setting={setting} value={settings[setting]} facts={facts} />
          </dd>
        </div>
      ))}
    </dl>
  </section>
);

export const readNotice = (text: string | null): SettingsNotice | null =>
  text !== null && Object.hasOwn(t.notice, text) ? (text as SettingsNotice) : null;
