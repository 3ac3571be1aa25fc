// Unclaim: `/unclaim` and the header's Unclaim button, for the claimer and for admins.

import { InteractionContextType } from "discord-api-types/v10";
import { texts } from "../discord/views/texts.ts";
import { unclaim } from "../threads/claim.ts";
import { announced, inHeader } from "./claiming.ts";
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
      const { inGuild, person } = staff.value;
      return announced(app, staff.value, () => unclaim(app, inGuild, person), texts.claim.unclaimed(person.id));
    },
  },

  async component(asked, app) {
    const staff = await staffInThread(asked, app);
    if (!staff.ok) return refused(staff.error);
    return inHeader(staff.value, () => unclaim(app, staff.value.inGuild, staff.value.person));
  },
};
