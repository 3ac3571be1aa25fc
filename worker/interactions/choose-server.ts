// The server dropdown in the user's DM: pages, and the choice that opens a thread or turns to an open one.

import type { App } from "../app.ts";
import { plain } from "../discord/views/layout.ts";
import { refusalText, refusalView } from "../discord/views/refusals.ts";
import { isPickerMode, type PickerMode, serverPickerView } from "../discord/views/server-picker.ts";
import { texts } from "../discord/views/texts.ts";
import { isSnowflake } from "../domain/message.ts";
import type { Refusal } from "../domain/refusal.ts";
import type { Settings } from "../domain/settings.ts";
import { chooseServer } from "../threads/choose-server.ts";
import { sharedServers } from "../threads/servers.ts";
import type { Answer, Asked, Feature } from "./feature.ts";
import { refused } from "./staff.ts";

const QUESTIONS = { choose: texts.user.whichServer, switch: texts.user.whichToSwitch };

export const chooseServerFeature: Feature = {
  name: "choose-server",
  async component(asked, app) {
    const [action, page, mode] = asked.args;
    // The dropdown stands in the DM; in a server nobody may choose for another.
    if (asked.guildId !== null) return refused({ reason: "made-up" });
    if (action === "page" && /^\d{1,3}$/.test(page ?? "") && isPickerMode(mode)) {
      return showPage(asked, app, Number(page), mode);
    }
    const [guildId] = asked.values;
    if (!isPickerMode(action) || guildId === undefined || !isSnowflake(guildId)) return refused({ reason: "made-up" });
    const settings = await app.store.settings(guildId);
    return settings === null ? refused({ reason: "made-up" }) : choose(asked, app, settings, action);
  },
};

/** Deferred: membership that isn't remembered any more is asked of Discord. */
function showPage(asked: Asked, app: App, page: number, mode: PickerMode): Answer {
  return {
    answer: "defer-update",
    async after() {
      const { servers } = await sharedServers(app, asked.person.id);
      if (servers.length === 0) return { edit: refusalView({ reason: "no-server" }) };
      return { edit: serverPickerView(servers, { mode, question: QUESTIONS[mode], page }) };
    },
  };
}

function choose(asked: Asked, app: App, settings: Settings, mode: PickerMode): Answer {
  const { guildId, guildName, enabled } = settings;
  // With a thread there, it is the thread that counts.
  if (!enabled && mode === "choose") return refused({ reason: "modmail-off", guildName });
  return {
    // Deferred: until the thread is there, the dropdown is the only way to choose, should this be cut off.
    answer: "defer-update",
    async after() {
      const wish = { userId: asked.person.id, guildId, dmChannelId: asked.channelId, sourceId: asked.id };
      const chosen = await chooseServer(app, wish, mode === "choose" ? "message" : "command");
      // With a thread just opened, what that means is said in a message of its own.
      if (chosen.ok)
        return { edit: plain((chosen.value.alreadyOpen ? texts.user.talkingTo : texts.user.chose)(guildName)) };
      return { edit: (await askAgain(asked, app, mode, chosen.error)) ?? refusalView(chosen.error) };
    },
  };
}

/** A server that can't be chosen any more leaves the question open: what the user wrote still waits for a choice. */
async function askAgain(asked: Asked, app: App, mode: PickerMode, refusal: Refusal) {
  if (refusal.reason !== "not-a-member" && refusal.reason !== "modmail-off") return null;
  const { servers } = await sharedServers(app, asked.person.id);
  if (servers.length === 0) return null;
  return serverPickerView(servers, { mode, question: `${refusalText(refusal)} ${QUESTIONS[mode]}` });
}
