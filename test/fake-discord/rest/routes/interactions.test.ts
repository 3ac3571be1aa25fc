// The HTTP side of interactions: the callback route, @original and follow-ups, with bodies right and wrong.
// What an interaction means for people is tested in ../../interactions and ../../people.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIMessage } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InteractionResult } from "../../api.ts";
import { flawsOf, type Scene, type Sent, scene } from "../bot-client.ts";

interface Asked {
  id: string;
  token: string;
}

let here: Scene;
let endpoint: Server;
let asked: Promise<Asked>;

/** An application that answers PINGs, and everything else 202: the answer comes through the callback route. */
beforeEach(async () => {
  here = await scene();
  const arrival = Promise.withResolvers<Asked>();
  asked = arrival.promise;
  let pings = 0;
  endpoint = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const payload = JSON.parse(text) as Asked & { type: number };
    if (payload.type === 1) {
      // Discord sends the rightly signed PING first, the wrongly signed one second.
      pings += 1;
      response.writeHead(pings === 1 ? 200 : 401, { "Content-Type": "application/json" }).end('{"type":1}');
    } else {
      response.writeHead(202).end();
      arrival.resolve(payload);
    }
  });
  await new Promise<void>((resolve) => endpoint.listen(0, "127.0.0.1", resolve));
  await here.discord.setInteractionsEndpoint(`http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/`);
  const commands = `/applications/${here.discord.application.id}/commands`;
  await here.bot("PUT", commands, { body: [{ name: "status", description: "d", contexts: [0, 1] }] });
});
afterEach(async () => {
  endpoint.closeAllConnections();
  endpoint.close();
  await here.discord.close();
});

/** No Authorization: the token in the path is the key. */
const open = (method: string, path: string, sent: Sent = {}) =>
  here.bot(method, path, { ...sent, headers: { Authorization: null } });
const answer = ({ id, token }: Asked, body: object, query = "") =>
  open("POST", `/interactions/${id}/${token}/callback${query}`, { body });
const webhook = ({ token }: Asked) => `/webhooks/${here.discord.application.id}/${token}`;

describe("the callback route", () => {
  let result: Promise<InteractionResult>;
  beforeEach(() => {
    result = here.owner.command(here.channel.id, "status");
  });

  test("takes an answer once (204), and a second one no more (40060)", async () => {
    const interaction = await asked;
    expect((await answer(interaction, { type: 4, data: { content: "fine" } })).status).toBe(204);
    expect(await answer(interaction, { type: 4, data: { content: "again" } })).toMatchObject({
      status: 400,
      body: { code: 40060 },
    });
    expect((await result).message()).toMatchObject({ content: "fine" });
  });

  test("tells about the message when asked to", async () => {
    const { status, body } = await answer(await asked, { type: 4, data: { content: "fine" } }, "?with_response=true");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      interaction: { id: (await asked).id, type: 2 },
      resource: { type: 4, message: { content: "fine" } },
    });
  });

  test("doesn't know made-up ids and tokens (10062)", async () => {
    const { id, token } = await asked;
    expect((await answer({ id, token: "made-up" }, { type: 4, data: { content: "x" } })).body).toMatchObject({
      code: 10062,
    });
    expect((await answer({ id: "100000000000000001", token }, { type: 4, data: { content: "x" } })).body).toMatchObject(
      { code: 10062 },
    );
  });

  const WRONG: [string, object, Record<string, string[]>][] = [
    ["an unknown type", { type: 99 }, { type: ["BASE_TYPE_CHOICES"] }],
    ["2001 characters", { type: 4, data: { content: "x".repeat(2001) } }, { "data.content": ["BASE_TYPE_MAX_LENGTH"] }],
    ["a misspelt field", { type: 4, data: { content: "x", ephemeral: true } }, { "data.ephemeral": ["UNKNOWN_KEY"] }],
    ["content in a deferred answer", { type: 5, data: { content: "x" } }, { "data.content": ["UNKNOWN_KEY"] }],
    ["V2 in a deferred answer", { type: 5, data: { flags: 1 << 15 } }, { "data.flags": ["FLAGS_NOT_SETTABLE"] }],
    [
      "an update of a message that a command doesn't have",
      { type: 7, data: { content: "x" } },
      { type: ["INTERACTION_APPLICATION_COMMAND_INVALID_CALLBACK_TYPE"] },
    ],
    [
      "a modal of six inputs",
      {
        type: 9,
        data: {
          custom_id: "m",
          title: "t",
          components: Array.from({ length: 6 }, (_, i) => ({
            type: 18,
            label: "l",
            component: { type: 4, style: 1, custom_id: `${i}` },
          })),
        },
      },
      { "data.components": ["BASE_TYPE_BAD_LENGTH"] },
    ],
    [
      "26 choices",
      { type: 8, data: { choices: Array.from({ length: 26 }, () => ({ name: "n", value: "v" })) } },
      { "data.choices": ["BASE_TYPE_BAD_LENGTH"] },
    ],
  ];
  test.each(WRONG)("refuses %s (50035), and stays open for a right answer", async (_, body, flaws) => {
    const interaction = await asked;
    expect(flawsOf((await answer(interaction, body)).body)).toEqual(flaws);
    expect((await answer(interaction, { type: 4, data: { content: "right" } })).status).toBe(204);
  });

  test("refuses an answer of nothing (50006)", async () => {
    expect((await answer(await asked, { type: 4, data: {} })).body).toMatchObject({ code: 50006 });
  });
});

