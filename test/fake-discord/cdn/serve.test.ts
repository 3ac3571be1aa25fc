// Links to attachments: signed, short-lived, renewed whenever the message is read again.

import type { APIMessage } from "discord-api-types/v10";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Scene, scene } from "../rest/bot-client.ts";

const bytes = new Uint8Array([0, 1, 2, 255]);

let here: Scene;
let message: APIMessage;
beforeEach(async () => {
  here = await scene();
  message = here.user.send("dm", "see", { files: [{ name: "ship's log.png", bytes }] });
});
afterEach(() => here.discord.close());

const linkOf = (one: APIMessage) => new URL(one.attachments[0]?.url ?? "");
const read = async () => {
  const { body } = await here.bot("GET", `/channels/${here.dm}/messages/${message.id}`);
  return body as unknown as APIMessage;
};

test("a link gives the bytes back, with their type and name", async () => {
  const response = await fetch(linkOf(message));
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("image/png");
  expect(response.headers.get("content-disposition")).toContain("ship_s_log.png");
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
});

test("a link carries ex, is and hm, and lives for a day", async () => {
  const { searchParams } = linkOf(message);
  const seconds = (name: string) => Number.parseInt(searchParams.get(name) ?? "", 16);
  expect(seconds("is")).toBe(Math.floor(here.clock.at / 1000));
  expect(seconds("ex") - seconds("is")).toBe(86_400);
  expect(searchParams.get("hm")).toMatch(/^[0-9a-f]{64}$/);
  here.clock.at += 86_400_000 - 1000;
  expect((await fetch(linkOf(message))).status).toBe(200);
  here.clock.at += 1000;
  const expired = await fetch(linkOf(message));
  expect(expired.status).toBe(404);
  expect(await expired.text()).toBe("This content is no longer available.");
});

test("reading the message again renews its links", async () => {
  here.clock.at += 86_400_000;
  expect((await fetch(linkOf(message))).status).toBe(404);
  expect((await fetch(linkOf(await read()))).status).toBe(200);
});

test.each(["ex", "is", "hm"])("a link with another %s is worth nothing", async (name) => {
  const link = linkOf(message);
  link.searchParams.set(name, "ffffffff");
  expect((await fetch(link)).status).toBe(404);
});

test("a link without its signature is worth nothing", async () => {
  const link = linkOf(message);
  link.search = "";
  expect((await fetch(link)).status).toBe(404);
});

test("with the message its files go", async () => {
  here.user.delete("dm", message.id);
  expect((await fetch(linkOf(message))).status).toBe(404);
});

test("with the channel its files go", async () => {
  const sent = here.owner.send(here.channel.id, "", { files: [{ name: "a.txt", bytes }] });
  here.guild.deleteChannel(here.channel.id);
  expect((await fetch(linkOf(sent))).status).toBe(404);
});

test("the default avatars are there", async () => {
  const origin = new URL(here.discord.url).origin;
  expect((await fetch(`${origin}/embed/avatars/5.png`)).headers.get("content-type")).toContain("image/");
  expect((await fetch(`${origin}/embed/avatars/6.png`)).status).toBe(404);
});

test("a link gives a part of the file to who asks for a range", async () => {
  const part = async (range: string) => {
    const response = await fetch(linkOf(message), { headers: { Range: range } });
    return [response.status, response.headers.get("content-range"), [...new Uint8Array(await response.arrayBuffer())]];
  };
  expect(await part("bytes=1-2")).toEqual([206, "bytes 1-2/4", [1, 2]]);
  expect(await part("bytes=2-")).toEqual([206, "bytes 2-3/4", [2, 255]]);
  expect(await part("bytes=-1")).toEqual([206, "bytes 3-3/4", [255]]);
  expect(await part("bytes=4-")).toEqual([416, "bytes */4", []]);
  expect(await part("lines=1")).toEqual([200, null, [...bytes]]);
});
