// The registration of commands: what replaces what, and which definitions Discord refuses.

import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { flawsOf, type Scene, scene } from "../bot-client.ts";

let here: Scene;
let path: string;
beforeEach(async () => {
  here = await scene();
  path = `/applications/${here.discord.application.id}/commands`;
});
afterEach(() => here.discord.close());

const command = (more: object = {}) => ({ name: "reply", description: "Answers the user", ...more });
const option = (more: object = {}) => ({ type: 3, name: "text", description: "What to say", ...more });
const many = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, i) => make(i));

describe("commands", () => {
  test("are made (201) and made again under the same id (200)", async () => {
    const first = await here.bot("POST", path, { body: command() });
    const second = await here.bot("POST", path, { body: command({ description: "Better" }) });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toMatchObject({ id: first.body.id, description: "Better", type: 1 });
    expect(second.body.version).not.toBe(first.body.version);
  });

  test("are replaced as a whole: what isn't in the list is gone", async () => {
    await here.bot("PUT", path, { body: [command(), command({ name: "close" })] });
    await here.bot("PUT", path, { body: [command({ name: "close" }), { name: "Reply with this", type: 3 }] });
    const { body } = await here.bot("GET", path);
    expect((body as unknown as { name: string }[]).map((one) => one.name)).toEqual(["close", "Reply with this"]);
  });

  test("of a server stand apart from the global ones", async () => {
    const guildPath = path.replace("/commands", `/guilds/${here.guild.id}/commands`);
    await here.bot("POST", guildPath, { body: command() });
    expect((await here.bot("GET", path)).body).toEqual([]);
    expect((await here.bot("GET", guildPath)).body).toMatchObject([{ name: "reply", guild_id: here.guild.id }]);
  });

  test("are deleted, and then unknown (10063)", async () => {
    const { body } = await here.bot("POST", path, { body: command() });
    expect((await here.bot("DELETE", `${path}/${body.id}`)).status).toBe(204);
    expect((await here.bot("GET", `${path}/${body.id}`)).body).toMatchObject({ code: 10063 });
  });

  test("of another application can't be touched", async () => {
    expect((await here.bot("GET", "/applications/100000000000000001/commands")).status).toBe(403);
  });

  test("may be 100 slash commands and 15 of each context menu (30032)", async () => {
    const slash = (count: number) => many(count, (i) => command({ name: `c${i}` }));
    const menus = (count: number, type: number) => many(count, (i) => ({ name: `Menu ${i}`, type }));
    expect((await here.bot("PUT", path, { body: [...slash(100), ...menus(15, 2), ...menus(15, 3)] })).status).toBe(200);
    expect((await here.bot("PUT", path, { body: slash(101) })).body).toMatchObject({ code: 30032 });
    expect((await here.bot("PUT", path, { body: menus(16, 2) })).body).toMatchObject({ code: 30032 });
    expect((await here.bot("PUT", path, { body: menus(16, 3) })).body).toMatchObject({ code: 30032 });
    expect((await here.bot("POST", path, { body: command({ name: "one-more" }) })).body).toMatchObject({ code: 30032 });
  });
});

const RIGHT: [string, object][] = [
  ["a name in any script", command({ name: "答える" })],
  [
    "subcommands with options",
    command({ options: [{ type: 1, name: "setup", description: "d", options: [option()] }] }),
  ],
  [
    "a group of subcommands",
    command({
      options: [{ type: 2, name: "g", description: "d", options: [{ type: 1, name: "s", description: "d" }] }],
    }),
  ],
  ["permissions and contexts", command({ default_member_permissions: "32", contexts: [0, 1], integration_types: [0] })],
  ["nobody but administrators", command({ default_member_permissions: "0" })],
  ["choices", command({ options: [option({ choices: [{ name: "Yes", value: "y" }] })] })],
  ["a context menu with spaces", { name: "Reply with this", type: 3 }],
];

