// The buttons under what users are told of a thread: to another server, and the thread's end.

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  ButtonStyle,
  ComponentType,
} from "discord-api-types/v10";
import type { AboutServer } from "../../domain/notice.ts";
import { customId } from "./custom-id.ts";
import { texts } from "./texts.ts";

/** None where neither is of use. */
export function threadButtons({
  closes,
  elsewhere,
}: Pick<AboutServer, "closes" | "elsewhere">): APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const button = (label: string, id: string): APIButtonComponentWithCustomId => ({
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label,
    custom_id: id,
  });
  const components = [
    ...(elsewhere ? [button(texts.user.switchServer, customId("switch"))] : []),
    ...(closes === null ? [] : [button(texts.user.close, customId("user-close", "ask", closes))]),
  ];
  return components.length === 0 ? [] : [{ type: ComponentType.ActionRow, components }];
}
