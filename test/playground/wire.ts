// What the playground's server and its page say to each other: views to read, actions to do. No logic.

import type {
  APIApplicationCommandOptionChoice,
  APIModalInteractionResponseCallbackData,
  APIStickerItem,
} from "discord-api-types/v10";
import * as v from "valibot";

export type Side = "user" | "staff";

/** What does not change while the playground runs. */
export interface World {
  people: PersonCard[];
  bot: MemberView;
  steps: TryStep[];
  /** Said when the steps are done. */
  ending: string;
  /** Where Modmail's dashboard is; null: this playground has none. */
  dashboard: string | null;
  start: { user: string; staff: string; guildId: string };
  /** Where pictures of emoji and stickers are; GIF stickers at `mediaUrl`. */
  cdnUrl: string;
  mediaUrl: string;
  standardStickers: StickerView[];
}

/** As it stands in messages. */
export type StickerView = APIStickerItem;

interface EmojiView {
  id: string;
  name: string;
  animated: boolean;
}

export interface PersonCard extends MemberView {
  /** What this person is here for, in a few words: "Support in Northwind Guild". */
  part: string;
}

/** One line of the guide "what to try"; it counts as done when someone on its side does the action. */
export interface TryStep {
  side: Side;
  text: string;
  action: Action["do"];
  /** Text that the page offers to put into the message box. */
  fill?: string;
}

export interface MemberView {
  id: string;
  name: string;
  username: string;
  bot: boolean;
  roleIds: string[];
}

interface RoleView {
  id: string;
  name: string;
  /** RGB as a number; 0 means none. */
  color: number;
  position: number;
}

export interface ChannelView {
  id: string;
  name: string;
  type: number;
  parentId: string | null;
  topic: string;
  lastMessageId: string | null;
}

export interface GuildView {
  id: string;
  name: string;
  roles: RoleView[];
  members: MemberView[];
  /** Channels this person may view, in Discord's order, with the categories that hold them. */
  channels: ChannelView[];
  emojis: EmojiView[];
  stickers: StickerView[];
}

/** The world as one person's client knows it. */
export interface PersonView {
  id: string;
  dm: ChannelView;
  guilds: GuildView[];
}

const id = v.pipe(v.string(), v.regex(/^\d{17,20}$/, "an id has 17 to 20 digits"));
const text = v.pipe(v.string(), v.maxLength(4000, "at most 4000 characters"));
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const fileIndex = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));
/** A file is named by its place among the uploads that come with the action. */
const optionInput = v.union([text, v.number(), v.boolean(), v.strictObject({ file: fileIndex })]);
const modalInput = v.union([
  text,
  v.pipe(v.array(text), v.maxLength(25)),
  v.strictObject({ files: v.pipe(v.array(fileIndex), v.maxLength(10)) }),
]);
const poll = v.strictObject({ question: text, answers: v.pipe(v.array(text), v.maxLength(10)) });
const inMessage = { channelId: id, messageId: id };

export const actionSchema = v.variant("do", [
  v.strictObject({
    do: v.literal("send"),
    channelId: id,
    content: text,
    stickers: v.optional(v.pipe(v.array(id), v.maxLength(3))),
    poll: v.optional(poll),
    replyTo: v.optional(id),
  }),
  v.strictObject({ do: v.literal("voice"), channelId: id, replyTo: v.optional(id) }),
  v.strictObject({ do: v.literal("forward"), ...inMessage, to: id }),
  v.strictObject({ do: v.literal("vote"), ...inMessage, answers: v.pipe(v.array(v.number()), v.maxLength(10)) }),
  v.strictObject({ do: v.literal("type"), channelId: id }),
  v.strictObject({ do: v.literal("edit"), ...inMessage, content: text }),
  v.strictObject({ do: v.literal("delete"), ...inMessage }),
  v.strictObject({ do: v.literal("react"), ...inMessage, emoji: name }),
  v.strictObject({ do: v.literal("unreact"), ...inMessage, emoji: name }),
  v.strictObject({ do: v.literal("click"), ...inMessage, button: name }),
  v.strictObject({
    do: v.literal("select"),
    ...inMessage,
    customId: name,
    values: v.pipe(v.array(name), v.maxLength(25)),
  }),
  v.strictObject({ do: v.literal("command"), channelId: id, name, options: v.record(name, optionInput) }),
  v.strictObject({ do: v.literal("menu"), channelId: id, name, targetId: id }),
  v.strictObject({
    do: v.literal("autocomplete"),
    channelId: id,
    name,
    options: v.record(name, optionInput),
    focused: name,
  }),
  v.strictObject({ do: v.literal("submit"), interactionId: id, values: v.record(name, modalInput) }),
]);

export type Action = v.InferOutput<typeof actionSchema>;
export type OptionInput = v.InferOutput<typeof optionInput>;
export type ModalInput = v.InferOutput<typeof modalInput>;

export interface ShownModal {
  interactionId: string;
  data: APIModalInteractionResponseCallbackData;
}

export type ActionAnswer =
  | { kind: "done" }
  | { kind: "choices"; choices: APIApplicationCommandOptionChoice[] }
  | { kind: "modal"; modal: ShownModal }
  /** Discord's "did not respond"; `reason` is what the fake knows about it. */
  | { kind: "failed"; reason: string };
