// The playground's server: the page, what its people see, what they do. Local only; the fake Discord decides everything.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { FakeDiscord, Person } from "../fake-discord/api.ts";
import { act, type Memory } from "./server/act.ts";
import { bundlePage, icon, type Page } from "./server/bundle.ts";
import { type ChangeStream, createChangeStream } from "./server/change-stream.ts";
import { BadRequest, readAction } from "./server/read-action.ts";
import { refusal, securityHeaders } from "./server/request-guard.ts";
import { memberView, messagesView, personView, stickerView } from "./server/views.ts";
import type { TryStep, World } from "./wire.ts";

/** A person whom the page can play. */
export interface CastMember {
  person: Person;
  /** What they are here for, in a few words. */
  part: string;
  /** Role ids by server id, for colours and names; permissions come from the fake. */
  roles: Record<string, string[]>;
}

export interface PlaygroundOptions {
  discord: FakeDiscord;
  cast: CastMember[];
  /** Who stands on which side at first, and in which server. */
  start: { user: Person; staff: Person; guildId: string };
  steps?: TryStep[];
  ending?: string;
  dashboard?: string;
  roleColors?: Record<string, number>;
  /** TCP port on 127.0.0.1; 0 (default) takes a free one. */
  port?: number;
}

export interface Playground {
  url: string;
  close(): Promise<void>;
}

interface Context {
  options: PlaygroundOptions;
  page: Page;
  changes: ChangeStream;
  memory: Memory;
}

let bundled: Promise<Page> | null = null;

/** The same for every playground of a process. */
function page(): Promise<Page> {
  bundled ??= bundlePage();
  return bundled;
}

/** Bundles the page and serves it. Rejects when the port is taken or the page doesn't build. */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
  const context: Context = {
    options,
    page: await page(),
    changes: createChangeStream(options.discord),
    memory: { modals: new Map(), commands: new Map() },
  };
  const headers = securityHeaders(new URL(options.discord.url).origin);
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const no = refusal(request, port);
    if (no !== null) return answerError(response, 403, no);
    handle(context, request, response).catch((error: unknown) => {
      if (error instanceof BadRequest) return answerError(response, error.status, error.message);
      // The fake's people throw a sentence for whatever they may not do: it is meant for the person.
      answerError(response, 422, error instanceof Error ? error.message : String(error));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      context.changes.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function handle(context: Context, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { options, page } = context;
  const { pathname } = new URL(request.url ?? "/", "http://playground");
  const route = `${request.method} ${pathname}`;
  if (route === "GET /") return answer(response, "text/html", page.html);
  if (route === "GET /page.js") return answer(response, "text/javascript", page.script);
  if (route === "GET /style.css") return answer(response, "text/css", page.style);
  if (route === "GET /icon.svg") return answer(response, "image/svg+xml", icon);
  if (route === "GET /api/changes") return context.changes.add(response);
  if (route === "GET /api/world") return answerJson(response, worldView(options));

  const [, personId, rest] = /^\/api\/people\/(\d+)(\/.*)?$/.exec(pathname) ?? [];
  const person = options.cast.find((one) => one.person.id === personId)?.person;
  if (!person) throw new BadRequest(404, "Nothing is here.");
  if (request.method === "POST" && rest === "/actions") {
    const { action, files } = await readAction(request);
    return answerJson(response, await act(person, action, files, context.memory));
  }
  if (request.method !== "GET") throw new BadRequest(405, "This can only be read.");
  if (rest === undefined) {
    const looks = { cast: options.cast, roleColors: options.roleColors ?? {} };
    return answerJson(response, personView(options.discord, person, looks));
  }
  const [, channelId = "", what] = /^\/channels\/(\d+)\/(messages|commands)$/.exec(rest) ?? [];
  if (what === "messages") return answerJson(response, messagesView(person, channelId, context.memory.commands));
  if (what === "commands") return answerJson(response, person.commands(channelId));
  throw new BadRequest(404, "Nothing is here.");
}

function worldView({
  discord,
  cast,
  start,
  steps = [],
  ending = "That was the whole story.",
  dashboard,
}: PlaygroundOptions): World {
  return {
    people: cast.map(({ person, part }) => ({ ...memberView(person.user), part })),
    bot: memberView(discord.application.bot),
    steps,
    ending,
    dashboard: dashboard ?? null,
    start: { user: start.user.id, staff: start.staff.id, guildId: start.guildId },
    cdnUrl: discord.cdnUrl,
    mediaUrl: discord.mediaUrl,
    standardStickers: discord.standardStickers.map(stickerView),
  };
}

function answer(response: ServerResponse, type: string, text: string): void {
  response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(text);
}

function answerJson(response: ServerResponse, value: unknown): void {
  answer(response, "application/json", JSON.stringify(value));
}

function answerError(response: ServerResponse, status: number, error: string): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify({ error }));
}
