// How a reply that staff made by a command, modal or menu is answered: with what the user got, or why nothing was sent.

import type { App } from "../app.ts";
import { replyForStaffView } from "../discord/views/copies.ts";
import { type MessageView, plain } from "../discord/views/layout.ts";
import { refusalText, refusalView } from "../discord/views/refusals.ts";
import { texts } from "../discord/views/texts.ts";
import type { Message } from "../domain/message.ts";
import { Later } from "../domain/refusal.ts";
import { mayAnswer } from "../domain/thread.ts";
import { ACTING_MS, patiently, patientUntil } from "../threads/patience.ts";
import type { reply } from "../threads/reply.ts";
import type { After, Answer } from "./feature.ts";
import { refused, type StaffInThread } from "./staff.ts";

/** `send` replies; `finish` does what is left once the reply is with the user, and adds to the answer. */
export function answerWithReply(
  app: App,
  { inGuild, person }: StaffInThread,
  send: () => ReturnType<typeof reply>,
  finish: (sent: Message, view: MessageView) => ReturnType<After> = async () => ({}),
): Answer {
  const allowed = mayAnswer(inGuild.thread, person);
  if (!allowed.ok) return refused(allowed.error);
  return {
    answer: "defer",
    ephemeral: false,
    async after() {
      const sent = await sendOrKeep(app, send);
      if (sent === "kept") return { edit: plain(texts.copies.replyWaits) };
      if (!sent.ok) return { edit: refusalView(sent.error, texts.staff.notSent(refusalText(sent.error))) };
      const view = replyForStaffView(sent.value, inGuild.thread.profile.displayName);
      const more = await finish(sent.value, view).catch((error: unknown) => {
        app.log({ warning: "a reply arrived, but its answer isn't whole", problem: String(error) });
        return {};
      });
      const { id, source } = sent.value;
      const shown = source === "interaction" ? { shown: (it: string) => app.store.answerShown(id, it) } : {};
      return { edit: view, ...shown, ...more };
    },
  };
}

/** "kept": the schedule sends it and shows it in the channel. */
async function sendOrKeep(
  app: Pick<App, "wait" | "now">,
  send: () => ReturnType<typeof reply>,
): Promise<Awaited<ReturnType<typeof reply>> | "kept"> {
  try {
    return await patiently(app, send, patientUntil(app, app.now() + ACTING_MS));
  } catch (error) {
    if (error instanceof Later) return "kept";
    throw error;
  }
}