const WRONG: [string, object, Record<string, string[]>][] = [
  ["upper case", command({ name: "Reply" }), { name: ["APPLICATION_COMMAND_INVALID_NAME"] }],
  ["a space in the name", command({ name: "reply now" }), { name: ["APPLICATION_COMMAND_INVALID_NAME"] }],
  ["a name of 33", command({ name: "x".repeat(33) }), { name: ["BASE_TYPE_BAD_LENGTH"] }],
  ["no description", { name: "reply" }, { description: ["BASE_TYPE_REQUIRED"] }],
  ["a description of 101", command({ description: "x".repeat(101) }), { description: ["BASE_TYPE_MAX_LENGTH"] }],
  [
    "26 options",
    command({ options: many(26, (i) => option({ name: `o${i}` })) }),
    { options: ["BASE_TYPE_BAD_LENGTH"] },
  ],
  [
    "the same option twice",
    command({ options: [option(), option()] }),
    { "options.1.name": ["APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"] },
  ],
  [
    "a required option after an optional one",
    command({ options: [option(), option({ name: "b", required: true })] }),
    { "options.1.required": ["APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"] },
  ],
  [
    "subcommands beside options",
    command({ options: [{ type: 1, name: "s", description: "d" }, option()] }),
    { options: ["APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"] },
  ],
  [
    "an option of an unknown type",
    command({ options: [option({ type: 99 })] }),
    { "options.0.type": ["BASE_TYPE_CHOICES"] },
  ],
  [
    "choices with autocomplete",
    command({ options: [option({ autocomplete: true, choices: [{ name: "Y", value: "y" }] })] }),
    { "options.0.autocomplete": ["APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE"] },
  ],
  [
    "a context menu with a description",
    { name: "Reply", type: 3, description: "d" },
    { description: ["APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_NOT_ALLOWED"] },
  ],
  [
    "a context menu with options",
    { name: "Reply", type: 2, options: [option()] },
    { options: ["APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_NOT_ALLOWED"] },
  ],
  ["a context menu with a name of 33", { name: "x".repeat(33), type: 2 }, { name: ["BASE_TYPE_BAD_LENGTH"] }],
  ["a context menu without a name", { name: "", type: 3 }, { name: ["BASE_TYPE_BAD_LENGTH"] }],
  [
    "permissions that are no bits",
    command({ default_member_permissions: "MANAGE_GUILD" }),
    { default_member_permissions: ["NUMBER_TYPE_COERCE"] },
  ],
  ["a misspelt field", command({ descripton: "d" }), { descripton: ["UNKNOWN_KEY"] }],
  [
    "more than 8000 characters",
    command({
      options: many(25, (i) =>
        option({ name: `o${i}`, choices: many(25, (c) => ({ name: `${c}`, value: "x".repeat(20) })) }),
      ),
    }),
    { "": ["APPLICATION_COMMAND_TOO_LARGE"] },
  ],
];

describe("a definition is taken", () => {
  test.each(RIGHT)("with %s", async (_, body) => {
    const reply = await here.bot("POST", path, { body });
    expect(flawsOf(reply.body)).toEqual({});
    expect(reply.status).toBe(201);
  });
});

describe("a definition is refused (50035)", () => {
  test.each(WRONG)("with %s", async (_, body, flaws) => {
    expect(flawsOf((await here.bot("POST", path, { body })).body)).toEqual(flaws);
  });

  test.each(WRONG)("in a list, at its place, with %s", async (_, body, flaws) => {
    const reply = await here.bot("PUT", path, { body: [command({ name: "first" }), body] });
    const placed = Object.entries(flaws).map(([at, codes]) => [at === "" ? "1" : `1.${at}`, codes]);
    expect(flawsOf(reply.body)).toEqual(Object.fromEntries(placed));
  });

  test("when a list has a name twice", async () => {
    const reply = await here.bot("PUT", path, { body: [command(), command()] });
    expect(flawsOf(reply.body)).toEqual({ "1.name": ["APPLICATION_COMMANDS_DUPLICATE_NAME"] });
  });

  test("when contexts are set for a single server", async () => {
    const guildPath = path.replace("/commands", `/guilds/${here.guild.id}/commands`);
    const reply = await here.bot("POST", guildPath, { body: command({ contexts: [0] }) });
    expect(flawsOf(reply.body)).toEqual({ contexts: ["APPLICATION_COMMAND_GUILD_SCOPED"] });
  });
});
