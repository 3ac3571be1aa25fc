// The server dropdown in the user's DM: pages, and the choice that opens the thread.

import type { App } from "../app.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalText, refusalView } from "../discord/views/refusals.ts";
import { serverPickerView } from "../discord/views/server-picker.ts";
import { texts } from "../discord/views/texts.ts";
import { isSnowflake } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import { chooseServer } from "../threads/choose-server.ts";
import { sharedServers } from "../threads/servers.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused } from "./staff.ts";

export const chooseServerFeature: Feature = {
  name: "choose-server",
  async component(asked, app) {
    const [action, page] = asked.args;
    // The dropdown stands in the DM; in a server nobody may choose for another.
    if (asked.guildId !== null) return refused({ reason: "made-up" });
    if (action === "page" && /^\d{1,3}$/.test(page ?? "")) return showPage(asked, app, Number(page));
    const [guildId] = asked.values;
    if (action !== "choose" || guildId === undefined || !isSnowflake(guildId)) return refused({ reason: "made-up" });
    return choose(asked, app, guildId);
  },
};

/** Deferred: membership that isn't remembered any more is asked of Discord. */
function showPage(asked: Asked, app: App, page: number): Answer {
  return {
    answer: "defer-update",
    async after() {
      const { servers } = await sharedServers(app, asked.person.id);
      const settings = servers.map((server) => server.settings);
      return {
        edit: settings.length === 0 ? refusalView({ reason: "no-server" }) : serverPickerView(settings, page),
      };
    },
  };
}

async function choose(asked: Asked, app: App, guildId: string): Promise<Answer> {
  const settings = await app.store.settings(guildId);
  if (settings === null || !settings.enabled) {
    return refused(
      settings === null ? { reason: "made-up" } : { reason: "modmail-off", guildName: settings.guildName },
    );
  }
  return {
    // Deferred: until the thread is there, the dropdown is the only way to choose, should this be cut off.
    answer: "defer-update",
    async after() {
      const wish = { userId: asked.person.id, guildId, dmChannelId: asked.channelId, sourceId: asked.id };
      const chosen = await chooseServer(app, wish, "message");
      // With a thread just opened, what that means is said in a message of its own.
      if (chosen.ok) {
        const said = chosen.value.alreadyOpen ? texts.user.talkingTo : texts.user.chose;
        return { edit: plain(said(settings.guildName)) };
      }
      return { edit: (await askAgain(asked, app, chosen.error)) ?? refusalView(chosen.error) };
    },
  };
}

/** A server that can't be chosen any more leaves the question open: what the user wrote still waits for a choice. */
async function askAgain(asked: Asked, app: App, refusal: Refusal) {
  if (refusal.reason !== "not-a-member" && refusal.reason !== "modmail-off") return null;
  const { servers } = await sharedServers(app, asked.person.id);
  if (servers.length === 0) return null;
  const question = `${refusalText(refusal)} ${texts.user.whichServer}`;
  return serverPickerView(
    servers.map((server) => server.settings),
    0,
    question,
  );
}
