// What a feature's file exports (definition and handlers together), and the answers that handlers return. The door
// turns answers into HTTP; no handler knows about responses, tokens or the 3-second rule.

import type {
  APIApplicationCommandSubcommandOption,
  APIModalInteractionResponseCallbackData,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import type { App } from "../app.ts";
import type { MessageView } from "../discord/views/layout.ts";
import type { Member } from "../domain/access.ts";
import type { Attachment, Author } from "../domain/message.ts";
import type { File, NewMessage } from "../threads/ports.ts";

export type Answer =
  /** A message, at once. */
  | { answer: "message"; view: MessageView; ephemeral: boolean; after?: After }
  /** "Thinking…", replaced by what `after` gives; whether only the person sees it can't change later. */
  | { answer: "defer"; ephemeral: boolean; after: After }
  /** Changes the message that the button or select belongs to, later, with what `after` gives. */
  | { answer: "defer-update"; after: After }
  /** Not to a modal (Discord: a modal can't answer a modal). */
  | { answer: "modal"; modal: APIModalInteractionResponseCallbackData };

/** Goes on behind the answer. */
export type After = () => Promise<{
  /** Replaces the answer, or changes the message. */
  edit?: MessageView;
  /** Shown with `edit`; at most 10, together 24 MiB, each no larger than `asked.fileLimit`. */
  files?: readonly File[];
  /** Told of the message that shows `edit`, once it does. */
  shown?(messageId: string): Promise<unknown>;
  /** Only the person sees it. */
  whisper?: MessageView;
}>;

/** An interaction as the features see it: read and checked by the door. */
export interface Asked {
  id: string;
  person: Author;
  /** null in a DM. */
  guildId: string | null;
  /** The person's roles and rights at this moment; null in a DM. */
  member: Member | null;
  channelId: string;
  /** Command options by name: strings, numbers, booleans, ids. An id is one that Discord resolved. */
  options: Readonly<Record<string, string | number | boolean>>;
  /**
   * Files that a command's options or a modal's file uploads brought, in the order of the fields. Discord keeps them for
   * a short time only: copy them at once. */
  attachments: readonly Attachment[];
  /** Bytes that a file of an answer to this interaction may have. */
  fileLimit: number;
  /** What a context menu was opened on. */
  target: Target | null;
  /** What follows the feature's name in the custom id. */
  args: readonly string[];
  /** Chosen in a select menu. */
  values: readonly string[];
  /** Text inputs of a modal by custom id. */
  fields: Readonly<Record<string, string>>;
}

export type Target =
  /** Whole, with the Message Content intent and without. `byBot`: a bot wrote it. */
  | { kind: "message"; message: Omit<NewMessage, "kind" | "userId">; byBot: boolean }
  /** `name` is what the server calls them, when they are in it. */
  | { kind: "user"; user: Author & { isBot: boolean } };

export type Handler = (asked: Asked, app: App) => Promise<Answer>;

/** `value` is at most 100 characters; names are cut to that, and more than 25 are left out (Discord). */
export interface Choice {
  name: string;
  value: string;
}

/** Suggests values for the option that is being typed; `asked.options` holds what the others have. One D1 trip. */
type Autocomplete = (asked: Asked & { typing: { option: string; text: string } }, app: App) => Promise<Choice[]>;

interface Slash<Definition> {
  definition: Definition;
  handle: Handler;
  autocomplete?: Autocomplete;
}
export type Subcommand = Slash<APIApplicationCommandSubcommandOption>;
export type Command =
  | Slash<RESTPostAPIChatInputApplicationCommandsJSONBody>
  | {
      /** Without options: they are the subcommands. */
      definition: Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, "options">;
      subcommands: readonly Subcommand[];
    };

interface Menu {
  definition: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  handle: Handler;
}

export interface Feature {
  /** The first part of its custom ids, and its name in the log. */
  name: string;
  /** A command of its own, which may have subcommands. */
  command?: Command;
  /** A subcommand of `/modmail`. */
  subcommand?: Subcommand;
  /** What it adds to the context menu of messages or users. */
  menus?: readonly Menu[];
  /** Buttons and selects with its custom id. */
  component?: Handler;
  modal?: Handler;
}
