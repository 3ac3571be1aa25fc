// `/dashboard/:guild/privacy/data`: what the server keeps of one person, as the file that they would get themselves.

import { isSnowflake } from "../../domain/message.ts";
import type { Page } from "../page.ts";
import { downloadData } from "../privacy/download-data.ts";

export const privacyDataPage: Page = {
  name: "privacy-data",
  path: "/dashboard/:guild/privacy/data",
  who: "admin",
  get({ guild, url }, app) {
    const userId = url.searchParams.get("user") ?? "";
    if (!isSnowflake(userId)) return { answer: "not-found" };
    return { answer: "raw", response: downloadData(app, { userId, guildId: guild.id }) };
  },
};
