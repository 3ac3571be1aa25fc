// Takeover: `/takeover` of a thread that someone else claimed. The button of that name on a refusal is claim.ts.

import { InteractionContextType } from "discord-api-types/v10";
import { texts } from "../discord/views/texts.ts";
import { claim, takeOver } from "../threads/claim.ts";
import { announced } from "./claiming.ts";
import type { Feature } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";

export const takeoverFeature: Feature = {
  name: "takeover",
  command: {
    definition: {
      name: "takeover",
      description: "Claim this thread, also when someone else has claimed it",
      contexts: [InteractionContextType.Guild],
    },
    async handle(asked, app) {
      const staff = await staffInThread(asked, app);
      if (!staff.ok) return refused(staff.error);
      const { inGuild, person } = staff.value;
      const holder = inGuild.thread.claimedBy;
      if (holder === null) {
        return announced(app, staff.value, () => claim(app, inGuild, person), texts.claim.claimed(person.id));
      }
      if (holder === person.id) return refused({ reason: "claimed-already" });
      const text = texts.claim.takenOver(person.id, holder);
      return announced(app, staff.value, () => takeOver(app, inGuild, person, holder), text);
    },
  },
};
