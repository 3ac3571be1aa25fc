// What a feature's file exports (definition and handlers together), and the answers that handlers return. The door
// turns answers into HTTP; no handler knows about responses, tokens or the 3-second rule.

import type {
  APIApplicationCommandSubcommandOption,
  APIModalInteractionResponseCallbackData,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { App } from "../app.ts";
import type { MessageView } from "../discord/views/layout.ts";
import type { Member } from "../domain/access.ts";
import type { Author } from "../domain/message.ts";

export type Answer =
  /** A message, at once. */
  | { answer: "message"; view: MessageView; ephemeral: boolean; after?: After }
  /** "Thinking…", replaced by what `after` gives; whether only the person sees it can't change later. */
  | { answer: "defer"; ephemeral: boolean; after: After }
  /** Changes the message that the button or select belongs to, later, with what `after` gives. */
  | { answer: "defer-update"; after: After }
  | { answer: "modal"; modal: APIModalInteractionResponseCallbackData };

/** Goes on behind the answer. `edit` replaces the answer (or the changed message); `whisper` only the person sees. */
export type After = () => Promise<{ edit?: MessageView; whisper?: MessageView }>;

/** An interaction as the features see it: read and checked by the door. */
export interface Asked {
  id: string;
  person: Author;
  /** null in a DM. */
  guildId: string | null;
  /** The person's roles and rights at this moment; null in a DM. */
  member: Member | null;
  channelId: string;
  /** Command options by name: strings, numbers, booleans, ids. */
  options: Readonly<Record<string, string | number | boolean>>;
  /** What follows the feature's name in the custom id. */
  args: readonly string[];
  /** Chosen in a select menu. */
  values: readonly string[];
  /** Text inputs of a modal by custom id. */
  fields: Readonly<Record<string, string>>;
}

type Handler = (asked: Asked, app: App) => Promise<Answer>;

export interface Feature {
  /** The first part of its custom ids, and its name in the log. */
  name: string;
  /** A command of its own, or a subcommand of `/modmail`. */
  command?: { definition: RESTPostAPIChatInputApplicationCommandsJSONBody; handle: Handler };
  subcommand?: { definition: APIApplicationCommandSubcommandOption; handle: Handler };
  /** Buttons and selects with its custom id. */
  component?: Handler;
  modal?: Handler;
}
