// In which order channels get their turn. Three lines, first come first served in each: what is new, what failed before,
// and niceties, which yield to both.

import { isNiceties } from "./spool.ts";

export class Lines {
  readonly #fresh = new Set<string>();
  /** By themselves, so that channels that keep failing can't take every place from those that don't. */
  readonly #retries = new Set<string>();
  readonly #niceties = new Set<string>();

  /** To the end of its line. A channel stands in one line, once. */
  add(lane: string, hasFailed: boolean): void {
    const line = isNiceties(lane) ? this.#niceties : hasFailed ? this.#retries : this.#fresh;
    line.add(lane);
  }

  /** The next whose turn it is, out of its line. */
  take(mayRetry: boolean): string | undefined {
    return (
      takeFirst(this.#fresh) ??
      (mayRetry ? takeFirst(this.#retries) : undefined) ??
      (this.#retries.size === 0 ? takeFirst(this.#niceties) : undefined)
    );
  }

  get size(): number {
    return this.#fresh.size + this.#retries.size + this.#niceties.size;
  }
}

function takeFirst(line: Set<string>): string | undefined {
  for (const first of line) {
    line.delete(first);
    return first;
  }
  return undefined;
}
