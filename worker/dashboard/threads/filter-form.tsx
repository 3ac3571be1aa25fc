// What to look for among a server's threads: a form that only asks, so it needs no token.

import type { ComponentChildren } from "preact";
import type { NamedStaff } from "../../threads/ports.ts";
import { threads } from "../texts/threads.ts";
import { threadsPath } from "./paths.ts";
import type { Written } from "./read-filter.ts";

const t = threads.filter;

interface FilterFormProps {
  guildId: string;
  written: Written;
  claimers: readonly NamedStaff[];
}

export function FilterForm({ guildId, written, claimers }: FilterFormProps) {
  const path = threadsPath(guildId);
  const isNarrowed = Object.values(written).some((value) => value !== "");
  return (
    <search aria-label={t.title}>
      <form class="filter card" method="get" action={path}>
        <Field name="words" label={t.words} hint={t.wordsHint} of="words">
          <input id="words" name="words" type="search" value={written.words} aria-describedby="words-hint" />
        </Field>
        <Field name="user" label={t.user} hint={t.userHint} of="user">
          <input
            id="user"
            name="user"
            type="text"
            value={written.user}
            aria-describedby="user-hint"
            autocomplete="off"
          />
        </Field>
        <Field name="state" label={t.state}>
          <select id="state" name="state">
            {Object.entries(t.states).map(([value, label]) => (
              <Option value={value === "all" ? "" : value} chosen={written.state}>
                {label}
              </Option>
            ))}
          </select>
        </Field>
        <Field name="claimed" label={t.claimedBy}>
          <select id="claimed" name="claimed">
            <Option value="" chosen={written.claimed}>
              {t.anybody}
            </Option>
            <Option value="me" chosen={written.claimed}>
              {t.me}
            </Option>
            {claimers.map(({ id, name }) => (
              <Option value={id} chosen={written.claimed}>
                {name ?? threads.somebody(id)}
              </Option>
            ))}
          </select>
        </Field>
        <Field name="from" label={t.from}>
          <input id="from" name="from" type="date" value={written.from} />
        </Field>
        <Field name="to" label={t.to}>
          <input id="to" name="to" type="date" value={written.to} />
        </Field>
        <div class="actions">
          <button type="submit" class="primary">
            {t.show}
          </button>
          {isNarrowed ? (
            <a class="button" href={path}>
              {t.clear}
            </a>
          ) : null}
          <span class="hint">{threads.utc}</span>
        </div>
      </form>
    </search>
  );
}

interface FieldProps {
  name: keyof Written;
  label: string;
  hint?: string;
  /** Takes more room than others. */
  of?: "words" | "user";
  children: ComponentChildren;
}

const Field = ({ name, label, hint, of, children }: FieldProps) => (
  <div class={of}>
    <label for={name}>{label}</label>
    {children}
    {hint === undefined ? null : (
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
    )}
  </div>
);

const Option = ({ value, chosen, children }: { value: string; chosen: string; children: string }) => (
  <option value={value} selected={value === chosen}>
    {children}
  </option>
);
