// The question whether a user really wants to close their thread.

import { ButtonStyle, ComponentType } from "discord-api-types/v10";
import { customId } from "./custom-id.ts";
import { type MessageView, plain } from "./layout.ts";
import { texts } from "./texts.ts";

export const askToCloseView = (threadId: string, guildName: string): MessageView => ({
  ...plain(texts.user.askToClose(guildName)),
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Danger,
          label: texts.user.closeIt,
          custom_id: customId("user-close", "yes", threadId),
        },
        {
          type: ComponentType.Button,
          style: ButtonStyle.Secondary,
          label: texts.user.keepIt,
          custom_id: customId("user-close", "no"),
        },
      ],
    },
  ],
});
