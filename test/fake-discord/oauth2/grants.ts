// Codes and tokens of people who agreed: made, redeemed once, refreshed, revoked. Discord: topics/oauth2.

import { createHash, randomBytes } from "node:crypto";

export const SCOPES = ["identify", "email", "guilds", "guilds.members.read"] as const;
export type Scope = (typeof SCOPES)[number];

/** What somebody agreed to. */
interface Consent {
  userId: string;
  scopes: readonly Scope[];
  redirectUri: string;
  /** PKCE's S256; null: the client sent none. */
  challenge: string | null;
}

/** All tokens of one consent, which end together. */
interface Grant {
  userId: string;
  scopes: readonly Scope[];
  /** Milliseconds since 1970. */
  expiresAt: number;
}

export interface Tokens {
  access_token: string;
  token_type: "Bearer";
  /** Seconds. */
  expires_in: number;
  refresh_token: string;
  scope: string;
}

/** RFC 6749, section 5.2; the descriptions are Discord's. */
export interface OAuthError {
  error: "invalid_request" | "invalid_client" | "invalid_grant" | "unsupported_grant_type" | "invalid_scope";
  error_description?: string;
}

export interface Grants {
  /** Returns the code. */
  consent(consent: Consent): string;
  redeem(code: string, redirectUri: string, verifier: string | null): Tokens | OAuthError;
  refresh(refreshToken: string): Tokens | OAuthError;
  /** One token takes all of its grant with it; one that nobody has changes nothing. */
  revoke(token: string): void;
  /** Who a bearer is; null: unknown, revoked, or too old. */
  bearer(accessToken: string): Grant | null;
}

/** Discord states none; short, as RFC 6749 wants it. */
const CODE_MS = 60_000;
const TOKEN_SECONDS = 604_800;

const badCode: OAuthError = { error: "invalid_grant", error_description: 'Invalid "code" in request.' };
const badVerifier: OAuthError = { error: "invalid_grant", error_description: 'Invalid "code_verifier" in request.' };

export function createGrants(now: () => number): Grants {
  const codes = new Map<string, Consent & { expiresAt: number; used: Grant | null }>();
  const access = new Map<string, Grant>();
  const refresh = new Map<string, Grant>();

  function tokensFor(grant: Grant): Tokens {
    const [accessToken, refreshToken] = [secret(), secret()];
    grant.expiresAt = now() + TOKEN_SECONDS * 1000;
    access.set(accessToken, grant);
    refresh.set(refreshToken, grant);
    return {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: TOKEN_SECONDS,
      refresh_token: refreshToken,
      scope: grant.scopes.join(" "),
    };
  }

  function end(grant: Grant): void {
    for (const tokens of [access, refresh]) {
      for (const [token, of] of tokens) if (of === grant) tokens.delete(token);
    }
  }

  return {
    consent(consent) {
      const code = secret();
      codes.set(code, { ...consent, expiresAt: now() + CODE_MS, used: null });
      return code;
    },

    redeem(code, redirectUri, verifier) {
      const known = codes.get(code);
      if (!known || known.expiresAt <= now()) return badCode;
      if (known.used !== null) {
        // Somebody has it who shouldn't (RFC 6749, section 4.1.2).
        end(known.used);
        return badCode;
      }
      if (known.redirectUri !== redirectUri) {
        return { error: "invalid_grant", error_description: 'Invalid "redirect_uri" in request.' };
      }
      const flaw = verifierFlaw(known.challenge, verifier);
      if (flaw !== null) return flaw;
      known.used = { userId: known.userId, scopes: known.scopes, expiresAt: 0 };
      return tokensFor(known.used);
    },

    refresh(refreshToken) {
      const grant = refresh.get(refreshToken);
      if (!grant) return { error: "invalid_grant", error_description: 'Invalid "refresh_token" in request.' };
      end(grant);
      return tokensFor(grant);
    },

    revoke(token) {
      const grant = access.get(token) ?? refresh.get(token);
      if (grant) end(grant);
    },

    bearer(accessToken) {
      const grant = access.get(accessToken);
      return grant && grant.expiresAt > now() ? grant : null;
    },
  };
}

/** RFC 7636; Discord enforces the verifier's form, and that it comes when a challenge did. */
function verifierFlaw(challenge: string | null, verifier: string | null): OAuthError | null {
  if (challenge === null) return verifier === null ? null : badVerifier;
  if (verifier === null) return { error: "invalid_request", error_description: 'Missing "code_verifier" in request.' };
  if (!/^[A-Za-z0-9\-._~]{43,128}$/.test(verifier)) {
    return { error: "invalid_request", error_description: 'Malformed "code_verifier" in request.' };
  }
  return createHash("sha256").update(verifier).digest("base64url") === challenge ? null : badVerifier;
}

const secret = (): string => randomBytes(24).toString("base64url");
