// What a person is about to send, judged as their client does before it sends anything. Rights in the channel: access.ts.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { PollDraft, Upload } from "../api.ts";
import { channelPermissions } from "../world/permissions.ts";
import type { NewPoll } from "../world/polls.ts";
import { snowflakeTime } from "../world/snowflake.ts";
import type { ChannelRecord, StickerRecord } from "../world/state.ts";
import { findSticker, personCanSend } from "../world/stickers.ts";
import type { World } from "../world/world.ts";

const MAX_CONTENT = 2000;
const MAX_CONTENT_NITRO = 4000;
const MAX_FILES = 10;
const MAX_STICKERS = 3;

interface Draft {
  content: string;
  files: readonly Upload[];
  stickers: readonly string[];
  poll: PollDraft | undefined;
}

/** `maxFile`: bytes that one file may have; `nitro`: whether its author has it. */
export function checkDraft(
  { content, files, stickers, poll }: Draft,
  { maxFile, nitro }: { maxFile: number; nitro: boolean },
): void {
  const empty = content.trim() === "" && files.length === 0 && stickers.length === 0;
  if (poll && !empty) throw new Error("A poll comes alone.");
  if (poll) checkPoll(poll);
  else if (empty) throw new Error("A message can't be empty.");
  checkLength(content, nitro);
  if (files.length > MAX_FILES) throw new Error("You can only upload 10 files at a time.");
  if (stickers.length > MAX_STICKERS) throw new Error("You can only send 3 stickers at a time.");
  checkFiles(files, maxFile);
}

/** Twice as much with Nitro, in the DM with the bot as well. */
export function checkLength(content: string, nitro: boolean): void {
  const most = nitro ? MAX_CONTENT_NITRO : MAX_CONTENT;
  if (content.length > most) throw new Error(`Your message is too long: ${content.length} of ${most} characters.`);
}

export function checkFiles(files: readonly Pick<Upload, "name" | "bytes">[], maxFile: number): void {
  const large = files.find((file) => file.bytes.byteLength > maxFile);
  if (large) throw new Error(`Your files are too powerful: ${large.name} is larger than ${maxFile / 1024 / 1024} MiB.`);
}

function checkPoll({ question, answers, hours = 24 }: PollDraft): void {
  const fits = (text: string, max: number) => text.trim() !== "" && text.length <= max;
  if (!fits(question, 300)) throw new Error("A poll's question has 1 to 300 characters.");
  if (answers.length < 1 || answers.length > 10) throw new Error("A poll has 1 to 10 answers.");
  if (!answers.every((text) => fits(text, 55))) throw new Error("A poll's answer has 1 to 55 characters.");
  if (!Number.isInteger(hours) || hours < 1 || hours > 768) throw new Error("A poll lasts from an hour to 32 days.");
}

export function newPoll({ question, answers, hours, multiple }: PollDraft): NewPoll {
  return {
    question: { text: question },
    answers: answers.map((text) => ({ poll_media: { text } })),
    duration: hours ?? null,
    allow_multiselect: multiple ?? false,
  };
}

export function usableSticker(world: World, channel: ChannelRecord, userId: string, id: string): StickerRecord {
  const found = findSticker(world, id);
  if (!found || !personCanSend(world, channel, userId, found))
    throw new Error(`You can't send the sticker ${id} here.`);
  return found;
}

/** Slowmode holds up everybody but those who manage the channel or its messages. */
export function checkSlowmode(world: World, channel: ChannelRecord, userId: string): void {
  if (channel.rateLimitPerUser === 0) return;
  const permissions = channelPermissions(world, channel, userId);
  const exempt =
    PermissionFlagsBits.ManageMessages | PermissionFlagsBits.ManageChannels | PermissionFlagsBits.BypassSlowmode;
  if (permissions & exempt) return;
  const last = [...channel.messages.values()].findLast((record) => record.message.author.id === userId);
  if (last && world.now() - snowflakeTime(last.message.id) < channel.rateLimitPerUser * 1000) {
    throw new Error("Slowmode is enabled: you can't send another message yet.");
  }
}
