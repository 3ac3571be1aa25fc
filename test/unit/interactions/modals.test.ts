// The modals that staff open, with the longest names that can occur: Discord's limits hold and no character is cut in two.

import { expect, test } from "vitest";
import type { App } from "../../../worker/app.ts";
import type { Asked, Feature } from "../../../worker/interactions/feature.ts";
import { features } from "../../../worker/interactions/index.ts";
import { modalFlaws } from "../../fake-discord/interactions/modal-flaws.ts";
import { bodyFlaws } from "../../fake-discord/rest/validation/body-flaws.ts";
import { sampleSettings } from "../ports/samples.ts";
import { sampleThread } from "../transcripts/sample.ts";

const NAME = "🏰".repeat(50);
const settings = sampleSettings({ guildName: NAME });
const profile = { ...sampleThread().profile, displayName: NAME };
const thread = sampleThread({ guildId: settings.guildId, state: "open", claimedBy: null, profile });
const found = { thread, settings, message: null, messageContent: true };
// A button that opens a modal asks D1 which thread this is, and nothing else.
const app = { store: { threadByChannel: async () => found } } as unknown as App;
const asked: Asked = {
  id: "1",
  person: { id: "1", name: "Jonas", avatarUrl: null },
  guildId: settings.guildId,
  member: { id: "1", roleIds: [], managesGuild: true },
  channelId: "2",
  options: {},
  attachments: [],
  fileLimit: 10_485_760,
  target: null,
  args: [],
  values: [],
  fields: {},
};

const withModals = features.filter((feature) => feature.modal !== undefined);

test("there are modals to check", () => expect(withModals.map(({ name }) => name)).toEqual(["reply", "close"]));

test.each<Feature>([...withModals])("$name's modal", async (feature) => {
  const answer = await feature.component?.(asked, app);
  if (answer?.answer !== "modal") throw new Error(`no modal but ${answer?.answer}`);
  expect(bodyFlaws("ModalInteractionCallbackRequest", { type: 9, data: answer.modal })).toEqual([]);
  expect(modalFlaws(answer.modal)).toEqual([]);
  expect(JSON.stringify(answer.modal)).not.toMatch(/\\ud[89a-f]/);
});
