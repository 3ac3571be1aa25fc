// The door for browsers: which page, who asks, may they, is the form theirs; then the page's answer in its frame. One
// catch, one log line a passage, the security headers on every answer.

import { Later } from "../domain/refusal.ts";
import { logFailure, logPassage, type Passage } from "../door.ts";
import { answerPage } from "./answer-page.ts";
import { renderProblem } from "./layout/render.tsx";
import type { DashboardApp, Page } from "./page.ts";
import { pages } from "./pages.ts";
import { matchPath, type Params } from "./paths.ts";
import { secured } from "./security.ts";
import { staticFile } from "./static/files.ts";

export async function receiveDashboard(request: Request, app: DashboardApp): Promise<Response> {
  const pathname = new URL(request.url).pathname.replace(/(?<=.)\/$/, "");
  const file = request.method === "GET" ? staticFile(pathname) : null;
  if (file !== null) return secured(file, app.config.publicUrl);

  const startedAt = app.now();
  const passage: Passage = { door: "dashboard", name: "unknown", outcome: "failed" };
  const response = await answerRequest(request, pathname, app, passage).catch((error: unknown) => {
    if (error instanceof Later) return busy(error);
    logFailure(passage, error);
    return renderProblem("failed", 500);
  });
  logPassage({ ...passage, outcome: String(response.status) }, startedAt, app.trace);
  return secured(response, app.config.publicUrl);
}

async function answerRequest(request: Request, path: string, app: DashboardApp, passage: Passage): Promise<Response> {
  const found = findPage(path);
  if (found === null) return renderProblem("notFound", 404);
  const { page, params } = found;
  passage.name = `${request.method} ${page.name}`;
  const method = request.method === "HEAD" ? "GET" : request.method;
  if (method === "GET" && "get" in page) return answerPage({ request, page, params, change: false }, app);
  if (method === "POST" && "post" in page) return answerPage({ request, page, params, change: true }, app);
  return renderProblem("notAllowed", 405);
}

function findPage(path: string): { page: Page; params: Params } | null {
  for (const page of pages) {
    const params = matchPath(page.path, path);
    if (params !== null) return { page, params };
  }
  return null;
}

function busy(error: Later): Response {
  const response = renderProblem("later", 503);
  response.headers.set("retry-after", String(Math.ceil(error.seconds)));
  return response;
}
