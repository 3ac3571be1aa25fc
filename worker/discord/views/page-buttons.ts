// The buttons that turn a list's pages: custom ids `<feature>:page:<number>`.

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import { customId } from "./custom-id.ts";

/** `page` counts from 0; nothing when there is but one. `args` follow the page's number. */
export function pageButtons(
  page: number,
  pages: number,
  names: { feature: string; earlier: string; more: string; args?: readonly string[] },
): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  if (pages <= 1) return [];
  const button = (label: string, to: number): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: customId(names.feature, "page", String(to), ...(names.args ?? [])),
    disabled: to < 0 || to >= pages,
  });
  return [
    { type: ComponentType.ActionRow, components: [button(names.earlier, page - 1), button(names.more, page + 1)] },
  ];
}
