// The application's Interactions Endpoint URL: signed POSTs to it and what comes back. What an answer means stands elsewhere.

import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { InteractionType } from "discord-api-types/v10";
import type { World } from "../world/world.ts";
import { createSigningKeys } from "./signing-keys.ts";

/** Discord waits this long for the first answer; real time, since it is the application that is timed. */
export const DEADLINE = 3_000;

export interface EndpointAnswer {
  status: number;
  contentType: string;
  text: string;
}

export interface Endpoint {
  readonly publicKey: string;
  /** Sends a good and a badly signed PING; throws, and keeps the URL as it was, unless they are answered 200 PONG and 401. */
  set(url: string): Promise<void>;
  /** Rejects when there is no URL, no connection, or no complete answer within `DEADLINE`. */
  post(payload: object): Promise<EndpointAnswer>;
}

export function createEndpoint(world: World): Endpoint {
  const keys = createSigningKeys();
  const strangers = createSigningKeys();
  let current: string | null = null;

  const send = (url: string, payload: object, signer = keys): Promise<EndpointAnswer> => {
    const body = JSON.stringify(payload);
    const timestamp = Math.floor(world.now() / 1000).toString();
    return postOnce(url, body, {
      "Content-Type": "application/json",
      "User-Agent": "Discord-Interactions/1.0 (+https://discord.com)",
      "X-Signature-Ed25519": signer.sign(timestamp, body),
      "X-Signature-Timestamp": timestamp,
    });
  };

  return {
    publicKey: keys.publicKey,
    async set(url) {
      const good = await send(url, ping(world));
      if (good.status !== 200 || !isJson(good.contentType) || !isPong(good.text)) {
        throw new Error(
          `The interactions endpoint could not be verified: a PING was answered with ${good.status} ${good.text}`,
        );
      }
      const bad = await send(url, ping(world), strangers);
      if (bad.status !== 401) {
        throw new Error(
          `The interactions endpoint could not be verified: a PING with an invalid signature was answered with ${bad.status}, not 401.`,
        );
      }
      current = url;
    },
    async post(payload) {
      if (current === null) throw new Error("The application has no interactions endpoint.");
      return send(current, payload);
    },
  };
}

/** A connection of its own for every request: none is kept that an application's restart could break. */
function postOnce(url: string, body: string, headers: Record<string, string>): Promise<EndpointAnswer> {
  return new Promise((resolve, reject) => {
    const open = url.startsWith("https:") ? httpsRequest : httpRequest;
    const request = open(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
    });
    const timer = setTimeout(() => request.destroy(new Error("three seconds went by.")), DEADLINE);
    timer.unref();
    const fail = (error: Error) => {
      clearTimeout(timer);
      reject(error);
    };
    request.on("error", fail);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", fail);
      response.on("end", () => {
        clearTimeout(timer);
        const contentType = response.headers["content-type"] ?? "";
        resolve({ status: response.statusCode ?? 0, contentType, text: Buffer.concat(chunks).toString("utf8") });
      });
    });
    request.end(body);
  });
}

export function isJson(contentType: string): boolean {
  return /^application\/json\s*(;|$)/i.test(contentType);
}

function ping(world: World): object {
  return {
    id: world.ids.next(),
    application_id: world.application.id,
    type: InteractionType.Ping,
    token: "ping",
    version: 1,
    entitlements: [],
    authorizing_integration_owners: {},
  };
}

function isPong(text: string): boolean {
  try {
    return (JSON.parse(text) as { type?: unknown } | null)?.type === 1;
  } catch {
    return false;
  }
}
