// `/oauth2/authorize` over HTTP: shows the page, and takes what the person decided.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { World } from "../world/world.ts";
import { answerSignIn, BadLink, install, readLink } from "./authorize.ts";
import { consentPage, messagePage } from "./consent-page.ts";

/** Answers its path; returns false for any other. */
export function serveAuthorize(world: World, url: URL, request: IncomingMessage, response: ServerResponse): boolean {
  if (url.pathname !== "/oauth2/authorize") return false;
  void answer(world, url, request).then(({ status, html = "", location }) => {
    const headers = { "content-type": "text/html; charset=utf-8", ...(location === undefined ? {} : { location }) };
    response.writeHead(status, headers).end(html);
  });
  return true;
}

interface Shown {
  status: number;
  html?: string;
  location?: string;
}

async function answer(world: World, url: URL, request: IncomingMessage): Promise<Shown> {
  try {
    const asking = readLink(world.oauth2, url.searchParams);
    if (request.method !== "POST") return { status: 200, html: consentPage(world, asking) };
    const form = new URLSearchParams(await read(request));
    const userId = form.get("user") ?? "";
    if (!world.users.has(userId)) throw new BadLink("Nobody was chosen");
    const agreed = form.get("decision") === "authorize";
    if (asking.kind === "sign-in") {
      return { status: 302, location: answerSignIn(world.oauth2, asking, agreed ? userId : null) };
    }
    if (agreed) install(world, asking, userId, form.get("guild") ?? "");
    const text = agreed ? "You may now close this window or tab." : "Nothing was added.";
    return { status: 200, html: messagePage(agreed ? "Authorized" : "Cancelled", text) };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { status: error instanceof BadLink ? 400 : 403, html: messagePage("Error", text) };
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
