// Joins ports and edges for one invocation: the only file that knows both.

import type { ExecutionContext } from "@cloudflare/workers-types";
import { type Answers, createAnswers } from "./discord/answers.ts";
import { createDiscord } from "./discord/discord.ts";
import { createApi } from "./discord/rest.ts";
import { createSignIn, type SignIn, type SignInOptions } from "./discord/sign-in.ts";
import type { Attachment } from "./domain/message.ts";
import { type Config, type Env, readConfig } from "./env.ts";
import { createLinks, type ReadLink } from "./links.ts";
import { type PersonalDataLinks, personalDataLinks } from "./personal-data-links.ts";
import { createStore } from "./store/store.ts";
import type { Ports } from "./threads/ports.ts";
import { createFiles } from "./transcripts/files.ts";
import { serveAttachment } from "./transcripts/serve-attachment.ts";

/** The path to which Discord sends a browser back: registered at Discord, below PUBLIC_URL. */
const SIGN_IN_RETURN = "/dashboard/callback";

export interface App extends Ports {
  config: Config;
  /** Fills in answers to interactions after they were deferred. */
  answers: Answers;
  /** Kept files for browsers. */
  downloads: {
    /** What a signed link says; its path's last part is `token`. */
    readLink(token: string): Promise<ReadLink>;
    /** The file as an answer to who may have it; null: it isn't kept. */
    serve(messageId: string, attachment: Attachment, asked: Headers): Promise<Response | null>;
  };
  /** Sign in with Discord; null: not configured. */
  signIn: SignIn | null;
  personalDataLinks: PersonalDataLinks;
  /** 256 random bits in base64url. */
  newSecret(): string;
  /** Keeps the invocation alive for work after its answer, at most 30 seconds (Workers: waitUntil). */
  waitUntil(work: Promise<unknown>): void;
  /** What this invocation cost so far, in order: `d1 <rows written>` and `discord <method> <route>`. */
  trace: readonly string[];
}

export function createApp(env: Env, context: Pick<ExecutionContext, "waitUntil">): App {
  const config = readConfig(env);
  const trace: string[] = [];
  const log: Ports["log"] = (entry) => console.warn(JSON.stringify(entry));
  const wait: Ports["wait"] = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const onRequest = (method: string, path: string) => trace.push(`discord ${method} ${routeOf(path)}`);
  const waitUntil = (work: Promise<unknown>) => context.waitUntil(work);
  const connect = () => createApi({ apiUrl: config.discordApiUrl, token: config.token, onRequest });
  const api = connect();
  // Discord's global rate limit doesn't hold for answers to interactions, but a client that met it sends nothing at all.
  const answering = connect();
  const links = createLinks({
    secrets: config.relaySecrets,
    publicUrl: config.publicUrl,
    dashboard: config.clientSecret !== null,
    now: Date.now,
  });
  return {
    config,
    trace,
    store: createStore(env.DB, (rowsWritten) => trace.push(`d1 ${rowsWritten}`)),
    discord: createDiscord(api, (reason) => log({ warning: "no check mark", problem: reason }), Date.now),
    answers: createAnswers(api, answering, config.applicationId, wait),
    files: createFiles(env.TRANSCRIPTS, (url) => fetch(url)),
    links,
    downloads: {
      readLink: links.read,
      serve: (messageId, attachment, asked) => serveAttachment(env.TRANSCRIPTS, messageId, attachment, asked),
    },
    now: () => Date.now(),
    signIn: signInWith(config, {
      onRequest,
      waitUntil,
      onKept: (reason) => log({ warning: "token kept", problem: reason }),
    }),
    personalDataLinks: personalDataLinks(config.relaySecrets, config.publicUrl, Date.now),
    newThreadId,
    newSecret,
    wait,
    log,
    waitUntil,
  };
}

function signInWith(
  { discordApiUrl, applicationId, clientSecret, publicUrl }: Config,
  hooks: Pick<SignInOptions, "onRequest" | "waitUntil" | "onKept">,
): SignIn | null {
  if (clientSecret === null) return null;
  return createSignIn({
    ...hooks,
    apiUrl: discordApiUrl,
    applicationId,
    clientSecret,
    redirectUrl: new URL(SIGN_IN_RETURN, publicUrl).href,
    connect: (token) => createApi({ apiUrl: discordApiUrl, token, as: "Bearer", onRequest: hooks.onRequest }),
  });
}

const newSecret = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** 20 characters of 32: 100 random bits. */
function newThreadId(): string {
  const alphabet = "abcdefghijklmnopqrstuvwxyz234567";
  return [...crypto.getRandomValues(new Uint8Array(20))].map((byte) => alphabet[byte % 32]).join("");
}

/** A path with ids and tokens left out, fit for a log. */
function routeOf(path: string): string {
  return path
    .replace(/^.*\/v10/, "")
    .replace(/^\/webhooks\/\d+\/[^/]+/, "/webhooks/:id/:token")
    .replace(/\/interactions\/\d+\/[^/]+/, "/interactions/:id/:token")
    .replace(/\/\d{17,20}(?=\/|$)/g, "/:id");
}
