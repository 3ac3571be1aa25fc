// Right and wrong bodies of messages, each shown to the server as a bot would send it. Components: component-bodies.test.ts.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeAll(async () => {
  here = await scene();
});
afterAll(() => here.discord.close());

const many = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, i) => make(i));

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
  ["no mentions at all", { content: "c", allowed_mentions: { parse: [] } }],
  ["one user's mention", { content: "c", allowed_mentions: { parse: ["roles"], users: ["100000000000000001"] } }],
  ["parse with an empty list of the same kind", { content: "c", allowed_mentions: { parse: ["users"], users: [] } }],
  ["a nonce of 25 characters", { content: "c", nonce: "n".repeat(25) }],
  ["a numeric nonce", { content: "c", nonce: 12 }],
  ["SUPPRESS_NOTIFICATIONS", { content: "c", flags: 1 << 12 }],
  [
    "a poll with everything",
    {
      poll: {
        question: { text: "x".repeat(300) },
        answers: many(10, () => ({ poll_media: { text: "x".repeat(55), emoji: { name: "🔥" } } })),
        duration: 768,
        allow_multiselect: true,
        layout_type: 1,
      },
    },
  ],
  [
    "nulls where nothing is meant",
    { content: "c", embeds: null, components: null, allowed_mentions: null, nonce: null },
  ],
];

const theme = { colors: ["5865F2"], gradient_angle: 0, base_mix: 58 };
const themeFlaws = { shared_client_theme: ["NOT_IN_THE_FAKE"] };

/** A poll with these instead of its usual parts. */
const poll = (parts: object = {}) => ({
  poll: { question: { text: "When?" }, answers: [{ poll_media: { text: "Now" } }], ...parts },
});
const answers = (...media: object[]) => ({ answers: media.map((poll_media) => ({ poll_media })) });

const WRONG: [string, object, Record<string, string[]>][] = [
  ["2001 characters", { content: "x".repeat(2001) }, { content: ["BASE_TYPE_MAX_LENGTH"] }],
  ["content that is a number", { content: 5 }, { content: ["STRING_TYPE_CONVERT"] }],
  ["a misspelt field", { content: "c", embed: {} }, { embed: ["UNKNOWN_KEY"] }],
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
    "an attachment that isn't there",
    { content: "c", attachments: [{ id: 0 }] },
    { "attachments.0.id": ["ATTACHMENT_NOT_FOUND"] },
  ],
  ["a poll without a question", poll({ question: {} }), { "poll.question.text": ["BASE_TYPE_REQUIRED"] }],
  [
    "a question of 301",
    poll({ question: { text: "x".repeat(301) } }),
    { "poll.question.text": ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "an emoji in the question",
    poll({ question: { text: "?", emoji: { name: "🔥" } } }),
    { "poll.question.emoji": ["BASE_TYPE_CHOICES"] },
  ],
  ["a poll without answers", poll(answers()), { "poll.answers": ["BASE_TYPE_BAD_LENGTH"] }],
  ["eleven answers", poll(answers(...many(11, () => ({ text: "a" })))), { "poll.answers": ["BASE_TYPE_BAD_LENGTH"] }],
  [
    "an answer of 56",
    poll(answers({ text: "x".repeat(56) })),
    { "poll.answers.0.poll_media.text": ["BASE_TYPE_MAX_LENGTH"] },
  ],
  ["an answer of nothing", poll(answers({})), { "poll.answers.0.poll_media.text": ["BASE_TYPE_REQUIRED"] }],
  [
    "an answer's emoji with both id and name",
    poll(answers({ text: "a", emoji: { id: "100000000000000001", name: "a" } })),
    { "poll.answers.0.poll_media.emoji": ["BASE_TYPE_CHOICES"] },
  ],
  ["a poll of 33 days", poll({ duration: 33 * 24 }), { "poll.duration": ["NUMBER_TYPE_MAX"] }],
  ["four stickers", { sticker_ids: many(4, () => "1") }, { sticker_ids: ["BASE_TYPE_BAD_LENGTH"] }],
  [
    "a poll in Components V2",
    { ...poll(), flags: 1 << 15, components: [{ type: 10, content: "x" }] },
    { poll: ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"] },
  ],
  ["a theme, which this fake doesn't have", { content: "c", shared_client_theme: theme }, themeFlaws],
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
