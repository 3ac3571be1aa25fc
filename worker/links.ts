// Links to kept files. Staff open them signed in, where the dashboard is there for that; who can't sign in gets a link that
// says what it opens and until when, and the signature that proves that we said it.

import { createSigner } from "./signatures.ts";
import type { KeptFile, Links } from "./threads/ports.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = { user: 30, staff: 7 };
/** As long as somebody reads a page. */
const PAGE_MS = 30 * MINUTE;

const PURPOSE = "modmail: link to a kept file, version 1";

export type ReadLink = { link: "valid" | "expired"; file: Omit<KeptFile, "guildId"> } | { link: "not-ours" };

interface LinkOptions {
  secrets: readonly string[];
  publicUrl: string;
  /** Whether staff can sign in. */
  dashboard: boolean;
  now(): number;
}

/** `read` takes the path's last part. */
export function createLinks({
  secrets,
  publicUrl,
  dashboard,
  now,
}: LinkOptions): Links & { read(token: string): Promise<ReadLink> } {
  const signer = createSigner(secrets, PURPOSE);
  const sign = async ({ threadId, messageId, attachmentId }: KeptFile, lifetime: number) => {
    const until = Math.ceil((now() + lifetime) / 1000);
    const statement = [threadId, messageId, attachmentId, until.toString(36)].join(".");
    return new URL(`/files/${statement}.${await signer.sign(statement)}`, publicUrl).href;
  };
  return {
    async toFile(file, reader) {
      if (reader === "page") return { url: await sign(file, PAGE_MS), days: null };
      if (reader === "staff" && dashboard) return { url: new URL(pathFor(file), publicUrl).href, days: null };
      return { url: await sign(file, DAYS[reader] * DAY), days: DAYS[reader] };
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

/** The dashboard's page for one file (dashboard/pages/thread-file.ts). */
const pathFor = ({ guildId, threadId, messageId, attachmentId }: KeptFile): string =>
  `/dashboard/${guildId}/threads/${threadId}/files/${messageId}/${attachmentId}`;
