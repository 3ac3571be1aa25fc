// How a change of the claim is answered: in the header whose button was pressed, or said in the channel.

import type { App } from "../app.ts";
import { headerView } from "../discord/views/header.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalView } from "../discord/views/refusals.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Result } from "../domain/result.ts";
import type { Thread } from "../domain/thread.ts";
import type { Answer } from "./feature.ts";
import type { StaffInThread } from "./staff.ts";

type Change = () => Promise<Result<Thread, Refusal>>;

/** Redraws the header; who came second is told alone. */
export function inHeader({ inGuild }: StaffInThread, change: Change): Answer {
  return {
    answer: "defer-update",
    async after() {
      const changed = await change();
      if (changed.ok) return { edit: headerView(changed.value, inGuild.settings, inGuild.messageContent) };
      return { whisper: refusalView(changed.error) };
    },
  };
}

/** Says it to everyone in the channel, and redraws the header. */
export function announced(app: App, staff: StaffInThread, change: Change, text: string): Answer {
  return {
    answer: "defer",
    ephemeral: false,
    async after() {
      const changed = await change();
      if (!changed.ok) return { edit: refusalView(changed.error) };
      await app.discord.editHeader(changed.value, staff.inGuild.settings, staff.inGuild.messageContent);
      return { edit: plain(text) };
    },
  };
}
