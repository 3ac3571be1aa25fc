// A bot without a library, for the tests of this folder: sends exactly what it is told, and gives back exactly what comes.

import type { APIChannel, APIMessage } from "discord-api-types/v10";
import type { FakeDiscord, FakeDiscordOptions, Guild, Person } from "../api.ts";
import { startFakeDiscord } from "../start.ts";

export const USER_AGENT = "DiscordBot (https://example.org, 1.0)";

export interface Reply {
  status: number;
  headers: Headers;
  /** The JSON; `{ text }` for anything else. */
  body: Record<string, unknown>;
}

export interface Sent {
  body?: unknown;
  files?: { field: string; name: string; content: string | Uint8Array<ArrayBuffer> }[];
  /** Replace the usual ones; null leaves a header out. */
  headers?: Record<string, string | null>;
  /** Instead of `body`: sent as it is. */
  raw?: string;
  /** Gives up the request. */
  signal?: AbortSignal;
}

type BotClient = (method: string, path: string, sent?: Sent) => Promise<Reply>;

function botClient(discord: FakeDiscord): BotClient {
  return async (method, path, sent = {}) => {
    const headers = new Headers({ Authorization: `Bot ${discord.application.token}`, "User-Agent": USER_AGENT });
    let payload: BodyInit | null = null;
    if (sent.files) {
      const form = new FormData();
      if (sent.body !== undefined) form.set("payload_json", JSON.stringify(sent.body));
      for (const { field, name, content } of sent.files) form.append(field, new Blob([content]), name);
      payload = form;
    } else if (sent.raw !== undefined || sent.body !== undefined) {
      payload = sent.raw ?? JSON.stringify(sent.body);
      headers.set("Content-Type", "application/json");
    }
    for (const [name, value] of Object.entries(sent.headers ?? {})) {
      if (value === null) headers.delete(name);
      else headers.set(name, value);
    }
    const signal = sent.signal ?? null;
    const response = await fetch(`${discord.url}/v10${path}`, { method, headers, body: payload, signal });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
  };
}

export interface Scene {
  discord: FakeDiscord;
  bot: BotClient;
  owner: Person;
  user: Person;
  guild: Guild;
  channel: APIChannel;
  dm: string;
  /** The clock that this Discord goes by; starts at 2026-01-01. */
  clock: { at: number };
  /** Sends as the bot, expecting success. */
  send(channelId: string, body: object): Promise<APIMessage>;
}

/** A server with its owner, a user, the bot and a text channel `lobby`; rate limits off unless asked for. */
export async function scene(options: FakeDiscordOptions = {}): Promise<Scene> {
  const clock = { at: Date.UTC(2026, 0, 1) };
  const discord = await startFakeDiscord({ rateLimits: false, now: () => clock.at, ...options });
  const owner = discord.createUser({ username: "olga" });
  const user = discord.createUser({ username: "ursula" });
  const guild = discord.createGuild({ name: "Harbour", owner });
  guild.addMember(user);
  guild.addBot();
  const bot = botClient(discord);
  return {
    discord,
    bot,
    owner,
    user,
    guild,
    channel: guild.createTextChannel("lobby"),
    dm: user.dm(),
    clock,
    async send(channelId, body) {
      const reply = await bot("POST", `/channels/${channelId}/messages`, { body });
      if (reply.status !== 200) throw new Error(`Not sent: ${JSON.stringify(reply.body)}`);
      return reply.body as unknown as APIMessage;
    },
  };
}

/** The leaf codes of a 50035 by their paths, such as `{ "components.0.type": ["UNION_TYPE_CHOICES"] }`. */
export function flawsOf(body: { errors?: unknown }): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  const walk = (node: unknown, path: string[]) => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (key === "_errors") found[path.join(".")] = (value as { code: string }[]).map((leaf) => leaf.code);
      else walk(value, [...path, key]);
    }
  };
  walk(body.errors, []);
  return found;
}
