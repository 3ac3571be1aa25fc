// A form that a button in a thread's channel opens: one text, for those who may answer there.

import { ComponentType, TextInputStyle } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { customId } from "../discord/views/custom-id.ts";
import { cut } from "../discord/views/layout.ts";
import { mayAnswer } from "../domain/thread.ts";
import type { ThreadInGuild } from "../threads/ports.ts";
import type { Answer, Asked } from "./feature.ts";
import { refused, staffInThread } from "./staff.ts";

interface Form {
  /** The text comes to the feature's `modal` under this name. */
  field: string;
  title: string;
  /** At most 45 characters. */
  label: string;
  hint: string;
  limit: number;
  required: boolean;
}

/** Title and hint are cut to Discord's limits (Discord: components/reference). */
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
  const { field, title, label, hint, limit, required } = form(inGuild);
  return {
    answer: "modal",
    modal: {
      custom_id: customId(feature, inGuild.thread.id),
      title: cut(title, 45),
      components: [
        {
          type: ComponentType.Label,
          label,
          description: cut(hint, 100),
          component: {
            type: ComponentType.TextInput,
            custom_id: field,
            style: TextInputStyle.Paragraph,
            max_length: limit,
            required,
          },
        },
      ],
    },
  };
}
