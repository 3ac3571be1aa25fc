// The transcripts edge in workerd on real R2: attachments copied once, transcripts written, within Discord's limits.

import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Attachment } from "../../worker/domain/message.ts";
import type { TranscriptDocument } from "../../worker/transcripts/document.ts";
import { attachmentKey } from "../../worker/transcripts/keys.ts";
import { PNG, sampleAttachment, sampleMessage, sampleThread } from "../unit/transcripts/sample.ts";
import { readStrictly } from "../unit/transcripts/strict-html.ts";
import type { Orders } from "./transcripts-worker.ts";

let mf: Miniflare;
let bucket: Awaited<ReturnType<Miniflare["getR2Bucket"]>>;
let cdn: Server;
let answer: RequestListener;
let fetches = 0;

beforeAll(async () => {
  const built = await build({
    entryPoints: [new URL("./transcripts-worker.ts", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    write: false,
  });
  mf = new Miniflare({
    modules: true,
    script: built.outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-04-20",
    r2Buckets: ["TRANSCRIPTS"],
  });
  bucket = await mf.getR2Bucket("TRANSCRIPTS");
  cdn = createServer((request, response) => {
    fetches += 1;
    answer(request, response);
  });
  await new Promise<void>((done) => cdn.listen(0, "127.0.0.1", done));
});

afterAll(async () => {
  cdn.closeAllConnections();
  await new Promise((done) => cdn.close(done));
  await mf.dispose();
});

let made = 0;
let messageId: string;

beforeEach(() => {
  made += 1;
  messageId = String(500000000000000000n + BigInt(made));
  fetches = 0;
});

async function order<Name extends keyof Orders>(
  name: Name,
  what: Orders[Name],
): Promise<Awaited<ReturnType<typeof mf.dispatchFetch>>> {
  return mf.dispatchFetch("http://worker.example/", { method: "POST", body: JSON.stringify({ [name]: what }) });
}

function onCdn(change: Partial<Attachment> = {}): Attachment {
  const { port } = cdn.address() as AddressInfo;
  return sampleAttachment({ url: `http://127.0.0.1:${port}/attachments/1/2/file?ex=1`, ...change });
}

async function keep(attachment: Attachment): Promise<unknown> {
  return (await order("keep", { messageId, attachment })).json();
}

async function load(attachment: Attachment): Promise<Uint8Array | null> {
  const response = await order("open", { messageId, attachment });
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}

const stored = async () => (await bucket.list({ prefix: `attachments/${messageId}/` })).objects.map(({ key }) => key);

const serve =
  (bytes: Uint8Array, headers: Record<string, string | number> = {}): RequestListener =>
  (_, response) => {
    response.writeHead(200, { "content-length": bytes.length, ...headers });
    response.end(bytes);
  };

const refuse =
  (status: number, headers = {}): RequestListener =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end("This content is no longer available.");
  };

test("a file that comes as bytes is kept as what they are, once", async () => {
  const upload = async (bytes: Uint8Array) =>
    (await order("upload", { messageId, place: 1, name: "the map.html", bytes: [...bytes] })).json();
  const attachment = (await upload(PNG)) as Attachment;
  expect(attachment).toMatchObject({ id: "2", name: "the map.html", size: PNG.length, contentType: "image/png" });
  const key = `attachments/${messageId}/2/the_map.html`;
  expect((await bucket.head(key))?.httpMetadata?.contentType).toBe("image/png");
  await upload(Uint8Array.of(1));
  expect(await load(attachment)).toEqual(PNG);
  // Nothing is asked of Discord for it, ever.
  expect(await keep(attachment)).toBe(PNG.length);
  expect(fetches).toBe(0);
});

describe("keeping an attachment", () => {
  test("its bytes and its type lie in R2, and can be loaded", async () => {
    const attachment = onCdn({ name: "my shot.png" });
    answer = serve(PNG);
    expect(await keep(attachment)).toBe(PNG.length);
    expect(await load(attachment)).toEqual(PNG);
    const object = await bucket.head(`attachments/${messageId}/${attachment.id}/my_shot.png`);
    expect(object?.httpMetadata?.contentType).toBe("image/png");
  });

  test("a second time asks Discord for nothing", async () => {
    answer = serve(PNG);
    await keep(onCdn());
    expect(await keep(onCdn())).toBe(PNG.length);
    expect(fetches).toBe(1);
  });

  test("a large file passes through without its length being declared by the transport", async () => {
    const piece = new Uint8Array(1024 * 1024).fill(7);
    const attachment = onCdn({ name: "video.mp4", contentType: "video/mp4", size: 16 * piece.length });
    answer = (_, response) => {
      response.writeHead(200);
      let left = 16;
      const more = () => {
        while (left > 0) {
          left -= 1;
          if (!response.write(piece)) return response.once("drain", more);
        }
        return response.end();
      };
      more();
    };
    expect(await keep(attachment)).toBe(attachment.size);
    expect((await bucket.head(attachmentKey(messageId, attachment)))?.size).toBe(attachment.size);
  });

  test("a sticker's picture, whose length nobody says, is kept all the same, unless it is far larger than one", async () => {
    answer = (_, response) => response.writeHead(200, { "transfer-encoding": "chunked" }).end(PNG);
    expect(await keep(onCdn({ size: 0 }))).toBe(PNG.length);
    const large = onCdn({ id: "930000000000000002", size: 0 });
    answer = (_, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      response.end(new Uint8Array(1_100_000));
    };
    expect(await keep(large)).toEqual({ later: 5 });
    expect(await stored()).toHaveLength(1);
  });

  test("an empty file is kept as one", async () => {
    const attachment = onCdn({ size: 0 });
    answer = serve(new Uint8Array());
    expect(await keep(attachment)).toBe(0);
    expect(await load(attachment)).toEqual(new Uint8Array());
  });

  test.each(["text/html\r\nx-evil: 1", "png", "", null])(
    "a declared type of %j becomes plain bytes",
    async (contentType) => {
      const attachment = onCdn({ contentType });
      answer = serve(PNG);
      expect(await keep(attachment)).toBe(PNG.length);
      const object = await bucket.head(attachmentKey(messageId, attachment));
      expect(object?.httpMetadata?.contentType).toBe("application/octet-stream");
    },
  );

  test.each([404, 403, 410])(
    "a file that the CDN answers %i for is remembered as gone, and not asked for again",
    async (status) => {
      const attachment = onCdn();
      answer = refuse(status);
      expect(await keep(attachment)).toBeNull();
      expect(await keep(attachment)).toBeNull();
      expect(fetches).toBe(1);
      expect(await load(attachment)).toBeNull();
    },
  );

  test("a link that is none is as good as gone", async () => {
    const attachment = onCdn({ url: "file:///etc/passwd" });
    expect(await keep(attachment)).toBeNull();
    expect(await load(attachment)).toBeNull();
    expect(fetches).toBe(0);
  });

  test.each([500, 502, 503, 408])("a %i means later, and leaves nothing behind", async (status) => {
    answer = refuse(status);
    expect(await keep(onCdn())).toEqual({ later: 5 });
    expect(await stored()).toEqual([]);
    answer = serve(PNG);
    expect(await keep(onCdn())).toBe(PNG.length);
  });

  test("a rate limit means later by as much as it asks for", async () => {
    answer = refuse(429, { "retry-after": "17" });
    expect(await keep(onCdn())).toEqual({ later: 17 });
  });

  test("a connection that is torn halfway leaves no half file", async () => {
    const attachment = onCdn({ size: 200_000 });
    answer = (_, response) => {
      response.writeHead(200, { "content-length": 200_000 });
      response.write(new Uint8Array(100_000), () => response.destroy());
    };
    expect(await keep(attachment)).toEqual({ later: 5 });
    expect(await stored()).toEqual([]);
    expect(await load(attachment)).toBeNull();
  });

  test.each([67, 69])("a body of %i bytes where 68 were announced leaves nothing", async (size) => {
    answer = (_, response) => response.writeHead(200, { "transfer-encoding": "chunked" }).end(new Uint8Array(size));
    expect(await keep(onCdn({ size: 68 }))).toEqual({ later: 5 });
    expect(await stored()).toEqual([]);
  });

  test("a CDN that can't be reached means later", async () => {
    expect(await keep(onCdn({ url: "http://127.0.0.1:1/x" }))).toEqual({ later: 5 });
    expect(await stored()).toEqual([]);
  });

  test("a file that was never kept has no bytes", async () => expect(await load(onCdn())).toBeNull());
});

describe("serving a kept file", () => {
  const FILM = new Uint8Array(1000).map((_, at) => at % 251);
  const film = (change: Partial<Attachment> = {}) =>
    onCdn({ name: "film.mp4", contentType: "video/mp4", size: 1000, ...change });
  const served = async (attachment: Attachment, headers: Record<string, string> = {}) =>
    order("serve", { messageId, attachment, headers });

  beforeEach(() => {
    answer = serve(FILM);
  });

  test("gives all of it, under its name, to this browser alone, and lets it run nothing", async () => {
    await keep(film({ name: 'Überraschung "1".mp4' }));
    const response = await served(film({ name: 'Überraschung "1".mp4' }));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(FILM);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "video/mp4",
      "content-length": "1000",
      "content-disposition":
        "inline; filename=\"_berraschung _1_.mp4\"; filename*=UTF-8''%C3%9Cberraschung%20%221%22.mp4",
      "x-content-type-options": "nosniff",
      "content-security-policy": expect.stringContaining("sandbox; default-src 'none'"),
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
    });
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  test.each([
    ["image/png", "image/png", "inline"],
    ["audio/ogg; codecs=opus", "audio/ogg", "inline"],
    ["image/svg+xml", "application/octet-stream", "attachment"],
    ["text/html", "application/octet-stream", "attachment"],
    ["application/pdf", "application/octet-stream", "attachment"],
    ["text/html\r\nx-evil: 1", "application/octet-stream", "attachment"],
    [null, "application/octet-stream", "attachment"],
  ])("%j goes out as %s, %s", async (contentType, type, disposition) => {
    await keep(film({ contentType }));
    const { headers } = await served(film({ contentType }));
    expect([headers.get("content-type"), headers.get("content-disposition")?.split(";")[0]]).toEqual([
      type,
      disposition,
    ]);
  });

  test.each([
    ["bytes=0-99", 0, 99],
    ["bytes=900-", 900, 999],
    ["bytes=900-5000", 900, 999],
    ["bytes=-50", 950, 999],
    ["bytes=-5000", 0, 999],
  ])("of %s gives that part", async (range, from, to) => {
    await keep(film());
    const response = await served(film(), { range });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe(`bytes ${from}-${to}/1000`);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(FILM.slice(from, to + 1));
  });

  test.each(["bytes=0-1,5-6", "bytes=-", "pages=1-2", "bytes=a-b"])("of %j gives all of it", async (range) => {
    await keep(film());
    const response = await served(film(), { range });
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 1000]);
  });

  test("of a part that isn't there says how long it is", async () => {
    await keep(film());
    const response = await served(film(), { range: "bytes=1000-" });
    expect([response.status, response.headers.get("content-range")]).toEqual([416, "bytes */1000"]);
  });

  test("has nothing of what was lost or never kept", async () => {
    answer = refuse(404);
    await keep(film());
    expect((await served(film())).status).toBe(404);
    expect((await served(film({ id: "930000000000000009" }))).status).toBe(404);
  });
});

