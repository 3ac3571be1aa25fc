// The shape of Discord's interactions, as far as it is used.

import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
} from "discord-api-types/v10";
import * as v from "valibot";
import { Attachment } from "../discord/read/attachment.ts";
import { Message } from "../discord/read/message.ts";
import { Snowflake } from "../discord/read/snowflake.ts";
import { User } from "../discord/read/user.ts";

const Scalar = v.union([v.string(), v.number(), v.boolean()]);
const Option = v.object({
  name: v.string(),
  type: v.number(),
  value: Scalar,
  focused: v.optional(v.boolean(), false),
});
const Subcommand = v.object({
  name: v.string(),
  type: v.literal(ApplicationCommandOptionType.Subcommand),
  options: v.optional(v.array(Option), []),
});
const Options = v.optional(v.union([v.tuple([Subcommand]), v.array(Option)]), []);

/** What stands behind the ids in the data. */
const byId = <Shape extends v.GenericSchema>(shape: Shape) => v.optional(v.record(v.string(), shape), {});
const Resolved = v.optional(
  v.object({
    channels: byId(v.unknown()),
    roles: byId(v.unknown()),
    users: byId(User),
    members: byId(v.object({ nick: v.nullish(v.string()) })),
    messages: byId(Message),
    attachments: byId(Attachment),
  }),
  {},
);

const Label = v.object({
  type: v.literal(ComponentType.Label),
  component: v.object({
    type: v.number(),
    custom_id: v.string(),
    value: v.optional(v.string()),
    values: v.optional(v.array(v.string()), []),
  }),
});
/** Only shown: it brings nothing. */
const TextDisplay = v.object({ type: v.literal(ComponentType.TextDisplay) });

const Common = {
  id: Snowflake,
  token: v.string(),
  channel_id: Snowflake,
  guild_id: v.optional(Snowflake),
  member: v.optional(
    v.object({ user: User, nick: v.nullish(v.string()), roles: v.array(Snowflake), permissions: v.string() }),
  ),
  user: v.optional(User),
  attachment_size_limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
};

export const Interaction = v.variant("type", [
  v.object({
    ...Common,
    type: v.literal(InteractionType.ApplicationCommand),
    data: v.object({
      name: v.string(),
      type: v.optional(v.enum(ApplicationCommandType), ApplicationCommandType.ChatInput),
      target_id: v.optional(Snowflake),
      options: Options,
      resolved: Resolved,
    }),
  }),
  v.object({
    ...Common,
    type: v.literal(InteractionType.ApplicationCommandAutocomplete),
    data: v.object({ name: v.string(), options: Options, resolved: Resolved }),
  }),
  v.object({
    ...Common,
    type: v.literal(InteractionType.MessageComponent),
    data: v.object({ custom_id: v.string(), values: v.optional(v.array(v.string()), []) }),
  }),
  v.object({
    ...Common,
    type: v.literal(InteractionType.ModalSubmit),
    data: v.object({
      custom_id: v.string(),
      components: v.array(v.variant("type", [Label, TextDisplay])),
      resolved: Resolved,
    }),
  }),
]);

type DataOf<Type extends InteractionType> = Extract<v.InferOutput<typeof Interaction>, { type: Type }>["data"];
export type CommandData = DataOf<InteractionType.ApplicationCommand>;
export type ModalData = DataOf<InteractionType.ModalSubmit>;
export type GivenOption = v.InferOutput<typeof Option>;
