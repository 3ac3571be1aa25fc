// A question before something goes for good: what goes, what stays, and something to type, so that no slip does it.

import { Csrf } from "./csrf.tsx";

interface AskAgainProps {
  csrf: string;
  action: string;
  /** Sent along: of the form, and of what it is about. */
  hidden: Readonly<Record<string, string>>;
  title: string;
  /** Paragraphs, as they come. */
  lead: readonly string[];
  what: readonly string[];
  stays: string;
  /** What is to be typed; digits. */
  field: { name: string; label: string; maxLength: number; error: string | undefined };
  yes: string;
  no: { label: string; href: string };
}

export const AskAgain = ({ csrf, action, hidden, title, lead, what, stays, field, yes, no }: AskAgainProps) => (
  <form class="card" method="post" action={action}>
    <Csrf token={csrf} />
    {Object.entries(hidden).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <h2>{title}</h2>
    {lead.map((text) => (
      <p>
        <bdi>{text}</bdi>
      </p>
    ))}
    <ul>
      {what.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
    <p>{stays}</p>
    <div class="field">
      <label for={field.name}>{field.label}</label>
      <input
        type="text"
        inputMode="numeric"
        id={field.name}
        name={field.name}
        required
        maxLength={field.maxLength}
        autocomplete="off"
        {...(field.error === undefined
          ? {}
          : { "aria-invalid": "true" as const, "aria-describedby": `${field.name}-error` })}
      />
      {field.error === undefined ? null : (
        <p class="error" id={`${field.name}-error`}>
          {field.error}
        </p>
      )}
    </div>
    <p class="actions">
      <button type="submit" class="danger">
        {yes}
      </button>
      <a class="button" href={no.href}>
        {no.label}
      </a>
    </p>
  </form>
);
