// The form of all settings: its groups of fields, what is wrong or has changed in between, and the ways on.

import type { ComponentChild } from "preact";
import type { Settings } from "../../domain/settings.ts";
import type { LoggedChange, SettingName } from "../../domain/settings-log.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import { Csrf } from "../layout/csrf.tsx";
import { DiscordWords } from "../layout/discord-words.tsx";
import { Notice } from "../layout/notice.tsx";
import { settings as t } from "../texts/settings.ts";
import { ChangeLog } from "./change-log.tsx";
import { GROUPS } from "./fields.ts";
import type { ByField } from "./read-form.ts";
import { SettingField } from "./setting-field.tsx";

export interface FormProps {
  guildId: string;
  csrf: string;
  /** What the fields show. */
  settings: Settings;
  facts: SetupFacts;
  /** The newest line of the log that the person has seen. */
  version: number;
  errors?: ByField;
  typed?: ByField;
  /** What is wrong and belongs to no field. */
  others?: readonly string[];
  errorTitle?: string;
  /** What somebody else changed in between; "too-many": so much that it can't be told. */
  meanwhile?: readonly LoggedChange[] | "too-many";
  notice?: string;
}

export const SettingsForm = (props: FormProps): ComponentChild => {
  const { guildId, csrf, settings, facts, version, errors = {}, typed = {}, meanwhile, notice } = props;
  const path = `/dashboard/${guildId}/settings`;
  return (
    <form method="post" action={`${path}/configure`} class="settings">
      <Csrf token={csrf} />
      <input type="hidden" name="version" value={version} />
      {/* Enter in a field presses a form's first button. */}
      <button type="submit" class="hidden" name="do" value="save" tabIndex={-1} aria-hidden="true">
        {t.save}
      </button>
      <h2>{t.formTitle}</h2>
      {notice === undefined ? null : <Notice tone="good">{notice}</Notice>}
      {meanwhile === undefined ? null : <Meanwhile changes={meanwhile} facts={facts} />}
      <Errors {...props} />
      {GROUPS.map(({ title, fields }) => (
        <fieldset class="card group">
          <legend>{title}</legend>
          {fields.map((setting) => (
            <>
              <SettingField {...{ setting, settings, facts }} error={errors[setting]} typed={typed[setting]} />
              {setting === "logsChannelId" && lacksChannels(settings, errors) ? <CreateMissing /> : null}
            </>
          ))}
        </fieldset>
      ))}
      <div class="actions sticky">
        <button type="submit" class="primary" name="do" value="save">
          {t.save}
        </button>
        <a class="button" href={path}>
          {t.cancel}
        </a>
      </div>
    </form>
  );
};

const lacksChannels = ({ categoryId, logsChannelId }: Settings, errors: ByField): boolean =>
  categoryId === null ||
  logsChannelId === null ||
  errors.categoryId !== undefined ||
  errors.logsChannelId !== undefined;

const CreateMissing = () => (
  <div class="field missing">
    <p class="hint" id="create-hint">
      {t.createHint}
    </p>
    <button type="submit" name="do" value="create" aria-describedby="create-hint">
      {t.create}
    </button>
  </div>
);

/** All errors in one place, each leading to its field. */
function Errors({ errors = {}, others = [], errorTitle = t.error.title, facts }: FormProps) {
  const fields = Object.entries(errors) as [SettingName, string][];
  if (fields.length + others.length === 0) return null;
  return (
    <Notice tone="bad">
      <h3>{errorTitle}</h3>
      <ul>
        {fields.map(([setting, error]) => (
          <li>
            <a href={`#${setting}`}>{t.field[setting].label}</a>: <DiscordWords text={error} facts={facts} />
          </li>
        ))}
        {others.map((text) => (
          <li>
            <DiscordWords text={text} facts={facts} />
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const Meanwhile = ({ changes, facts }: { changes: readonly LoggedChange[] | "too-many"; facts: SetupFacts }) => (
  <div class="notice warn" role="alert">
    <h3>{t.conflict.title}</h3>
    {changes === "too-many" ? (
      <p>{t.conflict.reload}</p>
    ) : (
      <>
        <p>{t.conflict.text}</p>
        <ChangeLog changes={changes} facts={facts} />
      </>
    )}
  </div>
);
