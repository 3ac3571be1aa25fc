// The options by which a slash command takes files: one for each.

import { type APIApplicationCommandAttachmentOption, ApplicationCommandOptionType } from "discord-api-types/v10";

const FILES = 5;

/** `file1` to `file5`; they come as `asked.attachments`. */
export const fileOptions: readonly APIApplicationCommandAttachmentOption[] = Array.from({ length: FILES }, (_, at) => ({
  type: ApplicationCommandOptionType.Attachment,
  name: `file${at + 1}`,
  description: at === 0 ? "A file that goes with it" : "One more file",
}));
