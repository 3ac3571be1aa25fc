// Who opens a link to a file gets it, or a page that says why not; the link decides, and what is still kept.

import { beforeEach, expect, test } from "vitest";
import { receiveDownload } from "../../../worker/downloads/receive.ts";
import { createLinks } from "../../../worker/links.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { openThread, screenshot, write } from "../threads/scenes.ts";

const SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA==";

let world: MemoryPorts;
let lines: Record<string, unknown>[];
beforeEach(async () => {
  world = await openThread();
  lines = [];
});

/** Mara sent a film; someone opens the link to it. */
async function film() {
  const attachment = { ...screenshot(world), id: "920000000000000005", name: "film.mp4", size: 30_000_000 };
  const message = write(world, { content: "See", attachments: [attachment] });
  await receiveUserMessage(world.ports, message);
  const links = createLinks({
    secrets: [SECRET],
    publicUrl: "https://modmail.example",
    dashboard: false,
    now: world.clock.now,
  });
  const file = {
    guildId: world.thread().guildId,
    threadId: world.thread().id,
    messageId: message.id,
    attachmentId: attachment.id,
  };
  const token = new URL((await links.toFile(file, "staff")).url).pathname.replace("/files/", "");
  const open = (opened = token, isKept = true) =>
    receiveDownload(new Request("https://modmail.example/files/x"), opened, {
      store: world.ports.store,
      downloads: {
        readLink: links.read,
        serve: async (messageId, { name }) => (isKept ? new Response(`${name} of ${messageId}`) : null),
      },
      now: world.clock.now,
      trace: [],
    });
  return { open, token, message };
}

test("the file itself", async () => {
  const { open, message } = await film();
  expect(await (await open()).text()).toBe(`film.mp4 of ${message.id}`);
});

test("a link that has ended: 410, and whom to ask", async () => {
  const { open } = await film();
  world.clock.pass(8 * 24 * 60 * 60_000);
  const page = await open();
  expect(page.status).toBe(410);
  expect(await page.text()).toContain("ask them to send the file again");
});

test.each(["forged", "message gone", "file gone"])(
  "a link to nothing (%s): 404 in words, in no cache",
  async (what) => {
    const { open, token } = await film();
    if (what === "message gone") world.tables.messages.length = 0;
    const page = await open(what === "forged" ? token.replace(/.$/, "") : token, what !== "file gone");
    expect(page.status).toBe(404);
    expect(await page.text()).toContain("There is no such file");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  },
);

test("a message that is in another thread by now doesn't open through the old link", async () => {
  const { open, message } = await film();
  const row = world.tables.messages.find(({ id }) => id === message.id);
  if (row) row.threadId = "another0000000000000";
  expect((await open()).status).toBe(404);
});

test("a failure is a page, too, and its line in the log holds no token", async () => {
  const { open, token } = await film();
  const { log, error } = console;
  console.log = (line: string) => lines.push(JSON.parse(line));
  console.error = console.log;
  try {
    world.intercept((name, run) => {
      if (name === "store.message") throw new Error("D1 is away");
      return run();
    });
    expect((await open()).status).toBe(500);
  } finally {
    Object.assign(console, { log, error });
  }
  expect(lines).toMatchObject([{ door: "downloads", outcome: "failed", threadId: world.thread().id }]);
  expect(JSON.stringify(lines)).not.toContain(token);
});
