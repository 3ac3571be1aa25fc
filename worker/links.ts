// Links to kept files for people who aren't signed in: what such a link says, and the signature that proves that we said it.

import { createSigner } from "./signatures.ts";
import type { Links, Reader } from "./threads/ports.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Those for people are said in texts/content.ts as well; a page's are for as long as somebody reads it. */
const LIFETIME: Record<Reader | "page", number> = { user: 30 * DAY, staff: 7 * DAY, page: 30 * MINUTE };

const PURPOSE = "modmail: link to a kept file, version 1";

type LinkedFile = Parameters<Links["toFile"]>[0];

export type ReadLink = { link: "valid" | "expired"; file: LinkedFile } | { link: "not-ours" };

/** `read` takes the path's last part. */
export function createLinks(
  secrets: readonly string[],
  publicUrl: string,
  now: () => number,
): Links & { read(token: string): Promise<ReadLink> } {
  const signer = createSigner(secrets, PURPOSE);
  return {
    async toFile({ threadId, messageId, attachmentId }, reader) {
      const until = Math.ceil((now() + LIFETIME[reader]) / 1000);
      const statement = [threadId, messageId, attachmentId, until.toString(36)].join(".");
      return new URL(`/files/${statement}.${await signer.sign(statement)}`, publicUrl).href;
    },

    async read(token) {
      const found = /^(([a-z0-9]{1,32})\.(\d{1,20})\.([\w-]{1,64})\.([a-z0-9]{1,10}))\.([\w-]{43})$/.exec(token);
      if (found === null) return { link: "not-ours" };
      const [, statement = "", threadId = "", messageId = "", attachmentId = "", until = "", signature = ""] = found;
      if (!(await signer.isOurs(statement, signature))) return { link: "not-ours" };
      const isValid = now() < Number.parseInt(until, 36) * 1000;
      return { link: isValid ? "valid" : "expired", file: { threadId, messageId, attachmentId } };
    },
  };
}
