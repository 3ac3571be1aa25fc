// What a REST route is: method, path, who may call it, and a handler. Matching only; the routes stand in routes/.

import type { World } from "../world/world.ts";
import type { UploadedFile } from "./body.ts";
import type { Caller } from "./caller.ts";
import type { InteractionDesk } from "./interaction-port.ts";

/** What routes need besides the world. */
export interface Neighbours {
  gatewayUrl(): string;
  sessionStartLimit(): object;
  interactions: InteractionDesk;
  /** Hex key of the application. */
  publicKey(): string;
}

export interface RestRequest {
  world: World;
  neighbours: Neighbours;
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Parsed JSON, `payload_json` of a multipart body, or undefined when there was no body. Not validated. */
  body: unknown;
  files: UploadedFile[];
  /** What a form brought; only routes for clients take forms. */
  form: URLSearchParams | null;
  caller: Caller;
  /** The header, "" without one. */
  authorization: string;
}

export interface Answer {
  status: number;
  /** JSON; absent for 204. */
  body?: unknown;
}

export interface Route {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** For example `/channels/:channel/messages/:message`; a part with a colon is a parameter. */
  path: string;
  /**
   * `bot`: needs the bot's token. `user`: needs a token that a person gave out. `none`: the path itself is the secret.
   * `client`: takes forms only, and looks at who the client is by itself.
   */
  auth: "bot" | "user" | "bot or user" | "none" | "client";
  handle(request: RestRequest): Answer | Promise<Answer>;
}

/** The route for a path, or "method" when only other methods exist there, or null. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): { route: Route; params: Record<string, string> } | "method" | null {
  const parts = path.split("/");
  const fitting = routes.flatMap((route) => {
    const params = match(route.path.split("/"), parts);
    return params ? [{ route, params }] : [];
  });
  const exact = fitting.filter(({ route }) => route.method === method);
  // A literal part (`@me`, `pins`) goes before a parameter.
  const [best] = exact.sort((a, b) => parameterCount(a.route) - parameterCount(b.route));
  return best ?? (fitting.length > 0 ? "method" : null);
}

function parameterCount(route: Route): number {
  return route.path.split("/:").length;
}

function match(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const value = parts[index] ?? "";
    if (part.startsWith(":")) {
      if (value === "") return null;
      try {
        params[part.slice(1)] = decodeURIComponent(value);
      } catch {
        return null;
      }
    } else if (part !== value) return null;
  }
  return params;
}

/** A path with ids and secrets replaced: `/channels/:id/messages/:id/reactions/:emoji/@me`. */
export function routeName(path: string): string {
  return path
    .replace(/^(\/webhooks\/[^/]+)\/[^/]+/, "$1/:token")
    .replace(/^(\/interactions\/[^/]+)\/[^/]+/, "$1/:token")
    .replace(/\/reactions\/[^/]+/, "/reactions/:emoji")
    .replaceAll(/\/\d{15,20}(?=\/|$)/g, "/:id");
}
