// The setup panel's selects and buttons: all five rows that Discord allows in a message.

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIChannelSelectComponent,
  type APIComponentInMessageActionRow,
  type APIRoleSelectComponent,
  ButtonStyle,
  ChannelType,
  ComponentType,
  SelectMenuDefaultValueType,
} from "discord-api-types/v10";
import type { Field } from "../../domain/setup-check.ts";
import type { SetupReport } from "../../domain/setup-report.ts";
import { customId } from "./custom-id.ts";
import { goneFields } from "./setup-problems.ts";
import { texts } from "./texts.ts";

const t = texts.setup;

export const LOGS_CHANNEL_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;

export function setupControls(report: SetupReport): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const { settings } = report;
  const gone = goneFields(report.problems);
  /** Discord refuses a preset that doesn't exist. */
  const preset = <Type extends SelectMenuDefaultValueType>(field: Field, id: string | null, type: Type) =>
    id === null || gone.has(field) ? {} : { default_values: [{ id, type }] };
  const roleSelect = (field: Field, id: string | null, minimum: 0 | 1): APIRoleSelectComponent => ({
    type: ComponentType.RoleSelect,
    custom_id: customId("setup", field),
    placeholder: t.placeholder[field as "staff-role"],
    min_values: minimum,
    ...preset(field, id, SelectMenuDefaultValueType.Role),
  });
  const channelSelect = (
    field: Field,
    id: string | null,
    minimum: 0 | 1,
    types: readonly ChannelType[],
  ): APIChannelSelectComponent => ({
    type: ComponentType.ChannelSelect,
    custom_id: customId("setup", field),
    placeholder: t.placeholder[field as "category"],
    min_values: minimum,
    channel_types: [...types],
    ...preset(field, id, SelectMenuDefaultValueType.Channel),
  });
  const button = (style: APIButtonComponentWithCustomId["style"], label: string, ...args: string[]) =>
    ({ type: ComponentType.Button, style, label, custom_id: customId("setup", ...args) }) as const;
  const row = (...components: APIComponentInMessageActionRow[]) =>
    ({ type: ComponentType.ActionRow, components }) as const;

  return [
    row(roleSelect("staff-role", settings.staffRoleId, 1)),
    row(roleSelect("admin-role", settings.adminRoleId, 0)),
    row(channelSelect("category", settings.categoryId, 1, [ChannelType.GuildCategory])),
    row(channelSelect("logs-channel", settings.logsChannelId, 0, LOGS_CHANNEL_TYPES)),
    row(
      settings.enabled
        ? button(ButtonStyle.Danger, t.disable, "enabled", "off")
        : button(ButtonStyle.Success, t.enable, "enabled", "on"),
      settings.replyCommand
        ? button(ButtonStyle.Secondary, t.replyCommandTurnOff, "reply-command", "off")
        : button(ButtonStyle.Secondary, t.replyCommandTurnOn, "reply-command", "on"),
      button(ButtonStyle.Primary, t.create, "create"),
      button(ButtonStyle.Secondary, t.checkAgain, "show"),
    ),
  ];
}
