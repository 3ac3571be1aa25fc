// Setting the endpoint, signatures, and the three seconds in which an application must answer.

import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { accept } from "./tiny-app.ts";
import { buildTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await buildTown();
  await town.register([{ name: "ping", description: "Answers." }]);
});
afterEach(() => town.close());

describe("setting the interactions endpoint", () => {
  const withServer = async (
    answer: (response: ServerResponse, pings: number) => void,
    work: (url: string) => Promise<void>,
  ) => {
    let pings = 0;
    const server = createServer((request, response) => {
      request.resume();
      pings += 1;
      answer(response, pings);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };
  const pong = (response: ServerResponse, type = "application/json") =>
    response.writeHead(200, { "Content-Type": type }).end('{"type":1}');

  it("fails for an application that doesn't check signatures", async () => {
    await withServer(
      (response) => pong(response),
      (url) => expect(town.discord.setInteractionsEndpoint(url)).rejects.toThrow("answered with 200, not 401"),
    );
  });

  it("fails for an application that doesn't answer PING with PONG in JSON", async () => {
    await withServer(
      (response) => response.writeHead(401).end(),
      (url) => expect(town.discord.setInteractionsEndpoint(url)).rejects.toThrow("answered with 401"),
    );
    await withServer(
      (response) => pong(response, "text/plain"),
      (url) => expect(town.discord.setInteractionsEndpoint(url)).rejects.toThrow("could not be verified"),
    );
  });

  it("keeps the old one when the new one fails", async () => {
    await expect(town.discord.setInteractionsEndpoint("http://127.0.0.1:1")).rejects.toThrow();
    expect((await town.user.command(town.general, "ping")).outcome).toBe("message");
  });
});

describe("an answer", () => {
  const ping = () => town.user.command(town.general, "ping");

  it("may come in the response", async () => {
    const result = await ping();
    expect(result.outcome).toBe("message");
    expect(result.message()).toMatchObject({ content: "hello", ephemeral: false, type: 20 });
    expect((await result.done())?.content).toBe("hello");
  });

  it("may come through the callback route, with 202 for the request", async () => {
    town.app.behave(async (interaction, response) => {
      accept(response);
      const reply = await town.app.callback(
        interaction,
        { type: 4, data: { content: "called back" } },
        "?with_response=true",
      );
      expect(reply).toMatchObject({
        status: 200,
        body: { interaction: { id: interaction.id }, resource: { type: 4 } },
      });
    });
    const result = await ping();
    expect(result.message()?.content).toBe("called back");
  });

  it("counts once: the second is refused with 40060, whichever way the first came", async () => {
    const result = await ping();
    expect(result.outcome).toBe("message");
    const second = await town.app.callback(town.app.last(), { type: 4, data: { content: "again" } });
    expect(second).toMatchObject({ status: 400, body: { code: 40060 } });
    expect(town.user.messages(town.general).map((message) => message.content)).toEqual(["hello"]);
  });

  it("that comes after three seconds is worth nothing, and the token is dead", async () => {
    town.app.behave(() => undefined);
    const result = await ping();
    expect(result).toMatchObject({ outcome: "failed" });
    expect(result.reason).toContain("did not respond");
    expect(result.message()).toBeNull();
    const late = await town.app.callback(town.app.last(), { type: 4, data: { content: "late" } });
    expect(late).toMatchObject({ status: 404, body: { code: 10062 } });
    const followUp = await town.app.webhook(town.app.last(), "POST", "", { content: "late" });
    expect(followUp).toMatchObject({ status: 404, body: { code: 10015 } });
    expect(town.user.messages(town.general)).toEqual([]);
  });

  it.each([
    ["an error status", 500, "application/json", '{"type":4,"data":{"content":"x"}}', "answered 500"],
    ["204 without a callback", 204, "application/json", "", "answered 204"],
    ["a body that isn't JSON", 200, "application/json", "hello", "Invalid Form Body"],
    ["a wrong content type", 200, "text/plain", '{"type":4,"data":{"content":"x"}}', "Content-Type"],
    ["an empty message", 200, "application/json", '{"type":4,"data":{}}', "50006"],
    [
      "a message that is too long",
      200,
      "application/json",
      JSON.stringify({ type: 4, data: { content: "x".repeat(2001) } }),
      "50035",
    ],
    [
      "a button without a custom id",
      200,
      "application/json",
      JSON.stringify({
        type: 4,
        data: { content: "x", components: [{ type: 1, components: [{ type: 2, style: 1, label: "a" }] }] },
      }),
      "50035",
    ],
    ["a misspelt key", 200, "application/json", '{"type":4,"data":{"contents":"x"}}', "contents"],
    ["an unknown type", 200, "application/json", '{"type":3}', "50035"],
    ["PONG to a command", 200, "application/json", '{"type":1}', "50035"],
    ["an update to a command", 200, "application/json", '{"type":7,"data":{"content":"x"}}', "can't answer"],
    ["a deferred update to a command", 200, "application/json", '{"type":6}', "can't answer"],
    ["choices to a command", 200, "application/json", '{"type":8,"data":{"choices":[]}}', "can't answer"],
    [
      "a deferred answer with other flags",
      200,
      "application/json",
      '{"type":5,"data":{"flags":32768}}',
      "FLAGS_NOT_SETTABLE",
    ],
    ["a deferred answer with content", 200, "application/json", '{"type":5,"data":{"content":"x"}}', "UNKNOWN_KEY"],
  ])("is no answer when it is %s", async (_what, status, type, body, reason) => {
    town.app.behave((_interaction, response) => {
      response.writeHead(status, { "Content-Type": type }).end(body);
    });
    const result = await ping();
    expect(result.outcome).toBe("failed");
    expect(result.reason).toContain(reason);
    expect(town.user.messages(town.general)).toEqual([]);
  });
});
