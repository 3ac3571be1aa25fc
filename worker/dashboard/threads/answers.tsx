// How a form of a thread's page is answered: on the page again with what it did, or with what is wrong and what was typed.

import { refusalText } from "../../discord/views/refusals.ts";
import type { Refusal } from "../../domain/refusal.ts";
import type { Thread } from "../../domain/thread.ts";
import { DiscordWords } from "../layout/discord-words.tsx";
import type { Answer, DashboardApp, GuildVisit } from "../page.ts";
import { type ThreadNotice, thread as t } from "../texts/thread.ts";
import { namesOn } from "./conversation-markup.tsx";
import { threadPath, withQuery } from "./paths.ts";
import { PART, threadBody } from "./thread-body.tsx";
import { nameOf } from "./thread-head.tsx";

export const redirectTo = ({ guildId, id }: Pick<Thread, "guildId" | "id">, done: ThreadNotice): Answer => ({
  answer: "redirect",
  to: `${withQuery(threadPath(guildId, id), { done })}#end`,
});

interface Refused {
  problem: Refusal | "too-old" | "sent-already";
  /** What was typed. */
  text?: string;
}

/** The page as it is now. */
export async function refusedOnPage(
  visit: GuildVisit,
  app: DashboardApp,
  threadId: string,
  { problem, text }: Refused,
): Promise<Answer> {
  const page = await app.store.threadPage(visit.guild.id, threadId, "end", PART);
  if (page === null) return { answer: "not-found" };
  const said = wordsFor(problem, namesOn(page));
  const nothing = problem === "sent-already" ? "" : `${t.problem.notSent} `;
  return threadBody(visit, app, {
    page,
    status: 422,
    ...(text === undefined ? {} : { text }),
    notice: { tone: "bad", content: <DiscordWords text={`${text === undefined ? "" : nothing}${said}`} /> },
  });
}

function wordsFor(problem: Refused["problem"], names: ReadonlyMap<string, string>): string {
  if (problem === "too-old") return t.problem.tooOld;
  if (problem === "sent-already") return t.problem.sentAlready;
  switch (problem.reason) {
    case "claimed-by-other":
      return t.problem.claimedBy(nameOf(problem.by, names));
    case "not-claimed":
      return t.problem.unclaimed;
    case "thread-closing":
      return t.problem.closing(problem.by === null ? null : nameOf(problem.by, names));
    default:
      return refusalText(problem);
  }
}
