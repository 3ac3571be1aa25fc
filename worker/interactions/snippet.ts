// Snippets: `/snippet add`, `edit` and `remove` for admins, `list` and `send` for staff. Without text, add and edit open
// a form: a command's options hold one line only.

import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  InteractionContextType,
} from "discord-api-types/v10";
import { SNIPPET_NAME_LIMIT, SNIPPET_TEXT_LIMIT } from "../domain/snippet.ts";
import type { Feature } from "./feature.ts";
import { fileOptions } from "./file-options.ts";
import { addSnippet, editSnippet, removeSnippet, saveForm } from "./snippet-changes.ts";
import { listSnippets, sendSnippet, suggestNames, turnPage } from "./snippet-uses.ts";

const name = (suggested: boolean, required = true): APIApplicationCommandBasicOption => ({
  type: ApplicationCommandOptionType.String,
  name: "name",
  description: "The snippet's name",
  max_length: SNIPPET_NAME_LIMIT,
  required,
  ...(suggested ? { autocomplete: true } : {}),
});
const text: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.String,
  name: "text",
  description: "What the user gets; leave it out to write several lines in a form",
  max_length: SNIPPET_TEXT_LIMIT,
};
const type = ApplicationCommandOptionType.Subcommand as const;

export const snippetFeature: Feature = {
  name: "snippet",
  command: {
    definition: {
      name: "snippet",
      description: "Texts that staff send by name",
      contexts: [InteractionContextType.Guild],
    },
    subcommands: [
      {
        definition: { type, name: "add", description: "Make a snippet", options: [name(false), text, ...fileOptions] },
        handle: addSnippet,
      },
      {
        definition: {
          type,
          name: "edit",
          description: "Change a snippet's text or files",
          options: [name(true), text, ...fileOptions],
        },
        handle: editSnippet,
        autocomplete: suggestNames,
      },
      {
        definition: { type, name: "remove", description: "Remove a snippet", options: [name(true)] },
        handle: removeSnippet,
        autocomplete: suggestNames,
      },
      {
        definition: {
          type,
          name: "list",
          description: "Show all snippets, or one with who changed it",
          options: [name(true, false)],
        },
        handle: listSnippets,
        autocomplete: suggestNames,
      },
      {
        definition: {
          type,
          name: "send",
          description: "Answer the user of this thread with a snippet",
          options: [
            name(true),
            {
              type: ApplicationCommandOptionType.String,
              name: "words",
              description: "What its {{1}}, {{2}} and {{args}} become; without those, it follows the text",
              max_length: SNIPPET_TEXT_LIMIT,
            },
            {
              type: ApplicationCommandOptionType.Boolean,
              name: "anonymous",
              description: "Whether the user isn't told who of staff answers; without it, as the server's setting says",
            },
          ],
        },
        handle: sendSnippet,
        autocomplete: suggestNames,
      },
    ],
  },
  component: turnPage,
  modal: saveForm,
};
