// The page's whole style. The page's policy admits exactly this text (by its hash), so there are no style attributes.
// The characters < & " don't occur in it: the renderer would escape them, and CSS would not understand that.

import { CONVERSATION } from "./style/conversation.ts";
import { SHEET, THEME } from "./style/sheet.ts";

export const STYLE = [THEME, SHEET, CONVERSATION].join("\n");
