// The layout's rules, checked on the source itself: who may import whom, what is pure, where bindings appear, how files
// begin and how long they are. The table is the picture in CONTRIBUTING as data.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import * as dashboard from "../../worker/dashboard/pages.ts";
import * as table from "../../worker/interactions/index.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const WORKERS_TYPES = "@cloudflare/workers-types";

/** Room by room, the longest matching path decides. `node:` stands for all of Node, a name ending in `*` for all below. */
const MAY_IMPORT: Record<string, string[]> = {
  "worker/domain": [],
  "worker/threads": ["worker/domain"],
  "worker/store": ["worker/domain", "worker/threads/ports.ts", "kysely", "kysely-d1", WORKERS_TYPES],
  "worker/discord": [
    "worker/domain",
    "worker/threads/ports.ts",
    "gateway-relay/protocol",
    "discord-api-types/v10",
    "@discordjs/rest",
    "@discordjs/core/http-only",
    "arctic",
  ],
  "worker/discord/views": ["worker/domain", "worker/threads/ports.ts", "discord-api-types/v10"],
  "worker/discord/read": ["worker/domain", "worker/threads/ports.ts", "worker/discord/views", "valibot"],
  "worker/transcripts": [
    "worker/domain",
    "worker/threads/ports.ts",
    "worker/discord/views/avatar.ts",
    "preact",
    "preact/jsx-runtime",
    "preact-render-to-string",
    WORKERS_TYPES,
  ],
  "worker/links.ts": ["worker/threads/ports.ts", "worker/signatures.ts"],
  "worker/downloads": ["worker/app.ts", "worker/door.ts", "worker/domain", "worker/discord/views/texts.ts"],
  "worker/env.ts": ["gateway-relay/protocol", WORKERS_TYPES],
  "worker/app.ts": [
    "worker/env.ts",
    "worker/links.ts",
    "worker/domain",
    "worker/threads",
    "worker/store",
    "worker/discord",
    "worker/transcripts",
    "worker/personal-data-links.ts",
    WORKERS_TYPES,
  ],
  "worker/door.ts": ["worker/domain"],
  "worker/signatures.ts": [],
  "worker/personal-data-links.ts": ["worker/signatures.ts"],
  "worker/interactions": [
    "worker/app.ts",
    "worker/door.ts",
    "worker/domain",
    "worker/threads",
    "worker/discord/views",
    "worker/discord/read",
    "discord-api-types/v10",
    "discord-interactions",
    "valibot",
  ],
  "worker/gateway-events": [
    "worker/app.ts",
    "worker/door.ts",
    "worker/domain",
    "worker/threads",
    "worker/discord/views",
    "worker/discord/read",
    "gateway-relay/protocol",
    "valibot",
  ],
  "worker/dashboard": [
    "worker/app.ts",
    "worker/door.ts",
    "worker/domain",
    "worker/threads",
    "worker/discord/views",
    "worker/transcripts/page",
    "preact",
    "preact/jsx-runtime",
    "preact-render-to-string",
  ],
  "worker/schedule": ["worker/app.ts", "worker/door.ts", "worker/domain", "worker/threads"],
  "worker/router.ts": [
    "worker/app.ts",
    "worker/env.ts",
    "worker/dashboard",
    "worker/downloads",
    "worker/gateway-events",
    "worker/interactions",
    "itty-router",
  ],
  "worker/index.ts": ["worker/app.ts", "worker/env.ts", "worker/router.ts", "worker/schedule", WORKERS_TYPES],
  // A script for Node, not a part of the Worker: it writes what the table of contents says to Discord.
  "worker/register-commands.ts": [
    "worker/interactions/index.ts",
    "worker/env.ts",
    "discord-api-types/v10",
    "@discordjs/*",
    "node:",
  ],
  "gateway-relay/protocol": ["discord-api-types/v10", "standardwebhooks"],
  "gateway-relay/src": ["gateway-relay/protocol", "@discordjs/ws", "@discordjs/rest", "discord-api-types/v10", "node:"],
};

const sources = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !path.includes("node_modules"))
    .sort();
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const product = [...sources("worker"), ...sources("gateway-relay")];

/** Source without comments and texts, so that a word in a sentence is no use of it. */
const codeOf = (path: string): string =>
  read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*$|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/gm, "");

