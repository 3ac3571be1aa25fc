// What the Worker is given: bindings and variables (wrangler.toml, secrets), read and checked in one place.

import type { D1Database, R2Bucket } from "@cloudflare/workers-types";
import { parseSecrets } from "../gateway-relay/protocol/signing.ts";

export interface Env {
  /** Settings, threads, messages (D1). */
  DB: D1Database;
  /** Transcripts and attachments (R2). */
  TRANSCRIPTS: R2Bucket;
  /** Discord's API without a version; default https://discord.com/api. */
  DISCORD_API_URL?: string;
  /** Where Discord's CDN and its media proxy answer, from which stickers are fetched; default: the real ones. */
  DISCORD_CDN_URL?: string;
  DISCORD_MEDIA_URL?: string;
  /** The application's id. */
  DISCORD_APPLICATION_ID?: string;
  /** The application's public key: 64 hex digits. */
  DISCORD_PUBLIC_KEY?: string;
  /** Where this Worker is reached by browsers. */
  PUBLIC_URL?: string;
  /** Secret: the bot's token. */
  DISCORD_TOKEN?: string;
  /** Secret of the application, for the dashboard's sign-in; without it there is no dashboard. */
  DISCORD_CLIENT_SECRET?: string;
  /** Who answers questions about people's data: an address, a link, or a sentence for the privacy page. */
  PRIVACY_CONTACT?: string;
  /** Secret, shared with the relay: base64 of at least 24 random bytes; several, newest first, while rotating. */
  RELAY_SECRET?: string;
}

export interface Config {
  discordApiUrl: string;
  cdnUrl: string;
  mediaUrl: string;
  applicationId: string;
  publicKey: string;
  publicUrl: string;
  token: string;
  /** null: nobody can sign in to the dashboard. */
  clientSecret: string | null;
  /** null: the operator didn't say. */
  privacyContact: string | null;
  relaySecrets: readonly string[];
}

/** Names every variable that is missing or malformed; never their values. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(`The Worker isn't configured: ${problems.join("; ")}. See wrangler.toml and README.md.`);
    this.name = "ConfigError";
  }
}

const DISCORD_API_URL = "https://discord.com/api";
const CONTACT_LIMIT = 300;
const API_URL_RULE = `a URL without a version and without a slash at its end, such as ${DISCORD_API_URL}`;

const ORIGIN_RULE = "a URL without a slash at its end";

/** Throws one ConfigError that names all that is wrong. */
export function readConfig(env: Env): Config {
  const problems: string[] = [];
  const check = (name: keyof Env, valid: (value: string) => boolean, should: string): string => {
    const value = env[name];
    if (typeof value === "string" && valid(value)) return value;
    problems.push(value === undefined || value === "" ? `${name} is missing (${should})` : `${name} must be ${should}`);
    return "";
  };
  if (!env.DB) problems.push("the D1 binding DB is missing");
  if (!env.TRANSCRIPTS) problems.push("the R2 binding TRANSCRIPTS is missing");
  const config = {
    discordApiUrl: env.DISCORD_API_URL ? check("DISCORD_API_URL", isApiUrl, API_URL_RULE) : DISCORD_API_URL,
    cdnUrl: env.DISCORD_CDN_URL ? check("DISCORD_CDN_URL", isOrigin, ORIGIN_RULE) : "https://cdn.discordapp.com",
    mediaUrl: env.DISCORD_MEDIA_URL
      ? check("DISCORD_MEDIA_URL", isOrigin, ORIGIN_RULE)
      : "https://media.discordapp.net",
    applicationId: check("DISCORD_APPLICATION_ID", (value) => /^\d{17,20}$/.test(value), "the application's id"),
    publicKey: check("DISCORD_PUBLIC_KEY", (value) => /^[0-9a-f]{64}$/i.test(value), "64 hex digits"),
    publicUrl: check("PUBLIC_URL", isUrl, "this Worker's URL"),
    token: check("DISCORD_TOKEN", (value) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value), "the bot's token"),
    clientSecret: env.DISCORD_CLIENT_SECRET
      ? check("DISCORD_CLIENT_SECRET", (value) => /^[\w-]{20,100}$/.test(value), "the application's client secret")
      : null,
    privacyContact: env.PRIVACY_CONTACT
      ? check("PRIVACY_CONTACT", (value) => value.trim().length <= CONTACT_LIMIT, `at most ${CONTACT_LIMIT} characters`)
      : null,
    relaySecrets: [] as readonly string[],
  };
  try {
    config.relaySecrets = parseSecrets(env.RELAY_SECRET ?? "");
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const isApiUrl = (value: string): boolean => isUrl(value) && !/\/$|\/v\d+$/.test(value);

const isOrigin = (value: string): boolean => isUrl(value) && !value.endsWith("/");

const isUrl = (value: string): boolean => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
