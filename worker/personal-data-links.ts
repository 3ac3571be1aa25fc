// Links that open a person's own data for an hour: made for Discord's door, opened at the browsers'.

import { createSigner } from "./signatures.ts";

const PATH = "/privacy/data";
const HOUR_MS = 60 * 60_000;

export interface PersonalDataLinks {
  linkFor(userId: string): Promise<string>;
  /** Whose data a link opens at this moment; null: it is old, or none of ours. */
  whose(query: URLSearchParams): Promise<string | null>;
}

export function personalDataLinks(secrets: readonly string[], publicUrl: string, now: () => number): PersonalDataLinks {
  const signer = createSigner(secrets, "modmail: link to a person's data, version 1");
  const statement = (userId: string, until: string) => `${userId} ${until}`;
  return {
    async linkFor(userId) {
      const until = String(now() + HOUR_MS);
      const url = new URL(PATH, publicUrl);
      url.searchParams.set("user", userId);
      url.searchParams.set("until", until);
      url.searchParams.set("signature", await signer.sign(statement(userId, until)));
      return url.href;
    },

    async whose(query) {
      const [userId = "", until = "", signature = ""] = ["user", "until", "signature"].map(
        (name) => query.get(name) ?? "",
      );
      if (!/^\d{13,15}$/.test(until) || Number(until) <= now()) return null;
      return (await signer.isOurs(statement(userId, until), signature)) ? userId : null;
    },
  };
}
