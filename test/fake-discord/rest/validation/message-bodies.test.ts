// Right and wrong bodies of messages, each shown to the server as a bot would send it.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeAll(async () => {
  here = await scene();
});
afterAll(() => here.discord.close());

const V2 = 1 << 15;
const row = (...components: object[]) => ({ type: 1, components });
const button = (more: object = {}) => ({ type: 2, style: 1, custom_id: "go", label: "Go", ...more });
const select = (more: object = {}) => ({
  type: 3,
  custom_id: "pick",
  options: [
    { label: "A", value: "a" },
    { label: "B", value: "b" },
  ],
  ...more,
});
const many = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, i) => make(i));
const textDisplay = (content: string) => ({ type: 10, content });

const RIGHT: [string, object][] = [
  ["2000 characters", { content: "x".repeat(2000) }],
  ["2000 characters that are two UTF-16 units each", { content: "😀".repeat(2000) }],
  ["white space around the text", { content: "  hi\n" }],
  [
    "an embed with everything",
    {
      embeds: [
        {
          title: "t",
          description: "d",
          url: "https://a.b",
          color: 1,
          timestamp: "2026-01-01T00:00:00.000Z",
          footer: { text: "f", icon_url: "https://a.b/c.png" },
          author: { name: "n" },
          fields: [{ name: "a", value: "b" }],
        },
      ],
    },
  ],
  ["a timestamp with an offset", { embeds: [{ title: "t", timestamp: "2026-01-01T00:00:00+00:00" }] }],
  ["6000 characters of embeds", { embeds: [{ description: "x".repeat(4096) }, { description: "x".repeat(1904) }] }],
  ["ten embeds", { embeds: many(10, () => ({ title: "t" })) }],
  [
    "five rows of five buttons",
    { content: "c", components: many(5, (r) => row(...many(5, (b) => button({ custom_id: `${r}-${b}` })))) },
  ],
  ["a link button", { content: "c", components: [row({ type: 2, style: 5, url: "https://a.b", label: "l" })] }],
  [
    "a button with an emoji only",
    { content: "c", components: [row({ type: 2, style: 2, custom_id: "x", emoji: { name: "🔥" } })] },
  ],
  ["a select", { content: "c", components: [row(select())] }],
  ["a role select", { content: "c", components: [row({ type: 6, custom_id: "r" })] }],
  ["components without text", { components: [row(button())] }],
  ["no mentions at all", { content: "c", allowed_mentions: { parse: [] } }],
  ["one user's mention", { content: "c", allowed_mentions: { parse: ["roles"], users: ["100000000000000001"] } }],
  ["parse with an empty list of the same kind", { content: "c", allowed_mentions: { parse: ["users"], users: [] } }],
  ["a nonce of 25 characters", { content: "c", nonce: "n".repeat(25) }],
  ["a numeric nonce", { content: "c", nonce: 12 }],
  ["SUPPRESS_NOTIFICATIONS", { content: "c", flags: 1 << 12 }],
  [
    "V2 components",
    { flags: V2, components: [textDisplay("hi"), { type: 17, components: [textDisplay("in"), { type: 14 }] }] },
  ],
  ["4000 characters of V2 text", { flags: V2, components: [textDisplay("x".repeat(4000))] }],
  [
    "a V2 section with a button",
    { flags: V2, components: [{ type: 9, components: [textDisplay("x")], accessory: button() }] },
  ],
  [
    "nulls where nothing is meant",
    { content: "c", embeds: null, components: null, allowed_mentions: null, nonce: null },
  ],
];

