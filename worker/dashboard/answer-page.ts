// One page for one person: session, form, access, in this order; then the page's own handler.

import { isStaff } from "../domain/access.ts";
import { readBody } from "../door.ts";
import { botNotHerePage } from "./bot-not-here.tsx";
import { accessIn, accessTo } from "./guild-access.ts";
import { tabsFor } from "./layout/guild-header.tsx";
import { renderPage, renderProblem } from "./layout/render.tsx";
import type { WorkspaceLink } from "./layout/sidebar.tsx";
import type { Answer, DashboardApp, GuildPage, GuildVisit, Page, PersonalVisit } from "./page.ts";
import { pages } from "./pages.ts";
import type { Params } from "./paths.ts";
import { hasToken, isOwnForm } from "./security.ts";
import { sessionKey } from "./session.ts";

export interface Asked {
  request: Request;
  page: Page;
  params: Params;
  /** A form was sent. */
  change: boolean;
}

type Found = Awaited<ReturnType<DashboardApp["store"]["visit"]>>;
const NOBODY: Found = { session: null, known: [], settings: null };

/** D1: one round trip, and one more when Discord had to be asked. */
export async function answerPage({ request, page, params, change }: Asked, app: DashboardApp): Promise<Response> {
  const { publicUrl } = app.config;
  const url = new URL(request.url);
  // 1. A form of another site's is refused before anything is looked up.
  if (change && !isOwnForm(request.headers, publicUrl)) return renderProblem("foreignForm", 403);

  // 2. Who asks.
  const key = await sessionKey(request.headers, publicUrl);
  const found = key === null ? NOBODY : await app.store.visit(key.hash, params.guild ?? null, app.now());
  const { session } = found;
  if (page.who === "anybody") {
    const answer = await page.get?.({ url, headers: request.headers, session }, app);
    return toResponse(app, answer ?? { answer: "not-found" }, personOf(found, key?.csrf));
  }
  if (session === null || key === null) {
    return change
      ? renderProblem("signedOut", 401)
      : redirectTo(`/dashboard?next=${encodeURIComponent(url.pathname + url.search)}`);
  }

  // 3. What the form brings, and whether it is this session's.
  const form = change ? await readForm(request) : new URLSearchParams();
  if (form === null) return renderProblem("tooLarge", 413);
  if (change && !hasToken(form, key.csrf)) return renderProblem("foreignForm", 403);
  const visit: PersonalVisit = {
    url,
    headers: request.headers,
    session,
    known: found.known,
    csrf: key.csrf,
    sessionHash: key.hash,
    form,
  };
  const person = personOf(found, key.csrf);
  if (page.who === "signed-in") {
    const handle = change ? page.post : page.get;
    return toResponse(app, (await handle?.(visit, app)) ?? { answer: "not-found" }, person);
  }

  // 4. Who they are in this server. A server that is neither theirs nor ours isn't even asked about.
  const guildId = params.guild ?? "";
  const listed = session.guilds.find((guild) => guild.id === guildId);
  if (listed === undefined && found.settings === null) return renderProblem("notFound", 404);
  const { settings, known } = found;
  const checked = await accessTo(app, { userId: session.id, guildId, settings, known, anew: change });
  if (checked === "bot-not-here") {
    return listed?.manages ? toResponse(app, botNotHerePage(app, listed), person) : renderProblem("notFound", 404);
  }
  const { access } = checked;
  if (access === "none" || (page.who === "admin" && access !== "admin")) {
    return renderProblem("notFound", 404);
  }
  const name = checked.guildName ?? settings?.guildName ?? listed?.name ?? guildId;
  const guild = { id: guildId, name, iconUrl: listed?.iconUrl ?? null };
  const tabs = tabsFor(guildPages(), { guildId, access, path: url.pathname });
  const handle = change ? page.post : page.get;
  const guildVisit: GuildVisit = { ...visit, guild, access, tabs, settings, params };
  const answer = (await handle?.(guildVisit, app)) ?? { answer: "not-found" as const };
  return toResponse(app, answer, person, { here: guild, tabs });
}

const guildPages = (): GuildPage[] =>
  pages.filter((page): page is GuildPage => page.who === "staff" || page.who === "admin");

/** null: larger than anything that may come, or not a form. */
async function readForm(request: Request): Promise<URLSearchParams | null> {
  const type = request.headers.get("content-type")?.split(";")[0];
  if (type !== "application/x-www-form-urlencoded") return null;
  const body = await readBody(request);
  return body === null ? null : new URLSearchParams(body);
}

type Person = Parameters<typeof renderPage>[0]["signedIn"];

function personOf({ session, known }: Found, csrf: string | undefined): Person {
  if (session === null || csrf === undefined) return undefined;
  const others = known.flatMap(({ standing, settings }): WorkspaceLink[] => {
    if (!isStaff(accessIn(standing, settings))) return [];
    const listed = session.guilds.find((guild) => guild.id === standing.guildId);
    const name = settings?.guildName ?? listed?.name;
    return name === undefined ? [] : [{ id: standing.guildId, name, iconUrl: listed?.iconUrl ?? null }];
  });
  return { session, csrf, others };
}

function toResponse(
  { log }: Pick<DashboardApp, "log">,
  answer: Answer,
  person: Person,
  guild?: Parameters<typeof renderPage>[0]["guild"],
): Response {
  switch (answer.answer) {
    case "page":
      return renderPage({
        title: answer.title,
        body: answer.body,
        ...(answer.status === undefined ? {} : { status: answer.status }),
        ...(person === undefined ? {} : { signedIn: withoutHere(person, guild?.here.id) }),
        ...(guild === undefined ? {} : { guild }),
        ...(answer.stream === undefined ? {} : { stream: { pieces: answer.stream, log } }),
      });
    case "redirect":
      return redirectTo(answer.to, answer.cookies);
    case "not-found":
      return renderProblem("notFound", 404);
    case "raw":
      return answer.response;
  }
}

const withoutHere = (person: NonNullable<Person>, hereId: string | undefined): NonNullable<Person> => ({
  ...person,
  others: person.others.filter((guild) => guild.id !== hereId),
});

function redirectTo(to: string | URL, cookies: readonly string[] = []): Response {
  const headers = new Headers({ location: String(to) });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}
