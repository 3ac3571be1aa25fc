// The dashboard's whole style, put together from its parts.

import { DATA } from "./style/data.ts";
import { FORMS } from "./style/forms.ts";
import { FRAME } from "./style/frame.ts";
import { LISTS } from "./style/lists.ts";
import { OVERVIEW } from "./style/overview.ts";
import { PARTS } from "./style/parts.ts";
import { THEME } from "./style/theme.ts";
import { THREAD } from "./style/thread.ts";
import { THREADS } from "./style/threads.ts";

export const STYLE = [THEME, FRAME, PARTS, FORMS, DATA, LISTS, OVERVIEW, THREADS, THREAD].join("\n");
