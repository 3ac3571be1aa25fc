// The application's OAuth2 page in the developer portal: its client secret and its redirects; and who agreed to what.

import { randomBytes } from "node:crypto";
import { createGrants, type Grants } from "./grants.ts";

export interface OAuth2 extends Grants {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Compared letter for letter. */
  redirects: readonly string[];
}

export const createOAuth2 = (clientId: string, now: () => number): OAuth2 => ({
  ...createGrants(now),
  clientId,
  clientSecret: randomBytes(24).toString("base64url"),
  redirects: [],
});
