// Discord's interaction → what the features see. The shape is checked as far as it is used; pure.

import { ApplicationCommandOptionType, ComponentType, InteractionType } from "discord-api-types/v10";
import * as v from "valibot";
import { avatarUrl } from "../discord/views/avatar.ts";
import { splitCustomId } from "../discord/views/custom-id.ts";
import { MANAGE_GUILD } from "../domain/permissions.ts";
import type { Asked, Feature } from "./feature.ts";
import { features } from "./index.ts";
import { refused } from "./staff.ts";

const Id = v.pipe(v.string(), v.regex(/^\d{17,20}$/, "not an id"));

const User = v.object({
  id: Id,
  username: v.string(),
  global_name: v.nullish(v.string()),
  avatar: v.nullish(v.string()),
});

const Scalar = v.union([v.string(), v.number(), v.boolean()]);
const Option = v.object({ name: v.string(), type: v.number(), value: Scalar });
const Subcommand = v.object({
  name: v.string(),
  type: v.literal(ApplicationCommandOptionType.Subcommand),
  options: v.optional(v.array(Option), []),
});
const ById = v.optional(v.record(v.string(), v.unknown()), {});
const Resolved = v.optional(v.object({ channels: ById, roles: ById }), {});
const Input = v.object({ type: v.number(), custom_id: v.string(), value: v.optional(v.string()) });

const Common = {
  id: Id,
  token: v.string(),
  channel_id: Id,
  guild_id: v.optional(Id),
  member: v.optional(
    v.object({ user: User, nick: v.nullish(v.string()), roles: v.array(Id), permissions: v.string() }),
  ),
  user: v.optional(User),
};

const Shape = v.variant("type", [
  v.object({
    ...Common,
    type: v.literal(InteractionType.ApplicationCommand),
    data: v.object({
      name: v.string(),
      options: v.optional(v.union([v.tuple([Subcommand]), v.array(Option)]), []),
      resolved: Resolved,
    }),
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
      components: v.array(v.object({ type: v.literal(ComponentType.Label), component: Input })),
    }),
  }),
]);

export interface ReadInteraction {
  asked: Asked;
  token: string;
  /** For the log: the command's path or the feature's name. */
  name: string;
  /** null: nothing of ours has this name. */
  handle: NonNullable<Feature["component"]> | null;
}

/** The interaction, or a sentence on what is wrong with it. */
export function readInteraction(json: unknown): ReadInteraction | string {
  const read = v.safeParse(Shape, json);
  if (!read.success) {
    const [issue] = read.issues;
    return `not an interaction of the expected shape at ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`;
  }
  const interaction = read.output;
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) return "an interaction of nobody";

  const asked: Asked = {
    id: interaction.id,
    person: {
      id: user.id,
      name: interaction.member?.nick ?? user.global_name ?? user.username,
      avatarUrl: avatarUrl({ id: user.id, avatar: user.avatar ?? null }),
    },
    guildId: interaction.guild_id ?? null,
    member: interaction.member
      ? {
          id: user.id,
          roleIds: interaction.member.roles,
          managesGuild: (bitsOf(interaction.member.permissions) & MANAGE_GUILD) !== 0n,
        }
      : null,
    channelId: interaction.channel_id,
    options: {},
    args: [],
    values: [],
    fields: {},
  };
  const { token } = interaction;

  if (interaction.type === InteractionType.ApplicationCommand) {
    const { name, options, resolved } = interaction.data;
    const { path, given, handle } = commandOf(name, options);
    const real = given.every((option) => isReal(option, resolved));
    return { asked: { ...asked, options: byName(given) }, token, name: path, handle: real ? handle : madeUp };
  }

  const { feature: featureName, args } = splitCustomId(interaction.data.custom_id);
  const feature = features.find((candidate) => candidate.name === featureName);
  if (interaction.type === InteractionType.MessageComponent) {
    const { values } = interaction.data;
    return { asked: { ...asked, args, values }, token, name: featureName, handle: feature?.component ?? null };
  }
  const fields = Object.fromEntries(
    interaction.data.components.map(({ component }) => [component.custom_id, component.value ?? ""]),
  );
  return { asked: { ...asked, args, fields }, token, name: featureName, handle: feature?.modal ?? null };
}

type Given = v.InferOutput<typeof Option>;

function commandOf(name: string, options: readonly (Given | v.InferOutput<typeof Subcommand>)[]) {
  const [first] = options;
  if (first && "options" in first) {
    const feature = features.find((candidate) => candidate.subcommand?.definition.name === first.name);
    const handle = name === "modmail" ? (feature?.subcommand?.handle ?? null) : null;
    return { path: `/${name} ${first.name}`, given: first.options, handle };
  }
  const feature = features.find((candidate) => candidate.command?.definition.name === name);
  const given = options.filter((option) => "value" in option);
  return { path: `/${name}`, given, handle: feature?.command?.handle ?? null };
}

/** Discord adds what it found in this server behind an id; a client may send the id of anything. */
function isReal({ type, value }: Given, resolved: v.InferOutput<typeof Resolved>): boolean {
  if (type === ApplicationCommandOptionType.Channel) return Object.hasOwn(resolved.channels ?? {}, String(value));
  if (type === ApplicationCommandOptionType.Role) return Object.hasOwn(resolved.roles ?? {}, String(value));
  return true;
}

const madeUp = async () => refused({ reason: "made-up" });

const byName = (options: readonly { name: string; value: string | number | boolean }[]) =>
  Object.fromEntries(options.map((option) => [option.name, option.value]));

/** Discord's computed permissions, which include Administrator's and the owner's rights. */
const bitsOf = (permissions: string): bigint => (/^\d{1,20}$/.test(permissions) ? BigInt(permissions) : 0n);
