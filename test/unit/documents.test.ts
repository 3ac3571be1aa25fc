// README, CONTRIBUTING, SECURITY and PROMISES say what is true: scripts, files, commands and numbers that they name exist as named.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { bitsOf } from "../../worker/domain/permissions.ts";
import { BOT_PERMISSIONS } from "../../worker/domain/setup-check.ts";
import { TYPED_NAMES } from "../../worker/domain/typed-commands.ts";
import { commandDefinitions } from "../../worker/interactions/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(root + path, "utf8");
const readme = read("README.md");
const all = [readme, read("CONTRIBUTING.md"), read("SECURITY.md"), read("PROMISES.md")].join("\n");

const found = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name)),
];

test("every npm script that they name exists", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = found(all, /npm run ([a-z][a-z:-]*)/g);
  expect(named).toContain("demo");
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("every file that they link to or name exists", () => {
  const linked = found(all, /(?:\]\(|src="|srcset=")(?!https?:|#)([^)"]+)/g);
  const named = found(all, /`((?:worker|gateway-relay|migrations|test|\.ci|\.github)\/[\w./-]+)`/g);
  expect(linked.length).toBeGreaterThan(4);
  expect(named.length).toBeGreaterThan(20);
  expect([...linked, ...named].filter((path) => !existsSync(root + path))).toEqual([]);
});

test("README names every command and no other, the options of setup, and what context menus have", () => {
  const definitions = commandDefinitions().map((definition) => ({ ...definition, options: optionsOf(definition) }));
  const menus = definitions.filter(({ type = 1 }) => type !== 1);
  const slash = definitions.filter(({ type = 1 }) => type === 1);
  const groups = slash.filter(({ options }) => options.some((option) => option.type === 1));
  const paths = slash.flatMap((command) =>
    groups.includes(command) ? command.options.map((option) => `${command.name} ${option.name}`) : [command.name],
  );
  const words = groups.map(({ name }) => name).join("|");
  const named = found(readme, new RegExp(`\`/((?:(?:${words}) )?[a-z]+)(?=[\` ])`, "g"));
  expect(named.sort()).toEqual([...paths, "dashboard", "health", "metrics", "privacy"].sort());
  expect(menus.filter(({ name }) => !readme.includes(`**${name}**`))).toEqual([]);
  const setup = definitions[0]?.options.find((option) => option.name === "setup");
  const names = setup && "options" in setup ? (setup.options ?? []).map((option) => option.name) : [];
  expect(names).toContain("staff-role");
  expect(names.filter((name) => !new RegExp(`\\| \`${name}\` +\\|`).test(readme))).toEqual([]);
});

const optionsOf = (definition: ReturnType<typeof commandDefinitions>[number]) =>
  "options" in definition ? (definition.options ?? []) : [];

test("README names everything that can be typed", () => {
  expect(TYPED_NAMES).toContain("areply");
  expect(TYPED_NAMES.filter((name) => !new RegExp(`\`!${name}[\` ]`).test(readme))).toEqual([]);
});

test("the install link asks for what the bot needs", () => {
  const needed = bitsOf([...BOT_PERMISSIONS, "Manage Roles"]);
  expect(readme).toContain(`\`${needed}\``);
  expect(readme).toContain(`&permissions=${needed | bitsOf(["Mention Everyone"])}`);
});
