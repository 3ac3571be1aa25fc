// What pages answer → responses, in the frame of who is signed in. Who may see a page is decided before.

import { isStaff } from "../domain/access.ts";
import type { Session } from "../domain/session.ts";
import type { KnownGuild } from "../threads/ports.ts";
import { accessIn } from "./guild-access.ts";
import { type PageParts, renderPage, renderProblem } from "./layout/render.tsx";
import type { WorkspaceLink } from "./layout/sidebar.tsx";
import type { Answer, DashboardApp, GuildVisit } from "./page.ts";

/** What the frame shows of who asks; null: nobody is signed in. */
export type Person = { session: Session; csrf: string; known: readonly KnownGuild[] } | null;

/** `undefined`: the page has no handler for this. */
export function respond(
  { log }: Pick<DashboardApp, "log">,
  answer: Answer | undefined,
  person: Person,
  visit?: Pick<GuildVisit, "guild" | "tabs">,
): Response {
  switch (answer?.answer) {
    case "page": {
      const { title, body, status, stream } = answer;
      return renderPage({
        title,
        body,
        ...(status === undefined ? {} : { status }),
        ...(stream === undefined ? {} : { stream: { pieces: stream, log } }),
        ...(person === null ? {} : { signedIn: signedIn(person, visit?.guild.id) }),
        ...(visit === undefined ? {} : { guild: { here: visit.guild, tabs: visit.tabs } }),
      });
    }
    case "redirect":
      return redirectTo(answer.to, answer.cookies);
    case "raw":
      return answer.response;
    default:
      return renderProblem("notFound", 404);
  }
}

export function redirectTo(to: string | URL, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: String(to) });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** The other workspaces are those where they had access when it was last asked: each is checked when it is opened. */
function signedIn(
  { session, csrf, known }: NonNullable<Person>,
  hereId: string | undefined,
): NonNullable<PageParts["signedIn"]> {
  const others = known.flatMap(({ standing, settings }): WorkspaceLink[] => {
    if (standing.guildId === hereId || !isStaff(accessIn(standing, settings))) return [];
    const listed = session.guilds.find((guild) => guild.id === standing.guildId);
    const name = settings?.guildName ?? listed?.name;
    return name === undefined ? [] : [{ id: standing.guildId, name, iconUrl: listed?.iconUrl ?? null }];
  });
  return { session, csrf, others };
}
