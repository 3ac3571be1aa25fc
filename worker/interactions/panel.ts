// `/modmail panel`: posts a message with the button "Open a thread" in a channel. The button itself is open.ts.

import { ApplicationCommandOptionType, ButtonStyle, ChannelType, ComponentType } from "discord-api-types/v10";
import { customId } from "../discord/views/custom-id.ts";
import { COLOURS, type MessageView, NO_PINGS, plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import type { Feature } from "./feature.ts";
import { refused, staffInServer } from "./staff.ts";

export const panelFeature: Feature = {
  name: "panel",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "panel",
      description: "Post a message with an Open a thread button",
      options: [
        {
          type: ApplicationCommandOptionType.Channel,
          name: "channel",
          description: "Where to post it (default: here)",
          channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
        },
      ],
    },
    async handle(asked, app) {
      const admin = await staffInServer(asked, app, "admin");
      if (!admin.ok) return refused(admin.error);
      const { settings } = admin.value;
      if (settings === null || !settings.enabled) return refused({ reason: "modmail-off", guildName: null });
      const channelId = String(asked.options.channel ?? asked.channelId);
      return {
        answer: "defer",
        ephemeral: true,
        async after() {
          const posted = await app.answers.post(channelId, panelView(settings.guildName), `p${asked.id}`);
          return { edit: posted.ok ? plain(texts.panel.posted(channelId)) : refusalView(posted.error) };
        },
      };
    },
  },
};

const panelView = (guildName: string): MessageView => ({
  embeds: [{ title: texts.panel.title(guildName).slice(0, 256), description: texts.panel.text, color: COLOURS.staff }],
  components: [
    {
      type: ComponentType.ActionRow,
      components: [
        {
          type: ComponentType.Button,
          style: ButtonStyle.Primary,
          label: texts.panel.button,
          custom_id: customId("open"),
        },
      ],
    },
  ],
  allowed_mentions: NO_PINGS,
});
