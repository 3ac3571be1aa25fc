// What only admins do with a thread: decide who sees it, and have it erased.

import type { Thread } from "../../domain/thread.ts";
import { Csrf } from "../layout/csrf.tsx";
import { thread as t } from "../texts/thread.ts";
import { threadPath } from "./paths.ts";

export function AdminCard({ thread, csrf }: { thread: Thread; csrf: string }) {
  const path = threadPath(thread.guildId, thread.id);
  const { confidential } = thread;
  if (thread.erasedAt !== null) return null;
  return (
    <section class="card admin" aria-labelledby="who-sees">
      <h2 id="who-sees">{t.confidential.title}</h2>
      <p>{confidential ? t.confidential.on : t.confidential.off}</p>
      <p class="hint">{t.confidential.discord}</p>
      <form class="actions" method="post" action={`${path}/confidential`}>
        <Csrf token={csrf} />
        <button type="submit" name="confidential" value={confidential ? "no" : "yes"}>
          {confidential ? t.confidential.unmark : t.confidential.mark}
        </button>
      </form>
      <h2>{t.erase.card}</h2>
      <p>{thread.state === "closed" ? t.erase.cardText : t.erase.open}</p>
      {thread.state === "closed" ? (
        <p class="actions">
          <a class="button danger" href={`${path}/erase`}>
            {t.erase.goTo}
          </a>
        </p>
      ) : null}
    </section>
  );
}
