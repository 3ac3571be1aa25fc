// A list in pages that the address numbers, from 0.

import type { LocalPath } from "../page.ts";
import { Pager } from "../threads/pager.tsx";
import { withQuery } from "../threads/paths.ts";

/** `last`: no page beyond it is looked for. */
export const pageIn = (url: URL, last: number): number =>
  Math.min(last, Math.max(0, Math.trunc(Number(url.searchParams.get("page"))) || 0));

interface NumberedPagesProps {
  path: LocalPath;
  /** What else the address says. */
  query?: Readonly<Record<string, string>>;
  page: number;
  /** Whether there is another page after this one. */
  more: boolean;
  texts: { earlier: string; more: string };
}

export function NumberedPages({ path, query = {}, page, more, texts }: NumberedPagesProps) {
  const at = (number: number) => withQuery(path, { ...query, page: number === 0 ? "" : String(number) });
  return (
    <Pager
      newer={page === 0 ? null : at(page - 1)}
      older={more ? at(page + 1) : null}
      newerLabel={texts.earlier}
      olderLabel={texts.more}
    />
  );
}
