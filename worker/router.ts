// The routes. What isn't here is 404.

import { AutoRouter, type IRequest } from "itty-router";
import type { App } from "./app.ts";
import { receiveDashboard } from "./dashboard/receive.ts";
import { receiveDownload } from "./downloads/receive.ts";
import { receiveGatewayEvent } from "./gateway-events/receive.ts";
import { receiveInteraction } from "./interactions/receive.ts";

export const router = AutoRouter({
  missing: () => Response.json({ error: "There is nothing here." }, { status: 404 }),
  catch: (error: unknown) => {
    console.error(JSON.stringify({ door: "router", problem: error instanceof Error ? error.stack : String(error) }));
    return Response.json({ error: "Something went wrong on our side." }, { status: 500 });
  },
});

router
  .get("/health", () => Response.json({ status: "ok" }))
  .get("/", (request: Request) => Response.redirect(new URL("/dashboard", request.url).href, 302))
  .all("/dashboard", (request: Request, app: App) => receiveDashboard(request, app))
  .all("/dashboard/*", (request: Request, app: App) => receiveDashboard(request, app))
  .all("/privacy", (request: Request, app: App) => receiveDashboard(request, app))
  .all("/privacy/*", (request: Request, app: App) => receiveDashboard(request, app))
  .get("/files/:token", (request: IRequest, app: App) => receiveDownload(request, request.params.token ?? "", app))
  .post("/interactions", (request: Request, app: App) => receiveInteraction(request, app))
  .post("/gateway-events", (request: Request, app: App) => receiveGatewayEvent(request, app));
