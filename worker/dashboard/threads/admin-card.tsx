// What only admins do with a thread: decide who sees it.

import type { Thread } from "../../domain/thread.ts";
import { Csrf } from "../layout/csrf.tsx";
import { thread } from "../texts/thread.ts";
import { threadPath } from "./paths.ts";

const t = thread.confidential;

export const AdminCard = ({ thread: { guildId, id, confidential }, csrf }: { thread: Thread; csrf: string }) => (
  <section class="card admin" aria-labelledby="who-sees">
    <h2 id="who-sees">{t.title}</h2>
    <p>{confidential ? t.on : t.off}</p>
    <p class="hint">{t.discord}</p>
    <form class="actions" method="post" action={`${threadPath(guildId, id)}/confidential`}>
      <Csrf token={csrf} />
      <button type="submit" name="confidential" value={confidential ? "no" : "yes"}>
        {confidential ? t.unmark : t.mark}
      </button>
    </form>
  </section>
);
