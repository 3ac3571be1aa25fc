// Server-Sent Events: every change in the fake Discord, told to every open page. Pages re-read what concerns them.

import type { ServerResponse } from "node:http";
import type { FakeDiscord } from "../../fake-discord/api.ts";

export interface ChangeStream {
  add(response: ServerResponse): void;
  close(): void;
}

export function createChangeStream(discord: FakeDiscord): ChangeStream {
  const pages = new Set<ServerResponse>();
  const stop = discord.onChange((change) => {
    for (const page of pages) page.write(`data: ${JSON.stringify(change)}\n\n`);
  });
  return {
    add(response) {
      response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
      response.write("retry: 1000\n\n");
      pages.add(response);
      response.on("close", () => pages.delete(response));
    },
    close() {
      stop();
      for (const page of pages) page.end();
    },
  };
}
