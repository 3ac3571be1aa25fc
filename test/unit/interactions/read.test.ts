// What the features see of Discord's interactions: payloads as in its documents (interactions/receiving-and-responding,
// interactions/application-commands), handled by features made for this.

import { ApplicationCommandOptionType as Option, ApplicationCommandType as Type } from "discord-api-types/v10";
import { describe, expect, test } from "vitest";
import type { App } from "../../../worker/app.ts";
import type { Asked, Feature } from "../../../worker/interactions/feature.ts";
import { commandDefinitions } from "../../../worker/interactions/index.ts";
import { readInteraction } from "../../../worker/interactions/read.ts";
import { commandFlaws, countFlaws, duplicateFlaws } from "../../fake-discord/rest/validation/command-rules.ts";

const app = {} as App;
const GUILD = "810000000000000001";
const JONAS = { id: "870000000000000001", username: "jonas", global_name: "Jonas", avatar: null };
const MARA = { id: "820000000000000001", username: "mara", global_name: "Mara", avatar: null };
const MESSAGE = "900000000000000001";
const file = (id: string, filename: string) => ({
  id,
  filename,
  size: 4,
  url: `https://cdn.discordapp.com/ephemeral-attachments/${id}/${filename}`,
  content_type: "text/plain",
  ephemeral: true,
});
const A = file("920000000000000001", "a.txt");
const B = file("920000000000000002", "b.txt");

/** What the feature that was found got to see. */
let seen: (Asked & { typing?: object }) | null = null;
const look = (name: string) => async (asked: Asked) => {
  seen = asked;
  return {
    answer: "message" as const,
    view: { content: name, allowed_mentions: { parse: [] as [] } },
    ephemeral: true,
  };
};
const describes = { description: "For this test" };
const snippet: Feature = {
  name: "snippet",
  command: {
    definition: { name: "snippet", ...describes },
    subcommands: [
      {
        definition: {
          type: Option.Subcommand,
          name: "send",
          ...describes,
          options: [{ type: Option.String, name: "name", ...describes, autocomplete: true, required: true }],
        },
        handle: look("/snippet send"),
        autocomplete: async (asked) => {
          seen = asked;
          return [{ name: asked.typing.text, value: asked.typing.text }];
        },
      },
      { definition: { type: Option.Subcommand, name: "add", ...describes }, handle: look("/snippet add") },
    ],
  },
  menus: [
    { definition: { type: Type.Message, name: "Keep as snippet" }, handle: look("message menu") },
    { definition: { type: Type.User, name: "Open a thread" }, handle: look("user menu") },
  ],
  modal: look("modal"),
};
const note: Feature = {
  name: "note",
  command: { definition: { name: "note", ...describes }, handle: look("/note") },
  subcommand: {
    definition: { type: Option.Subcommand, name: "notes", ...describes },
    handle: look("/modmail notes"),
  },
};
const features = [snippet, note];

const interaction = (type: number, data: object, more: object = {}) => ({
  id: "930000000000000001",
  type,
  token: "token",
  channel_id: "850000000000000001",
  guild_id: GUILD,
  member: { user: JONAS, nick: "Jonas of the staff", roles: [], permissions: "0" },
  attachment_size_limit: 52_428_800,
  data,
  ...more,
});

/** The content of the answer, or the choices; null: nobody handles it. */
async function run(json: object) {
  seen = null;
  const read = readInteraction(json, features, {
    cdnUrl: "https://cdn.discordapp.com",
    mediaUrl: "https://media.discordapp.net",
  });
  if (typeof read === "string") throw new Error(read);
  const result = (await read.run?.(app)) ?? null;
  return { name: read.name, result: result && "answer" in result ? "view" in result && result.view.content : result };
}
const MADE_UP = "That choice isn't one that I offered. Start again, please.";

describe("commands", () => {
  const sub = (name: string, options: object[] = []) => ({ name, type: Option.Subcommand, options });

  test.each([
    ["a subcommand of its own", { name: "snippet", options: [sub("add")] }, "/snippet add"],
    ["another", { name: "snippet", type: 1, options: [sub("send")] }, "/snippet send"],
    ["a subcommand of /modmail", { name: "modmail", options: [sub("notes")] }, "/modmail notes"],
    ["one without subcommands", { name: "note" }, "/note"],
    ["a command with subcommands, called without one", { name: "snippet" }, null],
    ["a subcommand that is another command's", { name: "note", options: [sub("add")] }, null],
    ["a menu's name as a command", { name: "Keep as snippet" }, null],
  ])("%s", async (_, data, found) => {
    expect((await run(interaction(2, data))).result).toBe(found);
  });

  test("files come as they were, in the order of their options, with Discord's limit for the answer's", async () => {
    const options = [
      { name: "text", type: Option.String, value: "Look" },
      { name: "file1", type: Option.Attachment, value: A.id },
      { name: "file2", type: Option.Attachment, value: B.id },
    ];
    await run(interaction(2, { name: "note", options, resolved: { attachments: { [B.id]: B, [A.id]: A } } }));
    expect(seen?.options.text).toBe("Look");
    expect(seen?.attachments.map(({ name, url }) => [name, url])).toEqual([
      ["a.txt", A.url],
      ["b.txt", B.url],
    ]);
    expect(seen?.fileLimit).toBe(52_428_800);
  });

  test.each([
    ["a file", Option.Attachment],
    ["a user", Option.User],
    ["a role", Option.Role],
    ["a channel", Option.Channel],
  ])("an id of %s that Discord didn't resolve is made up", async (_, type) => {
    const options = [{ name: "it", type, value: A.id }];
    expect((await run(interaction(2, { name: "note", options }))).result).toBe(MADE_UP);
    expect(seen).toBe(null);
  });
});

