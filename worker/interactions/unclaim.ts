// Unclaim: `/unclaim` and the header's Unclaim button, for the claimer and for admins.

import { InteractionContextType } from "discord-api-types/v10";
import { headerView } from "../discord/views/header.ts";
import { texts } from "../discord/views/texts.ts";
import { unclaim } from "../threads/claim.ts";
import { announce } from "./claim.ts";
import type { Feature } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";

export const unclaimFeature: Feature = {
  name: "unclaim",
  command: {
    definition: {
      name: "unclaim",
      description: "Give this thread back: anyone of staff may answer",
      contexts: [InteractionContextType.Guild],
    },
    async handle(asked, app) {
      const staff = await staffInThread(asked, app);
      if (!staff.ok) return refused(staff.error);
      const unclaimed = await unclaim(app, staff.value.inGuild, staff.value.person);
      if (!unclaimed.ok) return refused(unclaimed.error);
      return announce(app, staff.value, unclaimed.value, texts.claim.unclaimed(asked.person.id));
    },
  },

  async component(asked, app) {
    const staff = await staffInThread(asked, app);
    if (!staff.ok) return refused(staff.error);
    const { inGuild, person, messageContent } = staff.value;
    const unclaimed = await unclaim(app, inGuild, person);
    if (!unclaimed.ok) return refused(unclaimed.error);
    return { answer: "update", view: headerView(unclaimed.value, inGuild.settings, messageContent) };
  },
};
