// One setting as a control, with its label, its line of explanation, and what is wrong with it.

import type { ComponentChild } from "preact";
import { texts } from "../../discord/views/texts.ts";
import type { Settings } from "../../domain/settings.ts";
import type { SettingName } from "../../domain/settings-log.ts";
import type { SetupFacts } from "../../domain/setup-check.ts";
import { DiscordWords } from "../layout/discord-words.tsx";
import { settings as t } from "../texts/settings.ts";
import { type Choice, categoryChoices, logsChoices, roleChoices, strayLabel } from "./choices.ts";
import { CONTROLS, type Control } from "./fields.ts";

interface FieldProps {
  setting: SettingName;
  settings: Settings;
  facts: SetupFacts;
  error: string | undefined;
  /** What was sent and can't be read; shown again instead of the setting. */
  typed: string | undefined;
}

export function SettingField({ setting, settings, facts, error, typed }: FieldProps) {
  const { label: name, action, hint } = t.field[setting];
  const label = action ?? name;
  const control = CONTROLS[setting];
  const value = settings[setting];
  const described = {
    id: setting,
    name: setting,
    "aria-describedby": error === undefined ? `${setting}-hint` : `${setting}-hint ${setting}-error`,
    ...(error === undefined ? {} : { "aria-invalid": "true" as const }),
  };
  const explanation = (
    <>
      <p class="hint" id={`${setting}-hint`}>
        {hint}
        {control.control === "text" ? (
          <q>
            <DiscordWords text={ownText(setting, facts.guild.name)} />
          </q>
        ) : null}
      </p>
      {error === undefined ? null : (
        <p class="error" id={`${setting}-error`}>
          <DiscordWords text={error} facts={facts} />
        </p>
      )}
    </>
  );
  if (control.control === "choice") {
    return (
      <fieldset class="field" id={setting} aria-describedby={described["aria-describedby"]}>
        <legend>{label}</legend>
        {control.values.map((one) => (
          <label class="option">
            <input type="radio" name={setting} value={one} checked={value === one} /> {t.anonymous[one]}
          </label>
        ))}
        {explanation}
      </fieldset>
    );
  }
  if (control.control === "switch") {
    return (
      <div class="field switch">
        <label for={setting}>{label}</label>
        <input type="checkbox" value="on" checked={value === true} {...described} />
        {explanation}
      </div>
    );
  }
  return (
    <div class="field">
      <label for={setting}>
        {label}
        {"required" in control ? <small> {control.required ? t.required : t.optional}</small> : null}
      </label>
      {inputFor(control, { setting, settings, facts, typed }, described)}
      {explanation}
    </div>
  );
}

function inputFor(
  control: Exclude<Control, { control: "switch" | "choice" }>,
  { setting, settings, facts, typed }: Omit<FieldProps, "error">,
  described: Record<string, string>,
): ComponentChild {
  const text = typed ?? String(settings[setting] ?? "");
  switch (control.control) {
    case "word":
      return (
        <input type="text" class="short" maxLength={control.limit} value={text} autocomplete="off" {...described} />
      );
    case "days":
      return <input type="number" class="short" min="1" max={control.limit} value={text} {...described} />;
    case "text":
      return (
        <textarea rows={3} maxLength={control.limit} {...described}>
          {text}
        </textarea>
      );
    case "role":
      return <Picker choices={roleChoices(facts)} {...{ control, setting, text, facts, described }} />;
    case "category":
      return <Picker choices={categoryChoices(settings, facts)} {...{ control, setting, text, facts, described }} />;
    case "logs":
      return <Picker choices={logsChoices(settings, facts)} {...{ control, setting, text, facts, described }} />;
  }
}

interface PickerProps {
  choices: readonly Choice[];
  control: { required: boolean };
  setting: SettingName;
  text: string;
  facts: SetupFacts;
  described: Record<string, string>;
}

function Picker({ choices, control, setting, text, facts, described }: PickerProps) {
  const isStray = text !== "" && !choices.some(({ id }) => id === text);
  const option = ({ id, label }: Pick<Choice, "id" | "label">) => (
    <option value={id} selected={id === text}>
      {label}
    </option>
  );
  const groups = [...new Set(choices.map(({ group }) => group))];
  return (
    <select {...described}>
      {option({ id: "", label: control.required ? t.notChosen : t.none })}
      {isStray ? option({ id: text, label: strayLabel(setting, text, facts) }) : null}
      {groups.map((group) => {
        const own = choices.filter((choice) => choice.group === group).map(option);
        return group === null ? own : <optgroup label={group}>{own}</optgroup>;
      })}
    </select>
  );
}

const ownText = (setting: SettingName, server: string): string =>
  setting === "greeting" ? texts.user.opened(server) : texts.user.closed(server);
