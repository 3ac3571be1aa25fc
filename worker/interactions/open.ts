// Opening without a first message: `/modmail open`, and the button on a panel. In the DM the server may have to be
// chosen; in a server it is that one.

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalText, refusalView } from "../discord/views/refusals.ts";
import { serverPickerView } from "../discord/views/server-picker.ts";
import { texts } from "../discord/views/texts.ts";
import { chooseServer } from "../threads/choose-server.ts";
import { sharedServers } from "../threads/servers.ts";
import type { Answer, Asked, Feature } from "./feature.ts";

export const openFeature: Feature = {
  name: "open",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "open",
      description: "Write to the staff: opens a private thread in your direct messages",
    },
    handle: async (asked, app) => (asked.guildId === null ? openInDm(asked, app) : openIn(asked, app, asked.guildId)),
  },
  async component(asked, app) {
    return asked.guildId === null ? openInDm(asked, app) : openIn(asked, app, asked.guildId);
  },
};

function openIn(asked: Asked, app: App, guildId: string): Answer {
  return { answer: "defer", ephemeral: true, after: async () => ({ edit: await openNow(asked, app, guildId) }) };
}

function openInDm(asked: Asked, app: App): Answer {
  return {
    answer: "defer",
    ephemeral: false,
    async after() {
      const { servers } = await sharedServers(app, asked.person.id);
      const [first, ...others] = servers;
      if (first === undefined) return { edit: refusalView({ reason: "no-server" }) };
      if (others.length === 0) return { edit: await openNow(asked, app, first.settings.guildId) };
      return { edit: serverPickerView(servers, { mode: "switch", question: texts.user.whichServerToOpen }) };
    },
  };
}

async function openNow(asked: Asked, app: App, guildId: string) {
  const dmChannelId = asked.guildId === null ? asked.channelId : null;
  const wish = { userId: asked.person.id, guildId, dmChannelId, sourceId: asked.id };
  const opened = await chooseServer(app, wish, "command");
  if (!opened.ok) {
    const text = opened.error.reason === "dm-closed" ? texts.user.dmClosed : refusalText(opened.error);
    return refusalView(opened.error, text);
  }
  const { settings, alreadyOpen } = opened.value;
  return plain((alreadyOpen ? texts.user.alreadyOpen : texts.user.openedElsewhere)(settings.guildName));
}
