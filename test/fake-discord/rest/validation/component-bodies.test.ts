// Right and wrong components, old ones and V2, each shown to the server in a message as a bot would send it.

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
  [
    "V2 components",
    { flags: V2, components: [textDisplay("hi"), { type: 17, components: [textDisplay("in"), { type: 14 }] }] },
  ],
  ["4000 characters of V2 text", { flags: V2, components: [textDisplay("x".repeat(4000))] }],
  [
    "a V2 section with a button",
    { flags: V2, components: [{ type: 9, components: [textDisplay("x")], accessory: button() }] },
  ],
];

const WRONG: [string, object, Record<string, string[]>][] = [
  [
    "a misspelt field deep inside",
    { content: "c", components: [row(button({ lable: "x" }))] },
    { "components.0.components.0.lable": ["UNKNOWN_KEY"] },
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
