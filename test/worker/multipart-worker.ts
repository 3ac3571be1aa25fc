// A Worker that sends a message with files as a request says, and tells how far it is: the Discord port in workerd.

import { createDiscord } from "../../worker/discord/discord.ts";
import { createApi } from "../../worker/discord/rest.ts";
import type { Message } from "../../worker/domain/message.ts";
import { Later } from "../../worker/domain/refusal.ts";
import type { File } from "../../worker/threads/ports.ts";

export interface Order {
  apiUrl: string;
  message: Message;
  /** As many bytes as `size`, of which `given` really come (default: all). */
  files: (Omit<File, "open" | "link"> & { given?: number })[];
}

const PIECE = new Uint8Array(64 * 1024).fill(7);

/** Bytes of the current message's files that were asked for so far. */
let taken = 0;

/** A piece each time it is asked for. */
function bytes(count: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull(to) {
      if (left === 0) return to.close();
      const piece = PIECE.subarray(0, Math.min(left, PIECE.length));
      left -= piece.length;
      taken += piece.length;
      to.enqueue(piece);
    },
  });
}

export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method === "GET") return Response.json(taken);
    taken = 0;
    const { apiUrl, message, files } = (await request.json()) as Order;
    const api = createApi({ apiUrl, token: "MTAw.Gabcde.very-secret_token", onRequest: () => {} });
    const discord = createDiscord(api, () => {}, Date.now);
    const batch = files.map(({ given, ...file }) => ({
      ...file,
      link: async () => ({ url: `https://modmail.example/files/${file.name}`, days: 7 }),
      open: async () => bytes(given ?? file.size),
    }));
    try {
      const outgoing = { message, files: [batch], linked: [], continued: false };
      return Response.json(await discord.postUserMessage(message.channelId, outgoing, async () => {}));
    } catch (error) {
      if (error instanceof Later) return Response.json({ later: error.message });
      throw error;
    }
  },
};
