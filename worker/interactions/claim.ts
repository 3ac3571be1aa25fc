// Claim: `/claim`, the header's Claim button, and "Take over" on a refusal. The header shows who has the thread.

import { InteractionContextType } from "discord-api-types/v10";
import { texts } from "../discord/views/texts.ts";
import { claim, takeOver } from "../threads/claim.ts";
import { announced, inHeader } from "./claiming.ts";
import type { Feature } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";

export const claimFeature: Feature = {
  name: "claim",
  command: {
    definition: {
      name: "claim",
      description: "Claim this thread: you answer it, others take over explicitly",
      contexts: [InteractionContextType.Guild],
    },
    async handle(asked, app) {
      const staff = await staffInThread(asked, app);
      if (!staff.ok) return refused(staff.error);
      const { inGuild, person } = staff.value;
      return announced(app, staff.value, () => claim(app, inGuild, person), texts.claim.claimed(person.id));
    },
  },

  async component(asked, app) {
    const staff = await staffInThread(asked, app);
    if (!staff.ok) return refused(staff.error);
    const { inGuild, person } = staff.value;
    const [action, holder] = asked.args;
    if (action === undefined) return inHeader(staff.value, () => claim(app, inGuild, person));
    if (action !== "take-over" || holder === undefined) return refused({ reason: "made-up" });
    const text = texts.claim.takenOver(person.id, holder);
    return announced(app, staff.value, () => takeOver(app, inGuild, person, holder), text);
  },
};
