// The Worker in workerd with both doors' keys in the test's hands: sends what no relay and no Discord would send.
// Behind it stands a fake Discord, whose world is empty unless a test fills it.

import { randomBytes } from "node:crypto";
import type { D1Database, D1PreparedStatement } from "@cloudflare/workers-types";
import { signDelivery } from "../../gateway-relay/protocol/signing.ts";
import type { FakeDiscord } from "../fake-discord/api.ts";
import { createSigningKeys } from "../fake-discord/interactions/signing-keys.ts";
import { startFakeDiscord } from "../fake-discord/start.ts";
import { type RunningWorker, startWorker } from "../playground/worker.ts";

type Headers = Record<string, string>;

export interface Reply {
  status: number;
  /** The answer's JSON. */
  body: { outcome?: string; error?: string; type?: number; data?: { content?: string; flags?: number } };
}

export interface LoneWorker {
  readonly worker: RunningWorker;
  readonly discord: FakeDiscord;
  /** The two valid secrets, newest first. */
  readonly secrets: readonly [string, string];
  /** The headers of a delivery that is right. */
  deliveryHeaders(body: string, at?: Date, id?: string, secret?: string): Headers;
  deliver(body: string, headers?: Headers): Promise<Reply>;
  /** The headers of an interaction that is right. `at`: seconds since 1970, as text. */
  interactionHeaders(body: string, at?: string): Headers;
  interact(body: string, headers?: Headers): Promise<Reply>;
  /** Every row of every table, as text that can be compared. */
  stored(): Promise<string>;
  stop(): Promise<void>;
}

export async function startLoneWorker(): Promise<LoneWorker> {
  const discord = await startFakeDiscord({ rateLimits: false });
  const secrets = [randomSecret(), randomSecret()] as const;
  const keys = createSigningKeys();
  const worker = await startWorker({
    vars: {
      DISCORD_API_URL: discord.url,
      DISCORD_APPLICATION_ID: discord.application.id,
      DISCORD_PUBLIC_KEY: keys.publicKey,
      DISCORD_TOKEN: discord.application.token,
      PUBLIC_URL: "http://127.0.0.1:8787",
      RELAY_SECRET: secrets.join(" "),
    },
  }).catch(async (error: unknown) => {
    await discord.close();
    throw error;
  });

  const post = async (path: string, body: string, headers: Headers): Promise<Reply> => {
    const answer = await fetch(worker.url + path, { method: "POST", headers, body });
    return { status: answer.status, body: (await answer.json()) as Reply["body"] };
  };
  const deliveryHeaders: LoneWorker["deliveryHeaders"] = (
    body,
    at = new Date(),
    id = "message-create:1",
    secret = secrets[0],
  ) => signDelivery([secret], id, at, body);
  const interactionHeaders: LoneWorker["interactionHeaders"] = (body, at = secondsAgo(0)) => ({
    "x-signature-ed25519": keys.sign(at, body),
    "x-signature-timestamp": at,
  });

  return {
    worker,
    discord,
    secrets,
    deliveryHeaders,
    deliver: (body, headers = deliveryHeaders(body)) => post("/gateway-events", body, headers),
    interactionHeaders,
    interact: (body, headers = interactionHeaders(body)) => post("/interactions", body, headers),
    stored: () => stored(worker),
    async stop() {
      await worker.stop();
      await discord.close();
    },
  };
}

export const randomSecret = (): string => randomBytes(32).toString("base64");

/** As Discord writes a time: seconds since 1970. */
export const secondsAgo = (seconds: number): string => String(Math.floor(Date.now() / 1000) - seconds);

/** Preparing is a blocking call into workerd, so it is done once a database. */
const prepared = new WeakMap<D1Database, D1PreparedStatement[]>();

/** Of each table of the migrations; those that SQLite and D1 keep for themselves say nothing more. */
async function statementsOf(db: D1Database): Promise<D1PreparedStatement[]> {
  const { results } = await db
    .prepare(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'
         AND name NOT LIKE '!_cf%' ESCAPE '!' AND name <> 'd1_migrations' ORDER BY name`,
    )
    .all<{ name: string }>();
  return results.map(({ name }) => db.prepare(`SELECT '${name}' AS "table", * FROM ${name} ORDER BY 1, 2, 3`));
}

/** Every row of every table, as text that can be compared. */
export async function stored({ db }: Pick<RunningWorker, "db">): Promise<string> {
  const statements = prepared.get(db) ?? (await statementsOf(db));
  prepared.set(db, statements);
  return JSON.stringify((await db.batch(statements)).map(({ results }) => results));
}
