// Where the client turns codes into tokens and gives them back: forms only, with the client's name and secret.

import type { Answer, RestRequest, Route } from "../rest/route.ts";
import type { OAuth2 } from "./application.ts";
import type { OAuthError, Tokens } from "./grants.ts";

export const tokenRoutes: Route[] = [
  { method: "POST", path: "/oauth2/token", auth: "client", handle: token },
  { method: "POST", path: "/oauth2/token/revoke", auth: "client", handle: revoke },
];

const refused = (status: number, error: OAuthError): Answer => ({ status, body: error });

function token(request: RestRequest): Answer {
  const form = clientForm(request);
  if (!(form instanceof URLSearchParams)) return form;
  const { oauth2 } = request.world;
  switch (form.get("grant_type")) {
    case "authorization_code":
      return answer(oauth2.redeem(form.get("code") ?? "", form.get("redirect_uri") ?? "", form.get("code_verifier")));
    case "refresh_token":
      return answer(oauth2.refresh(form.get("refresh_token") ?? ""));
    default:
      return refused(400, { error: "unsupported_grant_type" });
  }
}

function revoke(request: RestRequest): Answer {
  const form = clientForm(request);
  if (!(form instanceof URLSearchParams)) return form;
  const given = form.get("token");
  if (given === null) return refused(400, { error: "invalid_request" });
  request.world.oauth2.revoke(given);
  return { status: 200, body: {} };
}

const answer = (result: Tokens | OAuthError): Answer => ({ status: "error" in result ? 400 : 200, body: result });

/** The form, once the client has shown who it is: by HTTP Basic, or by fields. */
function clientForm({ form, authorization, world }: RestRequest): URLSearchParams | Answer {
  if (form === null) return refused(400, { error: "invalid_request" });
  const basic = /^Basic (.+)$/.exec(authorization)?.[1];
  const [id, secret] =
    basic === undefined
      ? [form.get("client_id"), form.get("client_secret")]
      : Buffer.from(basic, "base64").toString("utf8").split(":");
  return isClient(world.oauth2, id, secret) ? form : refused(401, { error: "invalid_client" });
}

const isClient = ({ clientId, clientSecret }: OAuth2, id?: string | null, secret?: string | null): boolean =>
  id === clientId && secret === clientSecret;
