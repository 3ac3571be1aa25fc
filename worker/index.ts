// The Worker's entry: requests to the router, the cron trigger to the schedule. A Worker that isn't configured answers
// nothing but what is missing.

import type { ExecutionContext } from "@cloudflare/workers-types";
import { type App, createApp } from "./app.ts";
import { ConfigError, type Env } from "./env.ts";
import { router } from "./router.ts";
import { everyMinute } from "./schedule/every-minute.ts";

export default {
  async fetch(request: Request, env: Env, context: ExecutionContext): Promise<Response> {
    let app: App;
    try {
      app = createApp(env, context);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      console.error(JSON.stringify({ door: "worker", problem: error.message }));
      return Response.json({ error: error.message }, { status: 500 });
    }
    return router.fetch(request, app);
  },

  async scheduled(_event: unknown, env: Env, context: ExecutionContext): Promise<void> {
    await everyMinute(createApp(env, context));
  },
};
