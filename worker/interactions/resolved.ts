// What Discord found behind the ids of an interaction: a client may send the id of anything. Pure.

import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType } from "discord-api-types/v10";
import { toAttachment } from "../discord/read/attachment.ts";
import type { Cdn } from "../discord/read/extras.ts";
import { toNewMessage } from "../discord/read/message.ts";
import { toAuthor } from "../discord/read/user.ts";
import type { Attachment } from "../domain/message.ts";
import type { Target } from "./feature.ts";
import type { CommandData, GivenOption, ModalData } from "./shape.ts";

type Resolved = CommandData["resolved"];

/** Whether there is something behind an option's id. */
export function isReal({ type, value }: GivenOption, resolved: Resolved): boolean {
  const among = (found: object = {}) => Object.hasOwn(found, String(value));
  switch (type) {
    case ApplicationCommandOptionType.Channel:
      return among(resolved.channels);
    case ApplicationCommandOptionType.Role:
      return among(resolved.roles);
    case ApplicationCommandOptionType.User:
      return among(resolved.users);
    case ApplicationCommandOptionType.Attachment:
      return among(resolved.attachments);
    default:
      return true;
  }
}

export const filesOfOptions = (options: readonly GivenOption[], resolved: Resolved): Attachment[] =>
  options
    .filter(({ type }) => type === ApplicationCommandOptionType.Attachment)
    .flatMap(({ value }) => fileOf(String(value), resolved));

const fileOf = (id: string, { attachments = {} }: Resolved): Attachment[] => {
  const found = Object.hasOwn(attachments, id) ? attachments[id] : undefined;
  return found ? [toAttachment(found)] : [];
};

/** What a modal brings; null when it names files that aren't there. */
export function inputsOf({ components, resolved }: ModalData) {
  const inputs = components.flatMap((row) => (row.type === ComponentType.Label ? [row.component] : []));
  const fileIds = inputs.filter(({ type }) => type === ComponentType.FileUpload).flatMap(({ values }) => values);
  const attachments = fileIds.flatMap((id) => fileOf(id, resolved));
  if (attachments.length < fileIds.length) return null;
  return { fields: Object.fromEntries(inputs.map((input) => [input.custom_id, input.value ?? ""])), attachments };
}

/** null: what a context menu was opened on isn't there. */
export function targetOf({ type, target_id: id = "", resolved }: CommandData, cdn: Cdn): Target | null {
  const { users = {}, members = {}, messages = {} } = resolved;
  if (type === ApplicationCommandType.User) {
    const user = Object.hasOwn(users, id) ? users[id] : undefined;
    return user ? { kind: "user", user: { ...toAuthor(user, members[id]?.nick), isBot: user.bot } } : null;
  }
  const message = Object.hasOwn(messages, id) ? messages[id] : undefined;
  return message ? { kind: "message", message: toNewMessage(message, cdn), byBot: message.author.bot } : null;
}
