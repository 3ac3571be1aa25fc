// Discord's interaction → what the features see, and who of them handles it. Pure.

import { ApplicationCommandType, InteractionType } from "discord-api-types/v10";
import * as v from "valibot";
import type { App } from "../app.ts";
import type { Cdn } from "../discord/read/extras.ts";
import { toAuthor } from "../discord/read/user.ts";
import { splitCustomId } from "../discord/views/custom-id.ts";
import { MANAGE_GUILD } from "../domain/permissions.ts";
import type { Answer, Asked, Choice, Feature, Handler } from "./feature.ts";
import { findFeature, findMenu, findSlash } from "./lookup.ts";
import { filesOfOptions, inputsOf, isReal, targetOf } from "./resolved.ts";
import { type GivenOption, Interaction } from "./shape.ts";
import { refused } from "./staff.ts";

/** Bytes that everybody may upload as a file (Discord: reference#uploading-files). */
const FILE_LIMIT = 10 * 1_048_576;

export type ReadInteraction = {
  token: string;
  /** For the log: the command's path, the menu's name or the feature's. */
  name: string;
} & (
  | { kind: "act"; run: ((app: App) => Promise<Answer>) | null }
  /** Choices are suggested while an option is being typed. */
  | { kind: "suggest"; run: ((app: App) => Promise<Choice[]>) | null }
);

/** The interaction, or a sentence on what is wrong with it. `run` is null when nothing of ours has its name. */
export function readInteraction(json: unknown, features: readonly Feature[], cdn: Cdn): ReadInteraction | string {
  const read = v.safeParse(Interaction, json);
  if (!read.success) {
    const [issue] = read.issues;
    return `not an interaction of the expected shape at ${v.getDotPath(issue) ?? "the top"}: ${issue.message}`;
  }
  const interaction = read.output;
  const user = interaction.member?.user ?? interaction.user;
  if (user === undefined) return "an interaction of nobody";
  const { member, token } = interaction;
  const roleIds = member?.roles ?? [];
  const managesGuild = (bitsOf(member?.permissions ?? "") & MANAGE_GUILD) !== 0n;
  const asked: Asked = {
    id: interaction.id,
    person: toAuthor(user, member?.nick),
    guildId: interaction.guild_id ?? null,
    member: member ? { id: user.id, roleIds, managesGuild } : null,
    channelId: interaction.channel_id,
    options: {},
    attachments: [],
    fileLimit: interaction.attachment_size_limit ?? FILE_LIMIT,
    target: null,
    args: [],
    values: [],
    fields: {},
  };
  /** `brought` null: it brings what isn't there, which Discord's own clients never do. */
  const act = (name: string, handle: Handler | null, brought: Partial<Asked> | null): ReadInteraction => {
    const go = brought === null ? madeUp : handle;
    return { kind: "act", token, name, run: handle && go && ((app) => go({ ...asked, ...brought }, app)) };
  };

  switch (interaction.type) {
    case InteractionType.ApplicationCommand: {
      const { data } = interaction;
      if (data.type !== ApplicationCommandType.ChatInput) {
        const target = targetOf(data, cdn);
        return act(data.name, findMenu(features, data.type, data.name), target && { target });
      }
      const { path, slash, given } = findSlash(features, data);
      const real = given.every((option) => isReal(option, data.resolved));
      const brought = { options: byName(given), attachments: filesOfOptions(given, data.resolved) };
      return act(path, slash?.handle ?? null, real ? brought : null);
    }
    case InteractionType.ApplicationCommandAutocomplete: {
      const { path, slash, given } = findSlash(features, interaction.data);
      const focused = given.find((option) => option.focused);
      const typing = { option: focused?.name ?? "", text: String(focused?.value ?? "") };
      const options = byName(given.filter((option) => option !== focused));
      const suggest = slash?.autocomplete;
      const run = suggest ? (app: App) => suggest({ ...asked, options, typing }, app) : null;
      return { kind: "suggest", token, name: `${path} (autocomplete)`, run };
    }
    case InteractionType.MessageComponent: {
      const { custom_id: id, values } = interaction.data;
      const { feature, args } = splitCustomId(id);
      return act(feature, findFeature(features, feature)?.component ?? null, { args, values });
    }
    case InteractionType.ModalSubmit: {
      const { feature, args } = splitCustomId(interaction.data.custom_id);
      const inputs = inputsOf(interaction.data);
      return act(feature, findFeature(features, feature)?.modal ?? null, inputs && { args, ...inputs });
    }
  }
}

const madeUp: Handler = async () => refused({ reason: "made-up" });

const byName = (options: readonly GivenOption[]) =>
  Object.fromEntries(options.map((option) => [option.name, option.value]));

/** Discord's computed permissions, which include Administrator's and the owner's rights. */
const bitsOf = (permissions: string): bigint => (/^\d{1,20}$/.test(permissions) ? BigInt(permissions) : 0n);
