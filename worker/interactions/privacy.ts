// Privacy: `/modmail privacy` shows people what is kept of them where, sends it to them, and erases it when they say so
// twice. Everybody acts on their own data only, whatever a button says.

import { ApplicationCommandOptionType } from "discord-api-types/v10";
import type { App } from "../app.ts";
import { plain } from "../discord/views/layout.ts";
import { confirmView, keptView, receiptView } from "../discord/views/privacy.ts";
import { texts } from "../discord/views/texts.ts";
import { askErasure, receiptGiven } from "../threads/erase-user.ts";
import { exportWithin } from "../threads/export-user.ts";
import type { File } from "../threads/ports.ts";
import type { After, Asked, Feature } from "./feature.ts";
import { refused } from "./staff.ts";

const t = texts.privacy;

export const privacyFeature: Feature = {
  name: "privacy",
  subcommand: {
    definition: {
      type: ApplicationCommandOptionType.Subcommand,
      name: "privacy",
      description: "See what is kept about you, get it, or have it erased",
    },
    handle: async (asked, app) => ({ answer: "defer", ephemeral: isAmongOthers(asked), after: show(asked, app) }),
  },

  async component(asked, app) {
    switch (asked.args[0]) {
      case "show":
        return { answer: "defer-update", after: show(asked, app) };
      case "data":
        return { answer: "defer", ephemeral: isAmongOthers(asked), after: sendData(asked, app) };
      case "erase":
        return {
          answer: "defer-update",
          after: async () => ({ edit: confirmView(await app.store.kept(asked.person.id, null)) }),
        };
      case "confirm":
        return { answer: "defer-update", after: erase(asked, app) };
      default:
        return refused({ reason: "made-up" });
    }
  },
};

/** In the direct messages the answer stays: the file is for keeping. */
const isAmongOthers = ({ guildId }: Asked): boolean => guildId !== null;

const show =
  ({ person }: Asked, app: App): After =>
  async () => {
    const page = new URL("/privacy", app.config.publicUrl).href;
    return { edit: keptView(await app.store.kept(person.id, null), page) };
  };

const sendData =
  ({ person, fileLimit }: Asked, app: App): After =>
  async () => {
    const data = await exportWithin(app, { userId: person.id, guildId: null }, fileLimit);
    const link = await app.personalDataLinks.linkFor(person.id);
    if (data === null) return { edit: plain(t.dataTooLarge(link)) };
    const file: File = {
      name: `modmail-data-${person.id}.json`,
      contentType: data.type,
      size: data.size,
      description: null,
      spoiler: false,
      open: async () => data.stream(),
    };
    return { edit: plain(t.data(link)), files: [file] };
  };

const erase =
  ({ id, person, guildId, channelId }: Asked, app: App): After =>
  async () => {
    // Asked here, because it is among what goes.
    const dmChannelId = guildId === null ? channelId : (await app.store.kept(person.id, null)).dmChannelId;
    const { went } = await askErasure(app, { id, userId: person.id, guildId: null, by: null, dmChannelId });
    if (went === null) return { edit: { ...plain(t.goesOn), embeds: [] } };
    return { edit: receiptView(went, null), shown: () => receiptGiven(app, id) };
  };
