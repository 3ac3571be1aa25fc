// Who changed a snippet, when, from what to what; with the way back to each text for admins.

import type { SnippetBody } from "../../domain/snippet.ts";
import type { SnippetChange } from "../../threads/ports.ts";
import { visibleName, visibleText } from "../../transcripts/page/visible-text.ts";
import { Csrf } from "../layout/csrf.tsx";
import { Moment } from "../layout/moment.tsx";
import type { LocalPath } from "../page.ts";
import { snippets } from "../texts/snippets.ts";

const t = snippets.history;

interface SnippetHistoryProps {
  /** Latest first. */
  changes: readonly SnippetChange[];
  /** null: the person may not. `id`: of the change that bringing back will be. */
  restore: { action: LocalPath; csrf: string; id: string } | null;
}

export const SnippetHistory = ({ changes, restore }: SnippetHistoryProps) => (
  <section aria-labelledby="history">
    <h2 id="history">{t.title}</h2>
    <ol class="log card history">
      {changes.map(({ id, from, to, by, at }, index) => (
        <li>
          <p>
            <strong>
              <bdi>{visibleName(by.name)}</bdi>
            </strong>{" "}
            {from === null ? t.made : to === null ? t.removed : t.changed}{" "}
            <span class="small">
              <Moment at={at} />
            </span>
          </p>
          <dl class="texts">
            {from === null ? null : <Body label={t.from} body={from} />}
            {to === null ? null : <Body label={t.to} body={to} />}
          </dl>
          {/* The latest is what there is. */}
          {restore === null || to === null || index === 0 ? null : (
            <form method="post" action={restore.action}>
              <Csrf token={restore.csrf} />
              <input type="hidden" name="id" value={restore.id} />
              <input type="hidden" name="change" value={id} />
              <button type="submit" class="quiet">
                {t.restore}
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  </section>
);

const Body = ({ label, body }: { label: string; body: SnippetBody }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      {body.text === "" ? (
        <span class="soft">{t.empty}</span>
      ) : (
        <span class="quoted" dir="auto">
          {visibleText(body.text)}
        </span>
      )}
      {body.attachments.length === 0 ? null : (
        <span class="small names">{snippets.files(body.attachments.map(({ name }) => visibleName(name)))}</span>
      )}
    </dd>
  </div>
);
