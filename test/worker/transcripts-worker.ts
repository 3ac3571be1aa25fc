// A Worker that does to its bucket what a request says: the Files port in workerd, over real R2, with workerd's fetch.

import type { R2Bucket } from "@cloudflare/workers-types";
import type { Attachment, Message } from "../../worker/domain/message.ts";
import { Later } from "../../worker/domain/refusal.ts";
import type { Thread } from "../../worker/domain/thread.ts";
import { createFiles } from "../../worker/transcripts/files.ts";

export interface Orders {
  keep: { messageId: string; attachment: Attachment };
  copy: { messageId: string; attachment: Attachment; toId: string };
  load: { messageId: string; attachment: Attachment };
  writeTranscript: { thread: Thread; guildName: string; messages: Message[] };
}

export default {
  async fetch(request: Request, env: { TRANSCRIPTS: R2Bucket }): Promise<Response> {
    const files = createFiles(env.TRANSCRIPTS, (url) => fetch(url));
    const order = (await request.json()) as { [Name in keyof Orders]?: Orders[Name] };
    try {
      if (order.keep) {
        await files.keep(order.keep.messageId, order.keep.attachment);
        return Response.json("kept");
      }
      if (order.copy) {
        await files.copy(order.copy.messageId, order.copy.attachment, order.copy.toId);
        return Response.json("copied");
      }
      if (order.load) {
        const bytes = await files.load(order.load.messageId, order.load.attachment);
        return bytes === null ? new Response(null, { status: 204 }) : new Response(new Uint8Array(bytes));
      }
      const { thread, guildName, messages } = order.writeTranscript as Orders["writeTranscript"];
      const page = await files.writeTranscript(thread, guildName, messages);
      return new Response(new Uint8Array(page.bytes), {
        headers: { "x-name": page.name, "x-type": page.contentType ?? "" },
      });
    } catch (error) {
      if (error instanceof Later) return Response.json({ later: error.seconds }, { status: 503 });
      throw error;
    }
  },
};
