// The modals that people open, with the longest names that can occur: Discord's limits hold and no character is cut in two.

import { expect, test } from "vitest";
import type { App } from "../../../worker/app.ts";
import type { Answer, Asked, Feature, Handler } from "../../../worker/interactions/feature.ts";
import { features } from "../../../worker/interactions/index.ts";
import { modalFlaws } from "../../fake-discord/interactions/modal-flaws.ts";
import { bodyFlaws } from "../../fake-discord/rest/validation/body-flaws.ts";
import { sampleSettings } from "../ports/samples.ts";
import { sampleMessage, sampleThread } from "../transcripts/sample.ts";

const NAME = "🏰".repeat(50);
const settings = sampleSettings({ guildName: NAME });
const profile = { ...sampleThread().profile, displayName: NAME };
const thread = sampleThread({ guildId: settings.guildId, state: "open", claimedBy: null, profile });
const found = { thread, settings, message: null, messageContent: true, botUserId: null };
const snippet = { name: "n".repeat(32), text: "🔥".repeat(1000), version: "9".repeat(20) };
/** No more than what opens a modal asks for. */
const reply = {
  ...sampleMessage({ kind: "reply", author: { id: "1", name: NAME, avatarUrl: null } }),
  content: "🔥".repeat(2000),
};
const store = {
  threadByChannel: async () => found,
  settings: async () => settings,
  snippet: async () => snippet,
  messageSeen: async () => ({ message: reply, inGuild: found, before: null }),
};
const app = { store } as unknown as App;
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

const feature = (name: string): Feature => {
  const found = features.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no feature ${name}`);
  return found;
};
function subcommand(name: string, sub: string): Handler {
  const { command } = feature(name);
  const found =
    command && "subcommands" in command && command.subcommands.find(({ definition }) => definition.name === sub);
  if (!found) throw new Error(`no /${name} ${sub}`);
  return found.handle;
}
const named = { ...asked, options: { name: "n".repeat(32) } };

const target = { kind: "user" as const, user: { id: "9".repeat(19), name: NAME, avatarUrl: null, isBot: false } };

const modals: [string, string, () => Promise<Answer> | undefined][] = [
  ["reply", "the Reply button", () => feature("reply").component?.(asked, app)],
  [
    "edit",
    "the menu Edit this reply",
    () =>
      feature("edit").menus?.[0]?.handle(
        {
          ...asked,
          target: { kind: "message", message: reply, byBot: true },
        },
        app,
      ),
  ],
  ["close", "the Close Thread button", () => feature("close").component?.(asked, app)],
  [
    "user-note",
    "the button Add a note",
    () => feature("user-note").component?.({ ...asked, args: ["add", "9".repeat(19)] }, app),
  ],
  ["contact", "the menu Open a Modmail thread", () => feature("contact").menus?.[0]?.handle({ ...asked, target }, app)],
  ["snippet", "/snippet add", () => subcommand("snippet", "add")(named, app)],
  ["snippet", "/snippet edit", () => subcommand("snippet", "edit")(named, app)],
];

test("every feature with a modal is among those that are checked", () => {
  const withModals = features.filter(({ modal }) => modal !== undefined).map(({ name }) => name);
  expect(new Set(modals.map(([name]) => name))).toEqual(new Set(withModals));
});

test.each(modals)("%s: the modal of %s", async (_, __, open) => {
  const answer = await open();
  if (answer?.answer !== "modal") throw new Error(`no modal but ${answer?.answer}`);
  expect(bodyFlaws("ModalInteractionCallbackRequest", { type: 9, data: answer.modal })).toEqual([]);
  expect(modalFlaws(answer.modal)).toEqual([]);
  expect(JSON.stringify(answer.modal)).not.toMatch(/\\ud[89a-f]/);
});
