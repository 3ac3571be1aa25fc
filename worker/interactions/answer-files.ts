// An answer in a thread's channel about a message, with the files of that message.

import type { App } from "../app.ts";
import { withLinkedFiles } from "../discord/views/copies.ts";
import type { MessageView } from "../discord/views/layout.ts";
import type { Message } from "../domain/message.ts";
import { packFiles } from "../threads/files.ts";
import type { File } from "../threads/ports.ts";
import type { Asked } from "./feature.ts";

/** As many files as Discord takes in one answer; the others are linked. */
export async function answerWithFiles(
  asked: Asked,
  app: Pick<App, "files" | "links">,
  message: Message,
  view: MessageView,
): Promise<{ edit: MessageView; files: File[] }> {
  const packed = await packFiles(
    app,
    message,
    { id: message.threadId ?? "", guildId: asked.guildId ?? "" },
    "staff",
    asked.fileLimit,
  );
  const [files = [], ...others] = packed.files;
  const linked = others.flat().map(async ({ name, size, link }) => ({ name, size, link: (await link?.()) ?? null }));
  return { edit: withLinkedFiles(view, [...packed.linked, ...(await Promise.all(linked))]), files };
}
