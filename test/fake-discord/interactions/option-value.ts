// One option of a slash command: is the value one that the client's form accepts, and what is sent for it.

import { type APIApplicationCommandBasicOption, ApplicationCommandOptionType as Option } from "discord-api-types/v10";
import type { OptionValue, Upload } from "../api.ts";
import { checkFiles } from "../people/draft.ts";
import { storeFile } from "../world/files.ts";
import type { ChannelRecord } from "../world/state.ts";
import { uploadLimit } from "../world/upload-limit.ts";
import type { World } from "../world/world.ts";
import { choosableChannel, choosableRole, choosableUser } from "./choosable.ts";
import type { Resolver } from "./resolved.ts";

const MAX_STRING = 6000;

interface Form {
  world: World;
  userId: string;
  channel: ChannelRecord;
  resolver: Resolver;
}

/** Throws with the option's name and what is wrong. */
export function optionValue(
  form: Form,
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
): string | number | boolean {
  try {
    return accept(form, option, value);
  } catch (error) {
    throw new Error(`${option.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function accept(form: Form, option: APIApplicationCommandBasicOption, value: OptionValue): string | number | boolean {
  switch (option.type) {
    case Option.String:
      return text(value, option);
    case Option.Integer:
    case Option.Number:
      return number(value, option);
    case Option.Boolean:
      if (typeof value !== "boolean") throw new Error("Choose True or False.");
      return value;
    case Option.User:
      return choosableUser(form, id(value));
    case Option.Role:
      return choosableRole(form, id(value));
    case Option.Mentionable:
      return form.world.users.has(id(value)) ? choosableUser(form, id(value)) : choosableRole(form, id(value));
    case Option.Channel:
      return choosableChannel(form, id(value), option.channel_types);
    case Option.Attachment: {
      if (!isUpload(value)) throw new Error("Choose a file.");
      checkFiles([value], uploadLimit(form.world, form.channel, form.userId));
      const attachment = storeFile(form.world, form.channel.id, value, true);
      form.resolver.attachment(attachment);
      return attachment.id;
    }
  }
}

interface Bounded {
  choices?: readonly { value: string | number }[];
  min_length?: number;
  max_length?: number;
  min_value?: number;
  max_value?: number;
  type: number;
}

function text(value: OptionValue, option: Bounded): string {
  if (typeof value !== "string" || value === "") throw new Error("Specify a text.");
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value)) {
    throw new Error("Choose one of the options.");
  }
  const max = Math.min(option.max_length ?? MAX_STRING, MAX_STRING);
  if (value.length < (option.min_length ?? 0)) throw new Error(`At least ${option.min_length} characters.`);
  if (value.length > max) throw new Error(`At most ${max} characters.`);
  return value;
}

function number(value: OptionValue, option: Bounded): number {
  if (typeof value !== "number" || !Number.isFinite(value)) throw new Error("Specify a number.");
  if (option.type === Option.Integer && !Number.isSafeInteger(value)) throw new Error("Specify a whole number.");
  if (option.choices?.length && !option.choices.some((choice) => choice.value === value)) {
    throw new Error("Choose one of the options.");
  }
  if (value < (option.min_value ?? -Infinity)) throw new Error(`Not less than ${option.min_value}.`);
  if (value > (option.max_value ?? Infinity)) throw new Error(`Not more than ${option.max_value}.`);
  return value;
}

function id(value: OptionValue): string {
  if (typeof value !== "string") throw new Error("Specify an id.");
  return value;
}

/** Numbers, too, are sent as text as long as they are typed. */
export function typedSoFar(value: OptionValue | undefined): string {
  return value === undefined || isUpload(value) ? "" : String(value);
}

function isUpload(value: OptionValue): value is Upload {
  return typeof value === "object" && value !== null && "bytes" in value;
}
