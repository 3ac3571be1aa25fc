// Switch: `/modmail switch` in the DM, and the button under what users are told. Shows their servers; the choice itself
// is choose-server.ts.

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { type MessageView, plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import { serverPickerView } from "../discord/views/server-picker.ts";
import { texts } from "../discord/views/texts.ts";
import { sharedServers } from "../threads/servers.ts";
import type { Feature, Handler } from "./feature.ts";
import { refused } from "./staff.ts";

const offer: Handler = async (asked, app) => {
  if (asked.guildId !== null) return refused({ reason: "only-in-dm" });
  return { answer: "defer", ephemeral: false, after: async () => ({ edit: await choices(app, asked.person.id) }) };
};

export const switchFeature: Feature = {
  name: "switch",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "switch",
      description: "In direct messages: choose the server to whose staff you write",
    },
    handle: offer,
  },
  component: offer,
};

async function choices(app: App, userId: string): Promise<MessageView> {
  const { servers } = await sharedServers(app, userId);
  const [first, ...others] = servers;
  if (first === undefined) return refusalView({ reason: "no-server" });
  if (others.length === 0 && first.chosenAt !== null) return plain(texts.user.onlyServer(first.settings.guildName));
  return serverPickerView(servers, { mode: "switch", question: texts.user.whichToSwitch });
}