describe("copying a kept attachment", () => {
  const copy = async (attachment: Attachment, toId: string) =>
    (await order("copy", { messageId, attachment, toId })).json();
  const loadCopy = async (attachment: Attachment, toId: string) => {
    messageId = toId;
    return load(attachment);
  };

  test("bytes and type lie under both ids, and Discord is asked for nothing more", async () => {
    const attachment = onCdn({ name: "rules.png" });
    answer = serve(PNG);
    await keep(attachment);
    const toId = `${messageId}0`;
    for (const _ of [1, 2]) expect(await copy(attachment, toId)).toBe("copied");
    const object = await bucket.head(attachmentKey(toId, attachment));
    expect(object?.httpMetadata?.contentType).toBe("image/png");
    expect(await load(attachment)).toEqual(PNG);
    expect(await loadCopy(attachment, toId)).toEqual(PNG);
    expect(fetches).toBe(1);
  });

  test("what Discord had lost stays lost in the copy; what was never kept makes none", async () => {
    const [lost, never] = [onCdn({ id: "1" }), onCdn({ id: "2" })];
    answer = refuse(404);
    await keep(lost);
    const toId = `${messageId}0`;
    for (const attachment of [lost, never]) await copy(attachment, toId);
    expect(await loadCopy(lost, toId)).toBeNull();
    expect(await stored()).toEqual([attachmentKey(toId, lost)]);
  });
});

