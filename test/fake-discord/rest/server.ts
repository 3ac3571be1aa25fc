// The life of one REST request: recorded, perhaps made to fail, let in, limited, handed to its route, answered.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Fault, RecordedRequest } from "../api.ts";
import type { World } from "../world/world.ts";
import { type ParsedBody, parseBody, readAll, wrongContentType } from "./body.ts";
import { callerOf } from "./caller.ts";
import { ApiError, apiError, invalidForm } from "./errors.ts";
import { cloudflarePage, createFaults, type Faults } from "./faults.ts";
import { createRateLimits, type LimitVerdict, limitedAnswer, UNLIMITED } from "./rate-limits.ts";
import { type Answer, findRoute, type Neighbours, type Route, routeName } from "./route.ts";

const API_PREFIX = "/api/v10";
/** The addresses that OAuth2's documents name have no version. */
const VERSIONLESS = "/api/oauth2/token";

export interface RestServer {
  readonly requests: RecordedRequest[];
  readonly faults: Faults;
  /** 401, 403 and 429 (not of scope `shared`) in the last ten minutes; above 10,000 Cloudflare bans the address. */
  invalidRequests(): number;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

interface Exchange {
  recorded: RecordedRequest;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

export function createRestServer(
  world: World,
  neighbours: Neighbours,
  routes: readonly Route[],
  options: { rateLimits: boolean },
): RestServer {
  const requests: RecordedRequest[] = [];
  const faults = createFaults();
  const limits = options.rateLimits ? createRateLimits(world.now) : UNLIMITED;
  let invalid: number[] = [];

  async function perform(exchange: Exchange, parsed: ParsedBody, limit: LimitVerdict): Promise<Answer> {
    const { method, path } = exchange.recorded;
    const found = findRoute(routes, method, path);
    const { pathname, searchParams: query } = exchange.url;
    const forClients = found !== null && found !== "method" && found.route.auth === "client";
    if (!forClients) checkUserAgent(exchange.request);
    checkReason(exchange.request);
    if (!pathname.startsWith(`${API_PREFIX}/`) && !pathname.startsWith(VERSIONLESS)) throw apiError("invalidVersion");
    if (found === null) throw apiError("notFound");
    if (found === "method") throw apiError("methodNotAllowed");
    if (parsed.form !== null && !forClients) throw wrongContentType();
    const authorization = exchange.request.headers.authorization ?? "";
    const caller = callerOf(world, found.route.auth, authorization);
    if (limit.limited) return limitedAnswer(limit.limited);
    return found.route.handle({ world, neighbours, params: found.params, query, caller, authorization, ...parsed });
  }

  function send(exchange: Exchange, answer: Answer, headers: Record<string, string>): void {
    const { recorded, response } = exchange;
    recorded.status = answer.status;
    const shared = headers["X-RateLimit-Scope"] === "shared";
    if ([401, 403].includes(answer.status) || (answer.status === 429 && !shared)) invalid.push(world.now());
    const text = answer.body === undefined ? "" : JSON.stringify(answer.body);
    response.writeHead(answer.status, {
      ...(text === "" ? {} : { "Content-Type": "application/json" }),
      ...headers,
    });
    response.end(text);
  }

  function sendFault(exchange: Exchange, fault: Fault, headers: Record<string, string>): void {
    const { recorded, response } = exchange;
    const { kind, status = 500, code = 0, message = `${status}: Error` } = fault;
    if (kind === "silence" || kind === "silence-after") return;
    if (kind === "hang-up" || kind === "hang-up-after") {
      response.destroy();
    } else if (kind === "html") {
      recorded.status = fault.status ?? 403;
      response.writeHead(recorded.status, { "Content-Type": "text/html; charset=UTF-8", ...fault.headers });
      response.end(cloudflarePage(recorded.status));
    } else if (kind === "rate-limit") {
      const { scope = "user", retryAfter = 1 } = fault;
      const limited = limitedAnswer({ scope, retryAfter: retryAfter ?? 1 });
      const kept =
        retryAfter === null ? without(limited.headers, "Retry-After", "X-RateLimit-Reset-After") : limited.headers;
      send(exchange, limited, { ...kept, ...fault.headers });
    } else {
      send(exchange, { status, body: { message, code } }, { ...headers, ...fault.headers });
    }
  }

  return {
    requests,
    faults,
    invalidRequests() {
      invalid = invalid.filter((at) => world.now() - at < 600_000);
      return invalid.length;
    },
    async handle(request, response) {
      const url = new URL(request.url ?? "/", "http://fake");
      // Clients may write "@me" as "%40me".
      const path = url.pathname
        .replace(API_PREFIX, "")
        .replace(/^\/api(?=\/oauth2\/)/, "")
        .replaceAll("%40", "@");
      const method = request.method ?? "GET";
      const at = world.now();
      const recorded: RecordedRequest = {
        method,
        path,
        route: routeName(path),
        status: 0,
        body: undefined,
        files: [],
        at,
      };
      requests.push(recorded);
      const exchange = { recorded, request, response, url };

      let parsed: ParsedBody | ApiError;
      try {
        parsed = await parseBody(request.headers["content-type"], await readAll(request));
        recorded.body = parsed.body;
        recorded.files = parsed.files.map((file) => ({ name: file.name, size: file.bytes.byteLength }));
      } catch (error) {
        // The client went away in the middle of its request: nobody to answer.
        if (request.destroyed && !request.complete) return;
        parsed = asApiError(error);
      }
      const fault = faults.take(recorded);
      const before = fault && !fault.kind.endsWith("-after");
      if (before) return sendFault(exchange, fault, {});

      const limit = limits.take(method, path, recorded.body);
      const answer = await settle(() => {
        if (parsed instanceof ApiError) throw parsed;
        return perform(exchange, parsed, limit);
      });
      const headers = "headers" in answer ? { ...limit.headers, ...answer.headers } : limit.headers;
      if (fault) sendFault(exchange, fault, headers);
      else send(exchange, answer, headers);
    },
  };
}

function checkUserAgent(request: IncomingMessage): void {
  // Discord asks for `DiscordBot ($url, $version)`, its Cloudflare blocks everything else at will; here always.
  if (!/^DiscordBot \(\S+,\s?\S+\)/.test(request.headers["user-agent"] ?? "")) throw apiError("badUserAgent");
}

/** The reason for the audit log: at most 512 characters, percent-encoded. */
function checkReason(request: IncomingMessage): void {
  const header = request.headers["x-audit-log-reason"];
  if (typeof header !== "string") return;
  let reason = header;
  try {
    reason = decodeURIComponent(header);
  } catch {
    // A stray percent sign is taken as it stands.
  }
  if ([...reason].length <= 512) return;
  const message = "Must be 512 or fewer in length.";
  throw invalidForm([{ path: ["X-Audit-Log-Reason"], code: "BASE_TYPE_MAX_LENGTH", message }]);
}

async function settle(work: () => Promise<Answer>): Promise<Answer & { headers?: Record<string, string> }> {
  try {
    return await work();
  } catch (error) {
    const known = asApiError(error);
    return { status: known.status, body: known.body() };
  }
}

/** Our own mistakes become a 500 that says so, loudly, instead of a test that hangs. */
function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error("The fake Discord broke:", error);
  return new ApiError(500, 0, `The fake Discord broke: ${error instanceof Error ? error.message : String(error)}`);
}

function without(headers: Record<string, string>, ...names: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