describe("after a deferred answer", () => {
  let interaction: Asked;
  let result: Promise<InteractionResult>;
  beforeEach(async () => {
    result = here.owner.command(here.channel.id, "status");
    interaction = await asked;
    await answer(interaction, { type: 5, data: { flags: 64 } });
  });

  test("@original is filled in, read and deleted", async () => {
    const path = `${webhook(interaction)}/messages/@original`;
    expect((await open("PATCH", path, { body: { content: "done" } })).body).toMatchObject({ content: "done" });
    expect(await (await result).done()).toMatchObject({ content: "done", ephemeral: true });
    expect((await open("GET", path)).body).toMatchObject({ content: "done" });
    expect((await open("DELETE", path)).status).toBe(204);
    expect((await open("GET", path)).body).toMatchObject({ code: 10008 });
  });

  test("a filled-in answer may bring files", async () => {
    const files = [{ field: "files[0]", name: "log.txt", content: "abc" }];
    const body = { attachments: [{ id: 0 }] };
    const reply = await open("PATCH", `${webhook(interaction)}/messages/@original`, { body, files });
    expect(reply.body).toMatchObject({ attachments: [{ filename: "log.txt", ephemeral: true }] });
  });

  test("an edit keeps the files that it lists, with what it changes of them, and adds new ones", async () => {
    const path = `${webhook(interaction)}/messages/@original`;
    const two = [0, 1].map((i) => ({ field: `files[${i}]`, name: `${i}.png`, content: "x" }));
    const before = (await open("PATCH", path, { body: {}, files: two })).body as unknown as APIMessage;
    const [first] = before.attachments;
    const attachments = [{ id: first?.id, description: "a cat", is_spoiler: true }, { id: 0 }];
    const files = [{ field: "files[0]", name: "new.txt", content: "abc" }];
    const after = await open("PATCH", path, { body: { attachments }, files });
    expect(after.body).toMatchObject({
      attachments: [
        { id: first?.id, filename: "0.png", description: "a cat", flags: 8 },
        { filename: "new.txt", size: 3 },
      ],
    });
  });

  test("follow-ups may bring files, ephemeral where they are", async () => {
    await open("PATCH", `${webhook(interaction)}/messages/@original`, { body: { content: "done" } });
    const files = [{ field: "files[0]", name: "log.txt", content: "abc" }];
    const send = async (body: object) =>
      (await open("POST", webhook(interaction), { body, files })).body as unknown as APIMessage;
    const hidden = (await send({ flags: 64, attachments: [{ id: 0, description: "the log" }] })).attachments[0];
    expect(hidden).toMatchObject({ filename: "log.txt", description: "the log", ephemeral: true });
    expect(await (await fetch(hidden?.url ?? "")).text()).toBe("abc");
    expect((await send({ content: "open" })).attachments[0]).not.toHaveProperty("ephemeral");
  });

  test("files may be as large as the interaction said, and not a byte more (40005)", async () => {
    const upload = (size: number) =>
      open("POST", webhook(interaction), {
        body: { content: "a file" },
        files: [{ field: "files[0]", name: "a.bin", content: new Uint8Array(size) }],
      });
    expect((await upload(10 * 1024 * 1024)).status).toBe(200);
    expect((await upload(10 * 1024 * 1024 + 1)).body).toMatchObject({ code: 40005 });
  });

  test("follow-ups are messages of their own", async () => {
    await open("PATCH", `${webhook(interaction)}/messages/@original`, { body: { content: "done" } });
    const followUp = await open("POST", webhook(interaction), { body: { content: "and this", flags: 64 } });
    expect(followUp.body).toMatchObject({ content: "and this", flags: 64 });
    const path = `${webhook(interaction)}/messages/${followUp.body.id}`;
    expect((await open("PATCH", path, { body: { content: "or that" } })).body).toMatchObject({ content: "or that" });
  });

  test("an ephemeral message isn't to be found in the channel", async () => {
    const { body } = await open("PATCH", `${webhook(interaction)}/messages/@original`, { body: { content: "done" } });
    const reply = await here.bot("GET", `/channels/${here.channel.id}/messages/${body.id}`);
    expect(reply.body).toMatchObject({ code: 10008 });
  });

  test("bodies are checked as everywhere", async () => {
    const reply = await open("POST", webhook(interaction), { body: { content: "x", nonce: "1" } });
    expect(flawsOf(reply.body)).toEqual({ nonce: ["UNKNOWN_KEY"] });
    const edit = await open("PATCH", `${webhook(interaction)}/messages/@original`, {
      body: { content: "x".repeat(2001) },
    });
    expect(flawsOf(edit.body)).toEqual({ content: ["BASE_TYPE_MAX_LENGTH"] });
  });

  test("the token dies after 15 minutes (50027), and of another application it is unknown (10015)", async () => {
    const wrong = `/webhooks/100000000000000001/${interaction.token}/messages/@original`;
    expect((await open("GET", wrong)).body).toMatchObject({ code: 10015 });
    here.clock.at += 15 * 60_000 + 1;
    expect((await open("GET", `${webhook(interaction)}/messages/@original`)).body).toMatchObject({ code: 50027 });
  });
});
