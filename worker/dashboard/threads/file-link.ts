// Where browsers get a file that people sent: a path at which no session counts, by a link that ends soon.

import type { Thread } from "../../domain/thread.ts";
import type { DashboardApp, ServedPath } from "../page.ts";

/** On the page's own host, whatever name it is called by; for half an hour. */
export async function servedPath(
  { links }: Pick<DashboardApp, "links">,
  { guildId, id: threadId }: Pick<Thread, "guildId" | "id">,
  messageId: string,
  attachmentId: string,
): Promise<ServedPath> {
  const { url } = await links.toFile({ guildId, threadId, messageId, attachmentId }, "page");
  return new URL(url).pathname as ServedPath;
}
