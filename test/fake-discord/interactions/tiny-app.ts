// The smallest application there is, for tests of this folder: checks signatures and answers each interaction as told.

import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIMessage } from "discord-api-types/v10";
import { verifyKey } from "discord-interactions";
import type { FakeDiscord } from "../api.ts";

/** An interaction as it arrived; loosely typed, because tests look at what is really there. */
export type Arrived = Record<string, unknown> & {
  id: string;
  token: string;
  type: number;
  data: Record<string, unknown> & { resolved?: Record<string, Record<string, Record<string, unknown>>> };
  member?: Record<string, unknown>;
  message?: APIMessage;
};

/** What the application does: answer inline with JSON, or take the response into its own hands. */
type Behaviour = (interaction: Arrived, response: ServerResponse) => unknown;

export interface TinyApp {
  readonly url: string;
  readonly arrived: Arrived[];
  /** From now on. A returned object is the inline answer; undefined leaves the response to the behaviour. */
  behave(behaviour: Behaviour): void;
  callback(interaction: Arrived, body: object, query?: string): Promise<Reply>;
  /** A webhook route of the interaction; `path` is "" or "/messages/…". */
  webhook(interaction: Arrived, method: string, path: string, body?: object): Promise<Reply>;
  last(): Arrived;
  close(): Promise<void>;
}

interface Reply {
  status: number;
  body: Record<string, unknown> & { id?: string; code?: number };
}

export async function startTinyApp(discord: FakeDiscord): Promise<TinyApp> {
  const arrived: Arrived[] = [];
  let behaviour: Behaviour = () => ({ type: 4, data: { content: "hello" } });

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const signature = String(request.headers["x-signature-ed25519"]);
    const timestamp = String(request.headers["x-signature-timestamp"]);
    if (!(await verifyKey(body, signature, timestamp, discord.application.publicKey))) {
      response.writeHead(401).end("invalid request signature");
      return;
    }
    const interaction = JSON.parse(body.toString("utf8")) as Arrived;
    if (interaction.type === 1) return sendJson(response, { type: 1 });
    arrived.push(interaction);
    const answer = await behaviour(interaction, response);
    if (answer !== undefined) sendJson(response, answer);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  const call = async (path: string, method: string, body?: object): Promise<Reply> => {
    const response = await fetch(`${discord.url}/v10${path}`, {
      method,
      headers: { "Content-Type": "application/json", "User-Agent": "DiscordBot (https://example.com, 1)" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? {} : (JSON.parse(text) as Reply["body"]) };
  };

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/interactions`,
    arrived,
    behave(next) {
      behaviour = next;
    },
    callback: ({ id, token }, body, query = "") => call(`/interactions/${id}/${token}/callback${query}`, "POST", body),
    webhook: ({ token }, method, path, body) =>
      call(`/webhooks/${discord.application.id}/${token}${path}`, method, body),
    last() {
      const interaction = arrived.at(-1);
      if (!interaction) throw new Error("No interaction has arrived.");
      return interaction;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

/** Says that the answer comes through the callback route. */
export function accept(response: ServerResponse): void {
  response.writeHead(202).end();
}
