// Claim: `/claim`, the header's Claim button, and "Take over" on a refusal. The header shows who has the thread.

import { InteractionContextType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { headerView } from "../discord/views/header.ts";
import { plain } from "../discord/views/layout.ts";
import { texts } from "../discord/views/texts.ts";
import type { Thread } from "../domain/thread.ts";
import { claim, takeOver } from "../threads/claim.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused, type StaffInThread, staffInThread } from "./staff.ts";

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
      const claimed = await claim(app, staff.value.inGuild, staff.value.person);
      if (!claimed.ok) return refused(claimed.error);
      return announce(app, staff.value, claimed.value, texts.claim.claimed(asked.person.id));
    },
  },

  async component(asked, app) {
    const staff = await staffInThread(asked, app);
    if (!staff.ok) return refused(staff.error);
    const [action, holder] = asked.args;
    if (action === "take-over")
      return holder ? takeOverFrom(asked, app, staff.value, holder) : refused({ reason: "made-up" });
    const { inGuild, person, messageContent } = staff.value;
    const claimed = await claim(app, inGuild, person);
    if (!claimed.ok) return refused(claimed.error);
    return { answer: "update", view: headerView(claimed.value, inGuild.settings, messageContent) };
  },
};

async function takeOverFrom(asked: Asked, app: App, staff: StaffInThread, holder: string): Promise<Answer> {
  const taken = await takeOver(app, staff.inGuild, staff.person, holder);
  if (!taken.ok) return refused(taken.error);
  return announce(app, staff, taken.value, texts.claim.takenOver(asked.person.id, holder));
}

/** Said to everyone in the channel, and shown in the header. */
export function announce(app: App, staff: StaffInThread, thread: Thread, text: string): Answer {
  return {
    answer: "message",
    view: plain(text),
    ephemeral: false,
    async after() {
      await app.discord.editHeader(thread, staff.inGuild.settings, staff.messageContent);
      return null;
    },
  };
}
