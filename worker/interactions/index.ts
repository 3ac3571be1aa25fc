// The bot's table of contents: every feature, a line each. Handlers are found here and commands are registered from here.

import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { chooseServerFeature } from "./choose-server.ts";
import { claimFeature } from "./claim.ts";
import { closeFeature } from "./close.ts";
import { contactFeature } from "./contact.ts";
import { deleteFeature } from "./delete.ts";
import { editFeature } from "./edit.ts";
import type { Command, Feature } from "./feature.ts";
import { noteFeature } from "./note.ts";
import { openFeature } from "./open.ts";
import { panelFeature } from "./panel.ts";
import { privacyFeature } from "./privacy.ts";
import { replyFeature } from "./reply.ts";
import { setupFeature } from "./setup.ts";
import { snippetFeature } from "./snippet.ts";
import { statusFeature } from "./status.ts";
import { switchFeature } from "./switch.ts";
import { takeoverFeature } from "./takeover.ts";
import { unclaimFeature } from "./unclaim.ts";
import { userCloseFeature } from "./user-close.ts";
import { userNoteFeature } from "./user-note.ts";

export const features: readonly Feature[] = [
  replyFeature,
  editFeature,
  deleteFeature,
  noteFeature,
  claimFeature,
  unclaimFeature,
  takeoverFeature,
  closeFeature,
  contactFeature,
  snippetFeature,
  userNoteFeature,
  chooseServerFeature,
  openFeature,
  switchFeature,
  userCloseFeature,
  panelFeature,
  setupFeature,
  statusFeature,
  privacyFeature,
];

/**
 * All commands and menus as Discord wants them. `/modmail` is visible to everybody, because its `open` is for users and
 * Discord knows no permissions per subcommand; the others check who asks.
 */
export function commandDefinitions(of: readonly Feature[] = features): RESTPostAPIApplicationCommandsJSONBody[] {
  const subcommands = of.flatMap((feature) => (feature.subcommand ? [feature.subcommand.definition] : []));
  return [
    {
      type: ApplicationCommandType.ChatInput,
      name: "modmail",
      description: "Write to the staff, or configure Modmail",
      contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
      integration_types: [ApplicationIntegrationType.GuildInstall],
      options: subcommands,
    },
    ...of.flatMap((feature) => (feature.command ? [definitionOf(feature.command)] : [])),
    ...of.flatMap((feature) => (feature.menus ?? []).map((menu) => menu.definition)),
  ];
}

const definitionOf = (command: Command): RESTPostAPIApplicationCommandsJSONBody =>
  "subcommands" in command
    ? { ...command.definition, options: command.subcommands.map(({ definition }) => definition) }
    : command.definition;
