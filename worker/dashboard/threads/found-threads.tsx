// What a search found: threads with pieces of what was said in them.

import type { SearchHit } from "../../threads/ports.ts";
import { threads as t } from "../texts/threads.ts";
import { threadPath, withQuery } from "./paths.ts";
import { ThreadCard } from "./thread-card.tsx";

interface FoundThreadsProps {
  guildId: string;
  title: string;
  words: string;
  hits: readonly SearchHit[];
}

/** A thread that was found several times in a row comes once, with all that was found. */
export function FoundThreads({ guildId, title, words, hits }: FoundThreadsProps) {
  if (hits.length === 0) return null;
  const threads = new Map<string, { hit: SearchHit; excerpts: string[] }>();
  for (const hit of hits) {
    const known = threads.get(hit.thread.id);
    if (known) known.excerpts.push(hit.excerpt);
    else threads.set(hit.thread.id, { hit, excerpts: [hit.excerpt] });
  }
  return (
    <section aria-label={title}>
      <h2>
        {title} <span class="small">{t.found.count(threads.size)}</span>
      </h2>
      <ul class="threads">
        {[...threads.values()].map(({ hit, excerpts }) => (
          <ThreadCard
            listed={hit}
            excerpts={excerpts}
            href={`${withQuery(threadPath(guildId, hit.thread.id), { find: words })}#found`}
          />
        ))}
      </ul>
    </section>
  );
}
