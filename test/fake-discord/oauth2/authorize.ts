// The link that sends somebody to Discord to agree: what is wrong with it, and what agreeing brings. Two kinds: signing
// in (a code for the client), and adding the bot to a server. Pages are made elsewhere.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { addBot } from "../world/guilds.ts";
import { guildPermissions, may } from "../world/permissions.ts";
import type { World } from "../world/world.ts";
import type { OAuth2 } from "./application.ts";
import { SCOPES, type Scope } from "./grants.ts";

export type Asking =
  | { kind: "sign-in"; scopes: Scope[]; redirectUri: string; state: string | null; challenge: string | null }
  | { kind: "install"; permissions: bigint; guildId: string | null; fixed: boolean };

/** What Discord shows instead of asking. */
export class BadLink extends Error {}

const INSTALL_SCOPES = ["bot", "applications.commands"];

/** Throws BadLink: such a link never leads back to the client. */
export function readLink(oauth2: OAuth2, query: URLSearchParams): Asking {
  if (query.get("client_id") !== oauth2.clientId) throw new BadLink("Unknown Application");
  const scopes = (query.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
  if (scopes.length === 0) throw new BadLink('"scope" is missing');
  const allowed: readonly string[] = [...SCOPES, ...INSTALL_SCOPES];
  const strange = scopes.filter((scope) => !allowed.includes(scope));
  if (strange.length > 0) throw new BadLink(`The requested scope is invalid, unknown, or malformed: ${strange}`);
  if (scopes.includes("bot")) return readInstall(query, scopes);

  if (query.get("response_type") !== "code") throw new BadLink("Invalid OAuth2 response_type");
  const prompt = query.get("prompt");
  if (prompt !== null && prompt !== "none" && prompt !== "consent") throw new BadLink('"prompt" is none or consent');
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!oauth2.redirects.includes(redirectUri)) throw new BadLink("Invalid OAuth2 redirect_uri");
  return {
    kind: "sign-in",
    scopes: scopes as Scope[],
    redirectUri,
    state: query.get("state"),
    challenge: readChallenge(query),
  };
}

function readChallenge(query: URLSearchParams): string | null {
  const challenge = query.get("code_challenge");
  const method = query.get("code_challenge_method");
  if (challenge === null && method === null) return null;
  if (method !== "S256") throw new BadLink("Only S256 is supported as code_challenge_method");
  if (!/^[\w-]{43}$/.test(challenge ?? "")) throw new BadLink("Malformed code_challenge");
  return challenge;
}

function readInstall(query: URLSearchParams, scopes: readonly string[]): Asking {
  if (scopes.some((scope) => !INSTALL_SCOPES.includes(scope))) {
    throw new BadLink("This pretend Discord adds bots in links of their own");
  }
  const permissions = query.get("permissions") ?? "0";
  if (!/^\d+$/.test(permissions)) throw new BadLink('"permissions" is a number');
  const fixed = query.get("disable_guild_select") === "true";
  return { kind: "install", permissions: BigInt(permissions), guildId: query.get("guild_id"), fixed };
}

/** Where the browser goes when the person agreed (or didn't). */
export function answerSignIn(
  oauth2: OAuth2,
  { scopes, redirectUri, state, challenge }: Extract<Asking, { kind: "sign-in" }>,
  userId: string | null,
): string {
  const back = new URL(redirectUri);
  if (userId === null) {
    back.searchParams.set("error", "access_denied");
    back.searchParams.set("error_description", "The resource owner or authorization server denied the request");
  } else back.searchParams.set("code", oauth2.consent({ userId, scopes, redirectUri, challenge }));
  if (state !== null) back.searchParams.set("state", state);
  return back.href;
}

/** Servers to which somebody may add the bot. */
export const installable = (world: World, userId: string) =>
  [...world.guilds.values()].filter((guild) => may(guildPermissions(guild, userId), PermissionFlagsBits.ManageGuild));

/** Throws a sentence when they may not. */
export function install(world: World, asking: Extract<Asking, { kind: "install" }>, userId: string, guildId: string) {
  if (asking.fixed && asking.guildId !== guildId) throw new Error("The link is for another server.");
  const guild = installable(world, userId).find(({ id }) => id === guildId);
  if (!guild) throw new Error("Adding a bot takes Manage Server there.");
  addBot(world, guild, asking.permissions);
}
