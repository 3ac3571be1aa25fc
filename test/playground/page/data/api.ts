// Calls to the playground's server. Every "no" arrives as a Refused with a sentence that can be shown as it is.

import type { APIApplicationCommand } from "discord-api-types/v10";
import type { SeenMessage } from "../../../fake-discord/api.ts";
import type { Action, ActionAnswer, PersonView, World } from "../../wire.ts";

class Refused extends Error {}

async function call<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(path, init).catch(() => {
    throw new Refused("The playground isn't running any more. Start it again with npm start.");
  });
  if (response.ok) return response.json() as Promise<Answer>;
  const body: { error?: string } = await response.json().catch(() => ({}));
  throw new Refused(body.error ?? `The playground answered ${response.status}.`);
}

export const getWorld = () => call<World>("/api/world");
export const getPersonView = (personId: string) => call<PersonView>(`/api/people/${personId}`);

export const getMessages = (personId: string, channelId: string) =>
  call<SeenMessage[]>(`/api/people/${personId}/channels/${channelId}/messages`);

export const getCommands = (personId: string, channelId: string) =>
  call<APIApplicationCommand[]>(`/api/people/${personId}/channels/${channelId}/commands`);

/** Throws Refused. Files are named in the action by their place in `files`. */
export function postAction(personId: string, action: Action, files: File[] = []): Promise<ActionAnswer> {
  const body = new FormData();
  body.set("action", JSON.stringify(action));
  for (const file of files) body.append("file", file, file.name);
  return call(`/api/people/${personId}/actions`, { method: "POST", body });
}
