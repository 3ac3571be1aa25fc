// The environment as the relay's configuration. Touches nothing but the values it is given: no files, no network.

import { parseSecrets } from "../protocol/signing.ts";

export interface RelayConfig {
  discordToken: string;
  /** Without a trailing slash and without a version. */
  discordApiUrl: string;
  /** The Worker's origin, without a trailing slash. */
  workerUrl: string;
  /** Newest first. */
  secrets: readonly string[];
  /** Where the spool lives; made when it doesn't exist. */
  dataDir: string;
  /** Address and port of /health and /metrics; port 0 takes a free one. */
  host: string;
  port: number;
}

type Environment = Record<string, string | undefined>;

/** Throws one error that names every variable that is missing or malformed and says what it should be. */
export function readConfig(env: Environment): RelayConfig {
  const problems: string[] = [];
  const read = <T>(name: string, fallback: string | null, what: string, parse: (value: string) => T): T | undefined => {
    const value = env[name]?.trim() || fallback;
    if (value === null) {
      problems.push(`${name} is missing: it should be ${what}`);
      return undefined;
    }
    try {
      return parse(value);
    } catch (error) {
      const detail = error instanceof Malformed ? "" : ` (${error instanceof Error ? error.message : error})`;
      problems.push(`${name} is malformed: it should be ${what}${detail}`);
      return undefined;
    }
  };

  const config = {
    discordToken: read("DISCORD_TOKEN", null, "the bot's token from Discord's developer portal", parseToken),
    discordApiUrl: read(
      "DISCORD_API_URL",
      "https://discord.com/api",
      "an http(s) address without a version, such as https://discord.com/api",
      parseApiUrl,
    ),
    workerUrl: read(
      "WORKER_URL",
      null,
      "the Worker's origin without a path, such as https://modmail.example.workers.dev",
      parseOrigin,
    ),
    secrets: read("RELAY_SECRET", null, "the secret that the Worker has too", parseSecrets),
    dataDir: read("DATA_DIR", null, "a folder for what isn't delivered yet, on a disk that survives restarts", String),
    host: read("HOST", "127.0.0.1", "the address on which /health listens", String),
    port: read("PORT", "8080", "the port of /health, a number from 0 to 65535", parsePort),
  };
  if (problems.length > 0) throw new Error(`The relay can't start. ${problems.join(". ")}.`);
  return config as RelayConfig;
}

/** The description of the variable says it all; its value must not be repeated in a message (it may be a secret). */
class Malformed extends Error {}

function parseToken(value: string): string {
  if (/\s/.test(value)) throw new Malformed();
  return value;
}

function parseApiUrl(value: string): string {
  const url = parseUrl(value);
  const path = url.pathname.replace(/\/+$/, "");
  if (/\/v\d+$/.test(path) || url.search !== "" || url.hash !== "") throw new Malformed();
  return url.origin + path;
}

function parseOrigin(value: string): string {
  const url = parseUrl(value);
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") throw new Malformed();
  return url.origin;
}

function parseUrl(value: string): URL {
  const url = URL.parse(value);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "") throw new Malformed();
  return url;
}

function parsePort(value: string): number {
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) throw new Malformed();
  return Number(value);
}
