// One page for one person: whose form it is, who asks, may they; then the page's own handler.

import { botNotHerePage } from "./bot-not-here.tsx";
import { accessTo } from "./guild-access.ts";
import { tabsFor } from "./layout/guild-header.tsx";
import { renderProblem } from "./layout/render.tsx";
import type { DashboardApp, GuildPage, GuildVisit, Page, PersonalVisit } from "./page.ts";
import { pages } from "./pages.ts";
import type { Params } from "./paths.ts";
import { readForm } from "./read-form.ts";
import { redirectTo, respond } from "./respond.ts";
import { hasToken, isOwnForm } from "./security.ts";
import { type SessionKey, sessionKey } from "./session.ts";

interface Asked {
  request: Request;
  page: Page;
  params: Params;
  /** A form was sent. */
  change: boolean;
}

type Found = Awaited<ReturnType<DashboardApp["store"]["visit"]>>;
const NOTHING_SENT = { form: new URLSearchParams(), uploads: [] };
const NOBODY: Found = { session: null, known: [], settings: null };

/** D1: one round trip, and one more when Discord had to be asked. */
export async function answerPage(asked: Asked, app: DashboardApp): Promise<Response> {
  const { request, page, params, change } = asked;
  // A form of another site's is refused before anything is looked up.
  if (change && !isOwnForm(request.headers, app.config.publicUrl)) return renderProblem("foreignForm", 403);

  const key = await sessionKey(request.headers, app.config.publicUrl);
  const found = key === null ? NOBODY : await app.store.visit(key.hash, params.guild ?? null, app.now());
  if (page.who === "anybody") {
    const { session, known } = found;
    const answer = await page.get?.({ url: new URL(request.url), headers: request.headers, session }, app);
    return respond(app, answer, session === null || key === null ? null : { session, csrf: key.csrf, known });
  }

  const visit = await personalVisit(asked, key, found);
  if (visit instanceof Response) return visit;
  if (page.who === "signed-in") return respond(app, await (change ? page.post : page.get)?.(visit, app), visit);

  const inGuild = await guildVisit({ page, params, change }, visit, found, app);
  if (inGuild instanceof Response) return inGuild;
  return respond(app, await (change ? page.post : page.get)?.(inGuild, app), visit, inGuild);
}

/** Who is signed in, with a form that is this session's; or the response to who isn't. */
async function personalVisit(
  { request, page, change }: Asked,
  key: SessionKey | null,
  { session, known }: Found,
): Promise<PersonalVisit | Response> {
  const url = new URL(request.url);
  if (session === null || key === null) {
    if (change) return renderProblem("signedOut", 401);
    return redirectTo(`/dashboard?next=${encodeURIComponent(url.pathname + url.search)}`);
  }
  const sent = change ? await readForm(request, { takesFiles: page.takesFiles === true }) : NOTHING_SENT;
  if (sent === null) return renderProblem("tooLarge", 413);
  if (change && !hasToken(sent.form, key.csrf)) return renderProblem("foreignForm", 403);
  return { url, headers: request.headers, session, known, csrf: key.csrf, sessionHash: key.hash, ...sent };
}

/** Somebody who may open this page of this server; or the response to who mayn't. */
async function guildVisit(
  { page, params, change }: { page: GuildPage; params: Params; change: boolean },
  visit: PersonalVisit,
  { settings, known }: Found,
  app: DashboardApp,
): Promise<GuildVisit | Response> {
  const { session, url } = visit;
  const guildId = params.guild ?? "";
  const listed = session.guilds.find(({ id }) => id === guildId);
  // A server that is neither theirs nor ours isn't even asked about.
  if (listed === undefined && settings === null) return renderProblem("notFound", 404);
  const checked = await accessTo(app, { userId: session.id, guildId, settings, known, anew: change });
  if (checked === "bot-not-here") {
    return listed?.manages ? respond(app, botNotHerePage(app, listed), visit) : renderProblem("notFound", 404);
  }
  const { access } = checked;
  if (access === "none" || (page.who === "admin" && access !== "admin")) return renderProblem("notFound", 404);
  const name = checked.guildName ?? settings?.guildName ?? listed?.name ?? guildId;
  const guild = { id: guildId, name, iconUrl: listed?.iconUrl ?? null };
  const tabs = tabsFor(guildPages(), { guildId, access, path: url.pathname });
  return { ...visit, guild, access, tabs, settings, params };
}

const guildPages = (): GuildPage[] =>
  pages.filter((page): page is GuildPage => page.who === "staff" || page.who === "admin");
