// The dropdown in the user's DM that asks for a server: 25 servers a page (Discord's limit).

import { type APISelectMenuOption, ComponentType } from "discord-api-types/v10";
import type { ServerChoice } from "../../threads/ports.ts";
import { customId } from "./custom-id.ts";
import { cut, type MessageView, plain } from "./layout.ts";
import { pageButtons } from "./page-buttons.ts";
import { texts } from "./texts.ts";

const SERVERS_PER_PAGE = 25;

/** choose: for what the user has written; switch: for what they write next. */
export type PickerMode = "choose" | "switch";
export const isPickerMode = (text: unknown): text is PickerMode => text === "choose" || text === "switch";

/** `servers` in the order to show them, the one the user is talking to first; `page` counts from 0, brought into range. */
export function serverPickerView(
  servers: readonly ServerChoice[],
  { mode, question, page = 0 }: { mode: PickerMode; question: string; page?: number },
): MessageView {
  const pages = Math.max(1, Math.ceil(servers.length / SERVERS_PER_PAGE));
  const shown = Math.min(Math.max(0, page), pages - 1);
  const from = shown * SERVERS_PER_PAGE;
  const { earlier, more } = texts.user;
  return {
    ...plain(question),
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.StringSelect,
            custom_id: customId("choose-server", mode),
            placeholder: texts.user.chooseServer,
            options: servers
              .slice(from, from + SERVERS_PER_PAGE)
              .map((server, index) => option(server, from + index === 0)),
          },
        ],
      },
      ...pageButtons(shown, pages, { feature: "choose-server", earlier, more, args: [mode] }),
    ],
  };
}

function option({ settings, chosenAt }: ServerChoice, isFirst: boolean): APISelectMenuOption {
  const description = chosenAt === null ? {} : { description: isFirst ? texts.user.here : texts.user.openThere };
  return { label: cut(settings.guildName, 100), value: settings.guildId, ...description };
}
