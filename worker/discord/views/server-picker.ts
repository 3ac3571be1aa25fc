// The dropdown in the user's DM that asks which server a message is for: 25 servers a page (Discord's limit).

import { ComponentType } from "discord-api-types/v10";
import type { Settings } from "../../domain/settings.ts";
import { customId } from "./custom-id.ts";
import { cut, type MessageView, plain } from "./layout.ts";
import { pageButtons } from "./page-buttons.ts";
import { texts } from "./texts.ts";

const SERVERS_PER_PAGE = 25;

/** `servers` in the order to show them; `page` counts from 0 and is brought into range. */
export function serverPickerView(
  servers: Settings[],
  page: number,
  question: string = texts.user.whichServer,
): MessageView {
  const pages = Math.max(1, Math.ceil(servers.length / SERVERS_PER_PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const from = shown * SERVERS_PER_PAGE;
  return {
    ...plain(question),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: customId("choose-server", "choose"),
            placeholder: texts.user.chooseServer,
            options: servers
              .slice(from, from + SERVERS_PER_PAGE)
              .map((server) => ({ label: cut(server.guildName, 100), value: server.guildId })),
          },
        ],
      },
      ...pageButtons(shown, pages, { feature: "choose-server", earlier: texts.user.earlier, more: texts.user.more }),
    ],
  };
}