describe("context menus", () => {
  const message = {
    id: MESSAGE,
    channel_id: "850000000000000001",
    author: MARA,
    content: "Look at this",
    attachments: [A],
    sticker_items: [{ id: "940000000000000001", name: "Wave", format_type: 1 }],
  };
  const onMessage = { name: "Keep as snippet", type: 3, target_id: MESSAGE };
  const onUser = { name: "Open a thread", type: 2, target_id: MARA.id };

  test("a message's menu brings the message", async () => {
    const { result, name } = await run(
      interaction(2, { ...onMessage, resolved: { messages: { [MESSAGE]: { ...message, type: 0 } } } }),
    );
    expect({ result, name }).toEqual({ result: "message menu", name: "Keep as snippet" });
    expect(seen?.target).toMatchObject({
      kind: "message",
      byBot: false,
      message: {
        id: MESSAGE,
        author: { id: MARA.id, name: "Mara" },
        content: "Look at this",
        attachments: [{ name: "a.txt" }],
        extras: { stickers: [{ name: "Wave" }] },
      },
    });
  });

  test("a user's menu brings the user, by the name that they have in the server", async () => {
    const resolved = { users: { [MARA.id]: { ...MARA, bot: true } }, members: { [MARA.id]: { nick: "Captain" } } };
    expect((await run(interaction(2, { ...onUser, resolved }))).result).toBe("user menu");
    expect(seen?.target).toMatchObject({ kind: "user", user: { id: MARA.id, name: "Captain", isBot: true } });
  });

  test.each([
    ["a message that isn't there", onMessage, MADE_UP],
    ["a user that isn't there", onUser, MADE_UP],
    ["a message's menu used on a user", { ...onMessage, type: 2, resolved: { users: { [MESSAGE]: MARA } } }, null],
    ["a menu of nobody", { ...onUser, name: "Ban", resolved: { users: { [MARA.id]: MARA } } }, null],
  ])("%s", async (_, data, found) => {
    expect((await run(interaction(2, data))).result).toBe(found);
    expect(seen).toBe(null);
  });
});

describe("autocomplete", () => {
  const typing = (name: string, sub: string) =>
    interaction(4, {
      name,
      options: [
        {
          name: sub,
          type: 1,
          options: [
            { name: "anonymous", type: 5, value: true },
            { name: "name", type: 3, value: "we", focused: true },
          ],
        },
      ],
    });

  test("brings what is being typed, and what the other options hold", async () => {
    expect(await run(typing("snippet", "send"))).toEqual({
      name: "/snippet send (autocomplete)",
      result: [{ name: "we", value: "we" }],
    });
    expect(seen?.typing).toEqual({ option: "name", text: "we" });
    expect(seen?.options).toEqual({ anonymous: true });
  });

  test.each(["add", "remove"])("nothing suggests for /snippet %s", async (sub) => {
    expect((await run(typing("snippet", sub))).result).toBe(null);
  });
});

describe("modals", () => {
  const text = { type: 18, id: 1, component: { type: 4, id: 2, custom_id: "text", value: "Look" } };
  const upload = (...values: string[]) => ({
    type: 18,
    id: 3,
    component: { type: 19, id: 4, custom_id: "files", values },
  });
  const submit = (components: object[], attachments: object) =>
    run(interaction(5, { custom_id: "snippet:a:b", components, resolved: { attachments } }));

  test("bring texts, uploads in their order, and what their custom id carries", async () => {
    const shown = { type: 10, id: 5 };
    await submit([shown, text, upload(B.id, A.id)], { [A.id]: A, [B.id]: B });
    expect(seen).toMatchObject({ args: ["a", "b"], fields: { text: "Look" } });
    expect(seen?.attachments.map(({ name }) => name)).toEqual(["b.txt", "a.txt"]);
  });

  test("an upload that isn't there is made up", async () => {
    expect((await submit([text, upload(A.id, B.id)], { [A.id]: A })).result).toBe(MADE_UP);
  });
});

test("everything is registered, as Discord takes it", () => {
  const definitions = commandDefinitions(features);
  expect(definitions.map(({ name }) => name)).toEqual([
    "modmail",
    "snippet",
    "note",
    "Keep as snippet",
    "Open a thread",
  ]);
  expect(definitions[1]).toMatchObject({ options: [{ name: "send" }, { name: "add" }] });
  for (const all of [definitions, commandDefinitions()]) {
    const plain = all.map((definition) => ({ ...definition, type: definition.type ?? Type.ChatInput }));
    expect(plain.flatMap((definition) => commandFlaws(definition, false))).toEqual([]);
    expect([...duplicateFlaws(plain), ...countFlaws(plain)]).toEqual([]);
  }
});
