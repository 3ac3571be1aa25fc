// A person's data as a file: the same document for the person themselves and for admins who are asked for it.

import type { Message } from "../domain/message.ts";
import { personalDataHead, threadOfPerson } from "../domain/personal-data.ts";
import type { Thread } from "../domain/thread.ts";
import type { Ports } from "./ports.ts";

type Needs = Pick<Ports, "store" | "links" | "now">;

export interface Whose {
  userId: string;
  /** null: of every server. */
  guildId: string | null;
}

/** The document's text (PersonalData), a thread a piece: no more than one thread is in memory. */
export async function* exportUser(ports: Needs, { userId, guildId }: Whose): AsyncGenerator<string> {
  const { dmChannelId } = await ports.store.kept(userId, guildId);
  const head = JSON.stringify(personalDataHead({ id: userId, dmChannelId }, ports.now()), null, 2);
  yield `${head.slice(0, -2)},\n  "threads": [`;
  let before = "\n";
  for (const { thread, settings } of await ports.store.threadsOf(userId, guildId)) {
    const messages = await ports.store.messagesOf(thread.id);
    const links = await linksIn(ports, thread, messages);
    yield `${before}${JSON.stringify(threadOfPerson(thread, settings.guildName, messages, links), null, 2)}`;
    before = ",\n";
  }
  yield "\n  ]\n}\n";
}

async function linksIn(
  { links }: Needs,
  { id: threadId, guildId }: Pick<Thread, "id" | "guildId">,
  messages: readonly Message[],
): Promise<Map<string, string>> {
  const files = messages
    .filter(({ kind }) => kind !== "note")
    .flatMap(({ id: messageId, attachments }) =>
      attachments.map(({ id }) => ({ guildId, threadId, messageId, attachmentId: id })),
    );
  const signed = files.map(async (file) => [file.attachmentId, (await links.toFile(file, "user")).url] as const);
  return new Map(await Promise.all(signed));
}

/** The whole document; null when it is larger than `limit` bytes. */
export async function exportWithin(ports: Needs, whose: Whose, limit: number): Promise<Blob | null> {
  let whole = new Blob();
  for await (const piece of exportUser(ports, whose)) {
    whole = new Blob([whole, piece], { type: "application/json" });
    if (whole.size > limit) return null;
  }
  return whole;
}