describe("writing a transcript", () => {
  const read = async (extension: string) => {
    const thread = sampleThread();
    const object = await bucket.get(`transcripts/${thread.guildId}/${thread.id}/transcript.${extension}`);
    return object === null ? "" : await object.text();
  };

  test("page and JSON lie in R2, the page is handed back, and a second time changes no byte", async () => {
    const shown = onCdn();
    const gone = onCdn({ id: "930000000000000001", name: "gone.txt" });
    answer = serve(PNG);
    await keep(shown);
    answer = refuse(404);
    await keep(gone);
    const absent = onCdn({ id: "940000000000000001", name: "absent.txt" });
    const messages = [
      sampleMessage({ id: messageId, attachments: [shown, gone, absent] }),
      sampleMessage({ kind: "reply", content: "Тест 😀" }),
    ];
    const what = { thread: sampleThread(), guildName: "Castle", messages };

    const page = await order("writeTranscript", what);
    expect([page.headers.get("x-name"), page.headers.get("x-type")]).toEqual(["transcript-12-robin.html", "text/html"]);
    const html = await page.text();
    expect(readStrictly(html).filter(({ tag }) => tag === "img")).toHaveLength(1);
    expect(html).toContain("gone from Discord");
    expect(await read("html")).toBe(html);
    const json = await read("json");
    const document = JSON.parse(json) as TranscriptDocument;
    expect(document.messages.map(({ content }) => content)).toEqual(messages.map(({ content }) => content));
    expect(document.messages[0]?.attachments.map(({ state, key }) => [state, key !== null])).toEqual([
      ["kept", true],
      ["gone", false],
      ["absent", false],
    ]);

    expect(await (await order("writeTranscript", what)).text()).toBe(html);
    expect([await read("html"), await read("json")]).toEqual([html, json]);
  });

  test("two thousand messages make one page that Discord takes", async () => {
    const messages = Array.from({ length: 2000 }, (_, index) =>
      sampleMessage({
        kind: index % 3 === 0 ? "reply" : "user",
        content: `**${index}** ${"some words and ".repeat(20)} https://a.example/`,
      }),
    );
    const page = await order("writeTranscript", { thread: sampleThread(), guildName: "Castle", messages });
    const html = await page.text();
    expect(html.length).toBeLessThan(10 * 1024 * 1024);
    expect(html.match(/<article /g)).toHaveLength(2000);
    expect((JSON.parse(await read("json")) as TranscriptDocument).messages).toHaveLength(2000);
  });

  test("R2 is asked about five hundred files at most; what lies beyond is said to be unchecked", async () => {
    const attachments = Array.from({ length: 501 }, (_, index) => onCdn({ id: String(index) }));
    const messages = [sampleMessage({ id: messageId, attachments })];
    await order("writeTranscript", { thread: sampleThread(), guildName: "Castle", messages });
    const [message] = (JSON.parse(await read("json")) as TranscriptDocument).messages;
    expect(message?.attachments.filter(({ state }) => state === "absent")).toHaveLength(500);
    expect(message?.attachments.at(-1)?.state).toBe("unchecked");
  });

  test.each([
    ["../../x", "transcript-12-x.html"],
    ["名", "transcript-12-user.html"],
  ])("the page's name is safe for a user called %j", async (username, name) => {
    const thread = sampleThread();
    const page = await order("writeTranscript", {
      thread: { ...thread, profile: { ...thread.profile, username } },
      guildName: "Castle",
      messages: [],
    });
    expect(page.headers.get("x-name")).toBe(name);
  });
});