/** Every module that a file names: repository paths for its own, package names for the others. */
function importsOf(path: string): string[] {
  const named = read(path).matchAll(
    /^\s*(?:import|export)\b(?:[^;"'=(]*?\bfrom)?\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
  );
  return [...named].map(([, from, dynamic]) => {
    const name = from ?? dynamic ?? "";
    return name.startsWith(".") ? join(dirname(path), name) : name;
  });
}

const within = (path: string, room: string): boolean =>
  path === room || path.startsWith(`${room}/`) || (room.endsWith("*") && path.startsWith(room.slice(0, -1)));

function roomOf(path: string): string {
  const rooms = Object.keys(MAY_IMPORT).filter((room) => within(path, room));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? "no room";
}

const mayImport = (room: string, name: string): boolean =>
  within(name, room) ||
  (MAY_IMPORT[room] ?? []).some((other) => (other === "node:" ? name.startsWith("node:") : within(name, other)));

test("the scan sees imports of every form", () => {
  expect(product.length).toBeGreaterThan(80);
  expect(importsOf("worker/threads/open.ts")).toContain("worker/domain/refusal.ts");
  expect(importsOf("worker/gateway-events/events.ts")).toContain("worker/gateway-events/gateway-event.ts");
  expect(mayImport("worker/domain", "valibot")).toBe(false);
  expect(mayImport("worker/interactions", "worker/store/store.ts")).toBe(false);
  expect(mayImport("worker/interactions", "worker/discord/rest.ts")).toBe(false);
});

test("every file stands in a room and imports only what its room may", () => {
  const wrong = product.flatMap((path) => {
    const room = roomOf(path);
    return importsOf(path)
      .filter((name) => room === "no room" || !mayImport(room, name))
      .map((name) => `${path} (${room}) imports ${name}`);
  });
  expect(wrong).toEqual([]);
});

test("the domain has no clock, no randomness, no I/O", () => {
  const impure =
    /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\b|\bfetch\b|\bconsole\b|\bsetTimeout\b|\bglobalThis\b/;
  const rooms = [...sources("worker/domain"), ...sources("worker/discord/views")];
  expect(rooms.filter((path) => impure.test(codeOf(path)))).toEqual([]);
});

test("the clock and the network are ports: verbs and doors take them from the app", () => {
  const own = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bcrypto\b|\bfetch\b|\bsetTimeout\b/;
  const rooms = [...sources("worker/threads"), ...sources("worker/interactions"), ...sources("worker/gateway-events")];
  expect(rooms.filter((path) => own.test(codeOf(path)))).toEqual([]);
});

test("pages take clock, network and randomness from the app, too; hashing is no randomness", () => {
  const own = /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bgetRandomValues\b|\bfetch\b|\bsetTimeout\b/;
  // In static/ stands what browsers run.
  const pages = sources("worker/dashboard").filter((path) => !within(path, "worker/dashboard/static"));
  expect(pages.filter((path) => own.test(codeOf(path)))).toEqual([]);
});

test("the database's and the bucket's types appear in env.ts and in the edges that they belong to", () => {
  const using = (type: string) => product.filter((path) => new RegExp(`\\b${type}\\b`).test(codeOf(path)));
  expect(using("D1Database").filter((path) => path !== "worker/env.ts" && !within(path, "worker/store"))).toEqual([]);
  expect(using("R2Bucket").filter((path) => path !== "worker/env.ts" && !within(path, "worker/transcripts"))).toEqual(
    [],
  );
});

test("the table of contents lists every feature of its folder", () => {
  const exported = sources("worker/interactions").flatMap((path) =>
    [...read(path).matchAll(/^export const (\w+): Feature\b/gm)].map(([, name]) => name),
  );
  const listed = /features: readonly Feature\[\] = \[([^\]]*)\]/.exec(read("worker/interactions/index.ts"))?.[1];
  expect(listed?.match(/\w+/g)?.sort()).toEqual(exported.sort());
  expect(table.features).toHaveLength(exported.length);
  const names = table.features.map((feature) => feature.name);
  expect(new Set(names).size).toBe(names.length);
});

test("the dashboard's table of contents lists every page of its folder", () => {
  const exported = sources("worker/dashboard/pages").flatMap((path) =>
    [...read(path).matchAll(/^export const (\w+): Page\b/gm)].map(([, name]) => name),
  );
  const listed = /pages: readonly Page\[\] = \[([^\]]*)\]/.exec(read("worker/dashboard/pages.ts"))?.[1];
  expect(listed?.match(/\w+/g)?.sort()).toEqual(exported.sort());
  const names = dashboard.pages.map((page) => page.name);
  expect(new Set(names).size).toBe(exported.length);
});

test("every source file begins with a comment that says what lives here", () => {
  const files = [...product, ...sources("test")];
  expect(files.filter((path) => !/^(\/\/ \S|\/\*\*? \S)/.test(read(path)))).toEqual([]);
});

test("no file of the product is longer than 300 lines", () => {
  expect(product.filter((path) => read(path).trimEnd().split("\n").length > 300)).toEqual([]);
});
