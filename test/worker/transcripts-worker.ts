// A Worker that does to its bucket what a request says: the Files port in workerd, over real R2, with workerd's fetch.

import type { R2Bucket } from "@cloudflare/workers-types";
import type { Attachment, Message } from "../../worker/domain/message.ts";
import { Later } from "../../worker/domain/refusal.ts";
import type { Thread } from "../../worker/domain/thread.ts";
import { createFiles } from "../../worker/transcripts/files.ts";
import { serveAttachment } from "../../worker/transcripts/serve-attachment.ts";

export interface Orders {
  keep: { messageId: string; attachment: Attachment };
  upload: { messageId: string; place: number; name: string; bytes: number[] };
  copy: { messageId: string; attachment: Attachment; toId: string };
  open: { messageId: string; attachment: Attachment };
  serve: { messageId: string; attachment: Attachment; headers: Record<string, string> };
  writeTranscript: { thread: Thread; guildName: string; messages: Message[] };
}

export default {
  async fetch(request: Request, env: { TRANSCRIPTS: R2Bucket }): Promise<Response> {
    const files = createFiles(env.TRANSCRIPTS, (url) => fetch(url));
    const order = (await request.json()) as { [Name in keyof Orders]?: Orders[Name] };
    try {
      if (order.keep) {
        return Response.json(await files.keep(order.keep.messageId, order.keep.attachment));
      }
      if (order.upload) {
        const { messageId, place, name, bytes } = order.upload;
        return Response.json(await files.upload(messageId, place, { name, bytes: Uint8Array.from(bytes) }));
      }
      if (order.copy) {
        await files.copy(order.copy.messageId, order.copy.attachment, order.copy.toId);
        return Response.json("copied");
      }
      if (order.open) return new Response(await files.open(order.open.messageId, order.open.attachment));
      if (order.serve) {
        const { messageId, attachment, headers } = order.serve;
        const served = await serveAttachment(env.TRANSCRIPTS, messageId, attachment, new Headers(headers));
        return served ?? new Response(null, { status: 404 });
      }
      const { thread, guildName, messages } = order.writeTranscript as Orders["writeTranscript"];
      const page = await files.writeTranscript(thread, guildName, messages);
      return new Response(await page.open(), {
        headers: { "x-name": page.name, "x-type": page.contentType ?? "" },
      });
    } catch (error) {
      if (error instanceof Later) return Response.json({ later: error.seconds }, { status: 503 });
      throw error;
    }
  },
};
