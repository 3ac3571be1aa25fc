// The way from one page of a list to the next and back.

import type { LocalPath } from "../page.ts";
import { threads as t } from "../texts/threads.ts";

interface PagerProps {
  /** null: there is none. */
  newer: LocalPath | null;
  older: LocalPath | null;
  newerLabel?: string;
  olderLabel?: string;
}

export const Pager = ({ newer, older, newerLabel = t.newer, olderLabel = t.older }: PagerProps) =>
  newer === null && older === null ? null : (
    <nav class="pager" aria-label={t.pages}>
      {newer === null ? <span /> : <a class="button" href={newer} rel="prev">{`← ${newerLabel}`}</a>}
      {older === null ? <span /> : <a class="button" href={older} rel="next">{`${olderLabel} →`}</a>}
    </nav>
  );
