// Discord's ids, as they come in.

import * as v from "valibot";

export const Snowflake = v.pipe(v.string(), v.regex(/^\d{17,20}$/, "not an id"));
