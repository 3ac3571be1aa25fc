// `/modmail status`: the settings, what keeps them from working and where to mend it. For staff and admins.

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import { refusalView } from "../discord/views/refusals.ts";
import { statusView } from "../discord/views/setup.ts";
import { checkGuild } from "../threads/check-setup.ts";
import { retryWaiting } from "../threads/retry-waiting.ts";
import type { Feature } from "./feature.ts";
import { refused, staffInServer } from "./staff.ts";

export const statusFeature: Feature = {
  name: "status",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "status",
      description: "Check that Modmail works here, and see what to mend where",
    },
    async handle(asked, app) {
      const staff = await staffInServer(asked, app, "staff");
      if (!staff.ok) return refused(staff.error);
      const { guildId } = staff.value;
      return {
        answer: "defer",
        ephemeral: true,
        async after() {
          const [checked, threads] = await Promise.all([checkGuild(app, guildId), app.store.countThreads(guildId)]);
          if (!checked.ok) return { edit: refusalView(checked.error) };
          retryWaiting(app, checked.value);
          return { edit: statusView(checked.value, threads) };
        },
      };
    },
  },
};