const WRONG: [string, object, Record<string, string[]>][] = [
  ["2001 characters", { content: "x".repeat(2001) }, { content: ["BASE_TYPE_MAX_LENGTH"] }],
  ["content that is a number", { content: 5 }, { content: ["STRING_TYPE_CONVERT"] }],
  ["a misspelt field", { content: "c", embed: {} }, { embed: ["UNKNOWN_KEY"] }],
  [
    "a misspelt field deep inside",
    { content: "c", components: [row(button({ lable: "x" }))] },
    { "components.0.components.0.lable": ["UNKNOWN_KEY"] },
  ],
  ["eleven embeds", { embeds: many(11, () => ({ title: "t" })) }, { embeds: ["BASE_TYPE_BAD_LENGTH"] }],
  [
    "6001 characters of embeds",
    { embeds: [{ description: "x".repeat(4096) }, { description: "x".repeat(1905) }] },
    { embeds: ["MAX_EMBED_SIZE_EXCEEDED"] },
  ],
  ["a title of 257", { embeds: [{ title: "x".repeat(257) }] }, { "embeds.0.title": ["BASE_TYPE_MAX_LENGTH"] }],
  [
    "26 fields",
    { embeds: [{ fields: many(26, () => ({ name: "a", value: "b" })) }] },
    { "embeds.0.fields": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "an empty field",
    { embeds: [{ fields: [{ name: "a", value: " " }] }] },
    { "embeds.0.fields.0.value": ["BASE_TYPE_REQUIRED"] },
  ],
  ["an embed of nothing", { embeds: [{}] }, { "embeds.0.description": ["BASE_TYPE_REQUIRED"] }],
  [
    "an embed's picture from a file that isn't there",
    { embeds: [{ image: { url: "attachment://a.png" } }] },
    { "embeds.0.image.url": ["ATTACHMENT_NOT_FOUND"] },
  ],
  [
    "an icon that is no URL",
    { embeds: [{ author: { name: "n", icon_url: "a.png" } }] },
    { "embeds.0.author.icon_url": ["URL_TYPE_INVALID_URL"] },
  ],
  [
    "six rows",
    { components: many(6, (i) => row(button({ custom_id: `${i}` }))) },
    { components: ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "six buttons in a row",
    { components: [row(...many(6, (i) => button({ custom_id: `${i}` })))] },
    { "components.0.components": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  ["an empty row", { components: [row()] }, { "components.0.components": ["BASE_TYPE_BAD_LENGTH"] }],
  ["a button outside of a row", { components: [button()] }, { "components.0.type": ["BASE_TYPE_CHOICES"] }],
  [
    "a select beside a button",
    { components: [row(select(), button())] },
    { "components.0.components.1": ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"] },
  ],
  [
    "a button without custom_id",
    { components: [row({ type: 2, style: 1, label: "l" })] },
    { "components.0.components.0.custom_id": ["BASE_TYPE_REQUIRED"] },
  ],
  [
    "a link button with custom_id",
    { components: [row({ type: 2, style: 5, url: "https://a.b", label: "l", custom_id: "x" })] },
    { "components.0.components.0.custom_id": ["BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"] },
  ],
  [
    "a link button without url",
    { components: [row({ type: 2, style: 5, label: "l" })] },
    { "components.0.components.0.url": ["BASE_TYPE_REQUIRED"] },
  ],
  [
    "a button without label or emoji",
    { components: [row({ type: 2, style: 1, custom_id: "x" })] },
    { "components.0.components.0.label": ["BUTTON_COMPONENT_INVALID_LABEL"] },
  ],
  [
    "a button of an unknown style",
    { components: [row(button({ style: 9 }))] },
    { "components.0.components.0.style": ["BASE_TYPE_CHOICES"] },
  ],
  [
    "a label of 81",
    { components: [row(button({ label: "x".repeat(81) }))] },
    { "components.0.components.0.label": ["BASE_TYPE_MAX_LENGTH"] },
  ],
  [
    "a custom_id of 101",
    { components: [row(button({ custom_id: "x".repeat(101) }))] },
    { "components.0.components.0.custom_id": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "the same custom_id twice",
    { components: [row(button()), row(select({ custom_id: "go" }))] },
    { "components.1.components.0.custom_id": ["COMPONENT_CUSTOM_ID_DUPLICATED"] },
  ],
  [
    "26 options",
    { components: [row(select({ options: many(26, (i) => ({ label: "l", value: `${i}` })) }))] },
    { "components.0.components.0.options": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "a select of no options",
    { components: [row(select({ options: [] }))] },
    { "components.0.components.0.options": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "the same option value twice",
    {
      components: [
        row(
          select({
            options: [
              { label: "A", value: "a" },
              { label: "B", value: "a" },
            ],
          }),
        ),
      ],
    },
    { "components.0.components.0.options.1.value": ["SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"] },
  ],
  [
    "max_values above the number of options",
    { components: [row(select({ max_values: 3 }))] },
    { "components.0.components.0.options": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "a text input in a message",
    { components: [row({ type: 4, custom_id: "x", style: 1, label: "l" })] },
    { "components.0.components.0.type": ["BASE_TYPE_CHOICES"] },
  ],
  [
    "an unknown kind of mention",
    { content: "c", allowed_mentions: { parse: ["user"] } },
    { "allowed_mentions.parse.0": ["BASE_TYPE_CHOICES"] },
  ],
  [
    "parse and ids of the same kind",
    { content: "c", allowed_mentions: { parse: ["users"], users: ["100000000000000001"] } },
    { allowed_mentions: ["MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"] },
  ],
  [
    "101 users to mention",
    { content: "c", allowed_mentions: { users: many(101, () => "100000000000000001") } },
    { "allowed_mentions.users": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "an id that is a number",
    { content: "c", allowed_mentions: { users: [1] } },
    { "allowed_mentions.users.0": ["STRING_TYPE_CONVERT"] },
  ],
  ["a nonce of 26", { content: "c", nonce: "n".repeat(26) }, { nonce: ["BASE_TYPE_MAX_LENGTH"] }],
  ["enforce_nonce without a nonce", { content: "c", enforce_nonce: true }, { nonce: ["BASE_TYPE_REQUIRED"] }],
  ["EPHEMERAL outside of interactions", { content: "c", flags: 64 }, { flags: ["FLAGS_NOT_SETTABLE"] }],
  [
    "V2 components without the flag",
    { components: [textDisplay("hi")] },
    { "components.0.type": ["UNION_TYPE_CHOICES"] },
  ],
  [
    "V2 with content",
    { flags: V2, content: "c", components: [textDisplay("hi")] },
    { content: ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"] },
  ],
  [
    "V2 with embeds",
    { flags: V2, embeds: [{ title: "t" }], components: [textDisplay("hi")] },
    { embeds: ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"] },
  ],
  [
    "4001 characters of V2 text",
    { flags: V2, components: [textDisplay("x".repeat(4000)), textDisplay("x")] },
    { components: ["COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"] },
  ],
  [
    "41 V2 components",
    {
      flags: V2,
      components: [
        { type: 17, components: many(20, () => textDisplay("x")) },
        { type: 17, components: many(19, () => textDisplay("x")) },
      ],
    },
    { components: ["COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"] },
  ],
  [
    "a V2 file that didn't come along",
    { flags: V2, components: [{ type: 13, file: { url: "attachment://a.txt" } }] },
    { "components.0.file.url": ["ATTACHMENT_NOT_FOUND"] },
  ],
  [
    "an attachment that isn't there",
    { content: "c", attachments: [{ id: 0 }] },
    { "attachments.0.id": ["ATTACHMENT_NOT_FOUND"] },
  ],
  [
    "a poll, which this fake can't do",
    { poll: { question: { text: "?" }, answers: [{ poll_media: { text: "a" } }] } },
    { poll: ["NOT_IN_THE_FAKE"] },
  ],
];

describe("a message is sent", () => {
  test.each(RIGHT)("with %s", async (_, body) => {
    const reply = await here.bot("POST", `/channels/${here.channel.id}/messages`, { body });
    expect(reply.body).not.toHaveProperty("errors");
    expect(reply.status).toBe(200);
  });
});

describe("a message is refused (50035)", () => {
  test.each(WRONG)("with %s", async (_, body, flaws) => {
    const reply = await here.bot("POST", `/channels/${here.channel.id}/messages`, { body });
    expect(flawsOf(reply.body)).toEqual(flaws);
    expect(reply).toMatchObject({ status: 400, body: { code: 50035 } });
  });
});

describe("a message of nothing is refused (50006)", () => {
  test.each([
    ["{}", {}],
    ["white space", { content: " \n " }],
    ["empty lists", { embeds: [], components: [] }],
  ])("%s", async (_, body) => {
    const reply = await here.bot("POST", `/channels/${here.channel.id}/messages`, { body });
    expect(reply).toMatchObject({ status: 400, body: { code: 50006 } });
  });
});
