// A form that staff open in a thread's channel, by a button or a menu: one text, and files if it says so, for those who
// may answer there.

import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { fileField, type TextField, textField } from "../discord/views/form-fields.ts";
import { cut } from "../discord/views/layout.ts";
import { mayAnswer } from "../domain/thread.ts";
import type { ThreadInGuild } from "../threads/ports.ts";
import type { Answer, Asked } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";

interface Form extends TextField {
  title: string;
  /** Up to 10 files may come with the text. */
  files?: { label: string; hint: string };
  /** What follows the thread's id in `asked.args`. */
  args?: readonly string[];
}

/** The title is cut to what Discord takes. */
export async function openThreadForm(
  asked: Asked,
  app: App,
  feature: string,
  form: (inGuild: ThreadInGuild) => Form,
): Promise<Answer> {
  const staff = await staffInThread(asked, app);
  if (!staff.ok) return refused(staff.error);
  const { inGuild, person } = staff.value;
  const allowed = mayAnswer(inGuild.thread, person);
  if (!allowed.ok) return refused(allowed.error);
  const { title, args = [], ...fields } = form(inGuild);
  return {
    answer: "modal",
    modal: {
      custom_id: customId(feature, inGuild.thread.id, ...args),
      title: cut(title, 45),
      components: [textField(fields), ...(fields.files ? [fileField({ ...fields.files, most: 10 })] : [])],
    },
  };
}
