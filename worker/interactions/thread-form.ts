// A form that staff open in a thread's channel, by a button or a menu: one text, and files if it says so, for those who
// may answer there.

import { type APILabelComponent, ComponentType, TextInputStyle } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { cut } from "../discord/views/layout.ts";
import { mayAnswer } from "../domain/thread.ts";
import type { ThreadInGuild } from "../threads/ports.ts";
import type { Answer, Asked } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";

interface Form {
  /** The text comes to the feature's `modal` as `asked.fields[field]`. */
  field: string;
  title: string;
  /** At most 45 characters. */
  label: string;
  hint: string;
  /** Characters, at most 4000. */
  limit: number;
  required: boolean;
  /** What the text begins with. */
  value?: string;
  /** Up to 10 files may come with it, as `asked.attachments`. */
  files?: { label: string; hint: string };
  /** What follows the thread's id in `asked.args`. */
  args?: readonly string[];
}

/** Title, hints and value are cut to Discord's limits (Discord: components/reference). */
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
      components: [textField(fields), ...(fields.files ? [fileField(fields.files)] : [])],
    },
  };
}

const textField = ({ field, label, hint, limit, required, value }: Omit<Form, "title">): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  description: cut(hint, 100),
  component: {
    type: ComponentType.TextInput,
    custom_id: field,
    style: TextInputStyle.Paragraph,
    max_length: limit,
    required,
    ...(value === undefined ? {} : { value: cut(value, limit) }),
  },
});

const fileField = ({ label, hint }: NonNullable<Form["files"]>): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  description: cut(hint, 100),
  component: { type: ComponentType.FileUpload, custom_id: "files", min_values: 0, max_values: 10, required: false },
});
