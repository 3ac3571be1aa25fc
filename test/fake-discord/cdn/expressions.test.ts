// Pictures of stickers and emoji at their addresses, and at no other.

import { inflateSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Scene, scene } from "../rest/bot-client.ts";

let here: Scene;
beforeAll(async () => {
  here = await scene();
});
afterAll(() => here.discord.close());

const get = async (url: string) => {
  const response = await fetch(url);
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
};
const sticker = (format: "png" | "apng" | "gif") => here.guild.createSticker("Anchor", { format }).id;

describe("a sticker", () => {
  test("that is a PNG or APNG is at the CDN as .png", async () => {
    const still = await get(`${here.discord.cdnUrl}/stickers/${sticker("png")}.png`);
    expect(still).toMatchObject({ status: 200, type: "image/png" });
    const data = still.bytes.indexOf("IDAT");
    const length = still.bytes.readUInt32BE(data - 4);
    expect(inflateSync(still.bytes.subarray(data + 4, data + 4 + length))).toHaveLength(160 * (160 * 4 + 1));
    const moving = await get(`${here.discord.cdnUrl}/stickers/${sticker("apng")}.png`);
    expect(moving.type).toBe("image/png");
    expect(moving.bytes.includes("acTL")).toBe(true);
  });

  test("that is a GIF is at the media proxy, and not at the CDN", async () => {
    const id = sticker("gif");
    const { status, type, bytes } = await get(`${here.discord.mediaUrl}/stickers/${id}.gif`);
    expect({ status, type }).toEqual({ status: 200, type: "image/gif" });
    expect(bytes.subarray(0, 6).toString()).toBe("GIF89a");
    expect((await get(`${here.discord.cdnUrl}/stickers/${id}.gif`)).status).toBe(404);
    expect((await get(`${here.discord.cdnUrl}/stickers/${id}.png`)).status).toBe(404);
  });

  test("that is Lottie is JSON", async () => {
    const [wave] = here.discord.standardStickers;
    const { status, type, bytes } = await get(`${here.discord.cdnUrl}/stickers/${wave?.id}.json`);
    expect({ status, type }).toEqual({ status: 200, type: "application/json" });
    expect(JSON.parse(bytes.toString())).toMatchObject({ w: 160, h: 160, layers: [{ ty: 4 }] });
    expect((await get(`${here.discord.cdnUrl}/stickers/${wave?.id}.png`)).status).toBe(404);
  });

  test("may have a picture of one's own, up to 512 KiB", async () => {
    const { id } = here.guild.createSticker("Own", { bytes: new Uint8Array([1, 2]) });
    expect((await get(`${here.discord.cdnUrl}/stickers/${id}.png`)).bytes).toEqual(Buffer.from([1, 2]));
    expect(() => here.guild.createSticker("Own", { bytes: new Uint8Array(512 * 1024 + 1) })).toThrow("512 KiB");
    expect(() => here.guild.createSticker("x")).toThrow("name");
  });

  test.each(["100000000000000001.png", "abc.png", "", "1"])("that doesn't exist is 404: %s", async (name) => {
    expect((await get(`${here.discord.cdnUrl}/stickers/${name}`)).status).toBe(404);
  });
});

describe("an emoji", () => {
  test("is a picture; a moving one also a GIF", async () => {
    const still = here.guild.createEmoji("anchor").id;
    const moving = here.guild.createEmoji("wheel", { animated: true }).id;
    const at = (name: string) => get(`${here.discord.cdnUrl}/emojis/${name}`);
    expect(await at(`${still}.webp`)).toMatchObject({ status: 200, type: "image/png" });
    expect((await at(`${still}.gif`)).status).toBe(404);
    expect(await at(`${moving}.gif`)).toMatchObject({ status: 200, type: "image/gif" });
    expect((await at("100000000000000001.webp")).status).toBe(404);
    expect(() => here.guild.createEmoji("no spaces")).toThrow("can't be an emoji's name");
  });
});
