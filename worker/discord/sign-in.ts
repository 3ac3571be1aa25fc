// Sign in with Discord: OAuth2's code flow with PKCE (Discord: topics/oauth2). Discord's token lives for as long as it
// takes to ask who came, then it is given back.

import type { API } from "@discordjs/core/http-only";
import {
  ArcticFetchError,
  CodeChallengeMethod,
  generateCodeVerifier,
  generateState,
  OAuth2Client,
  OAuth2RequestError,
  UnexpectedResponseError,
} from "arctic";
import type { APIUser, RESTGetAPICurrentUserGuildsResult } from "discord-api-types/v10";
import { CDNRoutes, ImageFormat, RouteBases } from "discord-api-types/v10";
import { ADMINISTRATOR, MANAGE_GUILD } from "../domain/permissions.ts";
import { Later } from "../domain/refusal.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { Identity, ListedGuild } from "../domain/session.ts";
import { expect } from "./rest.ts";
import { avatarUrl } from "./views/avatar.ts";

export interface SignIn {
  /** A new attempt: where the browser goes, and what it has to prove when it comes back. */
  begin(): { url: string; state: string; verifier: string };
  /**
   * Who the person is, and their servers. No: the code is wrong, used, too old, or not this browser's. Throws Later when
   * Discord can't be asked.
   */
  complete(code: string, verifier: string): Promise<Result<Identity, { reason: "code-refused" }>>;
}

export interface SignInOptions {
  /** Without a version. */
  apiUrl: string;
  applicationId: string;
  clientSecret: string;
  /** Must be registered at Discord letter for letter. */
  redirectUrl: string;
  /** A client that acts for the person whose token this is. */
  connect(accessToken: string): API;
  onRequest(method: string, path: string): void;
  /** Runs behind the answer; never rejects. */
  waitUntil(work: Promise<void>): void;
  /** Told when a token couldn't be given back: it ends by itself within days, and nobody has it. */
  onKept(reason: string): void;
}

const SCOPES = ["identify", "guilds"];
/** The most that Discord lists; nobody can be in more. */
const MOST_GUILDS = 200;

export function createSignIn(options: SignInOptions): SignIn {
  const { apiUrl, applicationId, clientSecret, redirectUrl, connect, onRequest, waitUntil, onKept } = options;
  const client = new OAuth2Client(applicationId, clientSecret, redirectUrl);

  async function redeem(code: string, verifier: string): Promise<string | null> {
    onRequest("POST", "/v10/oauth2/token");
    try {
      const tokens = await client.validateAuthorizationCode(`${apiUrl}/oauth2/token`, code, verifier);
      return tokens.accessToken();
    } catch (error) {
      // The client's own name or secret being wrong is the operator's to mend.
      if (error instanceof OAuth2RequestError && error.code !== "invalid_client") return null;
      throw laterOr(error);
    }
  }

  async function giveBack(accessToken: string): Promise<void> {
    onRequest("POST", "/v10/oauth2/token/revoke");
    try {
      await client.revokeToken(`${apiUrl}/oauth2/token/revoke`, accessToken);
    } catch (error) {
      onKept(error instanceof Error ? error.name : "unknown");
    }
  }

  return {
    begin() {
      const state = generateState();
      const verifier = generateCodeVerifier();
      const endpoint = new URL("/oauth2/authorize", apiUrl).href;
      const url = client.createAuthorizationURLWithPKCE(endpoint, state, CodeChallengeMethod.S256, verifier, SCOPES);
      // Who agreed before isn't asked again.
      url.searchParams.set("prompt", "none");
      return { url: url.href, state, verifier };
    },

    async complete(code, verifier) {
      const accessToken = await redeem(code, verifier);
      if (accessToken === null) return no({ reason: "code-refused" });
      try {
        const api = connect(accessToken);
        const [user, guilds] = await expect(() =>
          Promise.all([api.users.getCurrent(), api.users.getGuilds({ limit: MOST_GUILDS })]),
        );
        return ok(identityOf(user, guilds));
      } finally {
        waitUntil(giveBack(accessToken));
      }
    },
  };
}

function laterOr(error: unknown): unknown {
  if (error instanceof ArcticFetchError) return new Later(2, "the connection to Discord failed", { cause: error });
  const busy = error instanceof UnexpectedResponseError && (error.status === 429 || error.status >= 500);
  return busy ? new Later(5, "Discord failed", { cause: error }) : error;
}

const identityOf = (user: APIUser, guilds: RESTGetAPICurrentUserGuildsResult): Identity => ({
  id: user.id,
  name: user.global_name ?? user.username,
  avatarUrl: avatarUrl(user),
  guilds: guilds.map(listedGuild),
});

function listedGuild(guild: RESTGetAPICurrentUserGuildsResult[number]): ListedGuild {
  const manages = guild.owner || (BigInt(guild.permissions) & (ADMINISTRATOR | MANAGE_GUILD)) !== 0n;
  const icon =
    guild.icon === null ? null : `${RouteBases.cdn}${CDNRoutes.guildIcon(guild.id, guild.icon, ImageFormat.PNG)}`;
  return { id: guild.id, name: guild.name, iconUrl: icon, manages };
}
