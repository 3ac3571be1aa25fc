// The fields of modals, within Discord's limits (Discord: components/reference).

import { type APILabelComponent, ComponentType, TextInputStyle } from "discord-api-types/v10";
import { cut } from "./layout.ts";

/** Characters that Discord takes in a text field. */
export const FORM_TEXT = 4000;

export interface TextField {
  /** The text comes to the feature's `modal` as `asked.fields[field]`. */
  field: string;
  /** At most 45 characters. */
  label: string;
  hint: string;
  /** At most FORM_TEXT. */
  limit: number;
  required: boolean;
  /** What the text begins with. */
  value?: string;
}

/** Hint and value are cut to what Discord takes. */
export const textField = ({ field, label, hint, limit, required, value }: TextField): APILabelComponent => ({
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

/** Up to `most` files, at most 10, come to the feature's `modal` as `asked.attachments`. */
export const fileField = ({ label, hint, most }: { label: string; hint: string; most: number }): APILabelComponent => ({
  type: ComponentType.Label,
  label,
  description: cut(hint, 100),
  component: { type: ComponentType.FileUpload, custom_id: "files", min_values: 0, max_values: most, required: false },
});
