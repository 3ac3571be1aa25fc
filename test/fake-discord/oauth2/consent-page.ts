// Discord's page that asks somebody to agree, as HTML. This Discord has no passwords: who agrees is chosen on it.

import type { World } from "../world/world.ts";
import { type Asking, installable } from "./authorize.ts";

const SCOPES: Record<string, string> = {
  identify: "Know your name and avatar",
  email: "Know your email address",
  guilds: "Know what servers you're in",
  "guilds.members.read": "Read your member info in servers",
};

const STYLE = `
:root{color-scheme:light dark;--page:#f2f3f5;--card:#fff;--text:#23262d;--line:#d6d9e0;--accent:#4752c4}
@media(prefers-color-scheme:dark){:root{--page:#1b1d22;--card:#26292f;--text:#e4e6eb;--line:#3c4048;--accent:#5a66d8}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
main{width:min(26rem,92vw);padding:1.75rem;border-radius:14px;background:var(--card)}
h1{margin:0 0 .25rem;font-size:1.25rem}ul{padding-left:1.2rem}fieldset{border:1px solid var(--line);border-radius:9px;margin:0 0 1rem}
label{display:block;padding:.35rem 0}select{font:inherit;width:100%}
button{font:inherit;font-weight:600;padding:.5rem 1rem;border-radius:8px;border:1px solid var(--line);background:none;color:inherit;cursor:pointer}
button.primary{background:var(--accent);border-color:var(--accent);color:#fff}`;

export function consentPage(world: World, asking: Asking): string {
  const bot = escaped(world.application.bot.username);
  const people = [...world.users.values()].map(({ user }) => user).filter((user) => !user.bot);
  const who = people.map(
    ({ id, username, global_name }, index) =>
      `<label><input type="radio" name="user" value="${id}"${index === 0 ? " checked" : ""}> ${escaped(global_name ?? username)}</label>`,
  );
  const wants =
    asking.kind === "sign-in"
      ? asking.scopes.map((scope) => `<li>${SCOPES[scope]}</li>`)
      : ["<li>Join a server</li>", "<li>Create commands there</li>"];
  return page(
    `${bot} wants to access your account`,
    `<p>A pretend Discord on this computer. Be whoever you like.</p>
<p>This will allow ${bot} to:</p><ul>${wants.join("")}</ul>
<form method="post"><fieldset><legend>Who are you?</legend>${who.join("")}</fieldset>
${asking.kind === "install" ? serverChoice(world, asking) : ""}
<button name="decision" value="cancel">Cancel</button> <button name="decision" value="authorize" class="primary">Authorize</button></form>`,
  );
}

function serverChoice(world: World, asking: Extract<Asking, { kind: "install" }>): string {
  const mayAdd = new Set([...world.users.keys()].flatMap((id) => installable(world, id)));
  const offered = [...mayAdd].filter(({ id }) => !asking.fixed || id === asking.guildId);
  const options = offered.map(
    ({ id, name }) => `<option value="${id}"${id === asking.guildId ? " selected" : ""}>${escaped(name)}</option>`,
  );
  return `<p><label>Add to server <select name="guild">${options.join("")}</select></label></p>`;
}

export const messagePage = (title: string, text: string): string => page(title, `<p>${escaped(text)}</p>`);

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style><main><h1>${title}</h1>${body}</main></html>`;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[letter] ?? "&quot;");
