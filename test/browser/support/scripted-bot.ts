// A bot that answers interactions by a table: enough to test the page without the Worker. Signatures are checked.

import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIInteraction, APIInteractionResponse } from "discord-api-types/v10";
import { verifyKey } from "discord-interactions";
import type { FakeDiscord } from "../../fake-discord/api.ts";

/** Keys are "/command sub", "autocomplete command", or custom ids; a missing one is answered with 500. */
export type Script = Record<
  string,
  (interaction: APIInteraction) => APIInteractionResponse | Promise<APIInteractionResponse>
>;

export interface ScriptedBot {
  /** What it was asked, in order, as the keys of the script. */
  readonly asked: { key: string; interaction: APIInteraction }[];
  close(): Promise<void>;
}

/** Listens on 127.0.0.1 and registers itself as the interactions endpoint. */
export async function startScriptedBot(discord: FakeDiscord, script: Script): Promise<ScriptedBot> {
  const asked: ScriptedBot["asked"] = [];
  const server = createServer(async (request, response) => {
    const body = await read(request);
    const signature = String(request.headers["x-signature-ed25519"]);
    const timestamp = String(request.headers["x-signature-timestamp"]);
    if (!(await verifyKey(body, signature, timestamp, discord.application.publicKey))) {
      return void response.writeHead(401).end();
    }
    const interaction = JSON.parse(body) as APIInteraction;
    const key = keyOf(interaction);
    if (interaction.type !== 1) asked.push({ key, interaction });
    const answer = interaction.type === 1 ? () => ({ type: 1 }) : script[key];
    if (!answer) return void response.writeHead(500).end();
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(await answer(interaction)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await discord.setInteractionsEndpoint(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

interface NamedOption {
  name: string;
  type: number;
}

function keyOf(interaction: APIInteraction): string {
  if (interaction.type === 1) return "ping";
  if (interaction.type !== 2 && interaction.type !== 4) return interaction.data.custom_id;
  const options: NamedOption[] = "options" in interaction.data ? (interaction.data.options ?? []) : [];
  const sub = options.find(({ type }) => type === 1)?.name;
  const path = [interaction.data.name, sub].filter(Boolean).join(" ");
  return interaction.type === 4 ? `autocomplete ${path}` : `/${path}`;
}
