// The routes. What isn't here is 404.

import { AutoRouter } from "itty-router";
import { createApp } from "./app.ts";
import type { Env } from "./env.ts";
import { receiveGatewayEvent } from "./gateway-events/receive.ts";
import { receiveInteraction } from "./interactions/receive.ts";

type Context = Parameters<typeof createApp>[1];

export const router = AutoRouter({
  missing: () => Response.json({ error: "There is nothing here." }, { status: 404 }),
  catch: (error: unknown) => {
    console.error(JSON.stringify({ door: "router", problem: error instanceof Error ? error.stack : String(error) }));
    return Response.json({ error: "Something went wrong on our side." }, { status: 500 });
  },
});

router
  .get("/health", (_request: Request, env: Env, context: Context) => {
    createApp(env, context);
    return Response.json({ status: "ok" });
  })
  .post("/interactions", (request: Request, env: Env, context: Context) =>
    receiveInteraction(request, createApp(env, context)),
  )
  .post("/gateway-events", (request: Request, env: Env, context: Context) =>
    receiveGatewayEvent(request, createApp(env, context)),
  );
