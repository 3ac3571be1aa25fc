// Who may open what: every route of the dashboard for every kind of person. A page that isn't in the table fails.

import { beforeAll, describe, expect, test } from "vitest";
import { pages } from "../../../worker/dashboard/pages.ts";
import { GUILD, MARA, NOW, OTHER_GUILD, sampleFile } from "../ports/samples.ts";
import type { Seen } from "./browser.ts";
import { type Desk, openDesk, PERSONAS, type Persona } from "./desk.ts";
import { makeThread, said } from "./thread-scene.ts";

/** "no": as if it weren't there. */
type Outcome = "open" | "sign in" | "no";
type Row = Record<Persona, Outcome>;

const all = (outcome: Outcome) => Object.fromEntries(PERSONAS.map((persona) => [persona, outcome])) as Row;
const anybody: Row = all("open");
const signedIn: Row = { ...anybody, visitor: "sign in" };
const staff: Row = { ...signedIn, user: "no", elsewhere: "no", former: "no" };
const admin: Row = { ...staff, staff: "no" };

/** By method and the page's name. A new page is a line here, and what it says is decided by hand. */
const TABLE: Record<string, Row> = {
  "GET landing": anybody,
  "GET sign-in": anybody,
  "GET callback": anybody,
  "POST sign-out": signedIn,
  "POST sign-out-everywhere": signedIn,
  "GET workspaces": signedIn,
  "GET guild": staff,
  "GET threads": staff,
  "GET thread": staff,
  "GET thread-messages": staff,
  "GET thread-file": staff,
  "GET thread-download": staff,
  "POST thread-answer": staff,
  "POST thread-claim": staff,
  "POST thread-confidential": admin,
  "GET thread-erase": admin,
  "POST thread-erase": admin,
  "GET settings": admin,
  "GET configure": admin,
  "POST configure": admin,
  "GET overview": staff,
  "GET snippets": staff,
  "GET snippet": staff,
  "GET new-snippet": admin,
  "POST new-snippet": admin,
  "GET edit-snippet": admin,
  "POST edit-snippet": admin,
  "GET remove-snippet": admin,
  "POST remove-snippet": admin,
  "POST restore-snippet": admin,
  "GET notes": staff,
  "GET user-notes": staff,
  "POST user-notes": staff,
  "POST remove-user-note": staff,
  "GET privacy": admin,
  "GET privacy-data": admin,
  "GET privacy-erase": admin,
  "POST privacy-erase": admin,
  "GET privacy-notice": anybody,
  // Nobody without the link that was made for them.
  "GET personal-data": all("no"),
};

/** What the path's other parameters are, what it asks for, and what a form needs to be taken. */
const PARAMS: Record<string, string> = {
  guild: GUILD,
  name: "rules",
  user: MARA,
  thread: "t0000000000matrix001",
  message: "900000000000900001",
  attachment: "920000000000900001",
  format: "json",
};
const QUERIES: Record<string, string> = {
  "GET privacy-data": `?user=${MARA}`,
  "GET privacy-erase": `?user=${MARA}`,
};
const ONCE = `${NOW.toString(36)}.sixteen-letters-`;
const FORMS: Record<string, Record<string, string>> = {
  "POST new-snippet": { id: "a".repeat(20), name: "hours", text: "From nine to five." },
  "POST edit-snippet": { id: "b".repeat(20), version: "1", text: "Please read them." },
  "POST remove-snippet": { id: "c".repeat(20) },
  "POST restore-snippet": { id: "d".repeat(20), change: "1" },
  "POST user-notes": { id: "a".repeat(20), text: "Honest." },
  "POST privacy-erase": { user: MARA, again: MARA, id: "a".repeat(20) },
  "POST thread-answer": { once: ONCE, as: "note", text: "Hello" },
  "POST thread-claim": { once: ONCE, act: "claim" },
  "POST thread-confidential": { confidential: "yes" },
  "POST thread-erase": { number: "1", id: "b".repeat(20) },
};

/** The thread of those parameters, with a message and its file. */
async function threadIn(desk: Desk) {
  // Closed, or it can't be erased; answers are refused in words then.
  const thread = await makeThread(desk, { id: PARAMS.thread ?? "", closed: true });
  const file = sampleFile({ id: PARAMS.attachment ?? "" });
  said(desk.world, thread, [{ id: PARAMS.message ?? "", attachments: [file] }]);
  return thread;
}

const routes = pages.flatMap((page) =>
  (["get", "post"] as const)
    .filter((method) => method in page)
    .map((method) => {
      const route = `${method.toUpperCase()} ${page.name}`;
      const path = page.path.replace(/:(\w+)/g, (_, name: string) => PARAMS[name] ?? `no ${name} in PARAMS`);
      return { route, method, path: path + (QUERIES[route] ?? "") };
    }),
);

function outcomeOf({ status, location }: Seen): Outcome | string {
  if (status === 404) return "no";
  if (status === 401 || (status === 303 && location.startsWith("/dashboard?next="))) return "sign in";
  return status === 200 || status === 303 || status === 422 ? "open" : `status ${status}`;
}

test("the table has a line for every route and no other", () => {
  expect(Object.keys(TABLE).toSorted()).toEqual(routes.map(({ route }) => route).toSorted());
});

describe.each(PERSONAS)("%s", (persona) => {
  let ask: (method: "get" | "post", path: string, form?: Record<string, string>) => Promise<Seen>;
  beforeAll(async () => {
    const desk = openDesk();
    await threadIn(desk);
    ask = async (method, path, form = {}) => {
      // Each from a browser of its own: some routes end the session.
      const browser = await desk.signedIn(persona);
      return method === "get" ? browser.get(path) : browser.post(path, form);
    };
  });

  test.each(routes)("$route", async ({ route, method, path }) => {
    expect(outcomeOf(await ask(method, path, FORMS[route]))).toBe(TABLE[route]?.[persona]);
  });
});

describe("a confidential thread", () => {
  const threadRoutes = routes.filter(({ path }) => path.includes(PARAMS.thread ?? ""));
  const row = (persona: Persona): Outcome =>
    persona === "visitor" ? "sign in" : persona === "admin" || persona === "manager" ? "open" : "no";

  test.each(PERSONAS)("is the admins' alone: %s", async (persona) => {
    for (const { route, method, path } of threadRoutes) {
      const desk = openDesk();
      await desk.world.store.markConfidential(GUILD, (await threadIn(desk)).id, true);
      const browser = await desk.signedIn(persona);
      const seen = method === "get" ? await browser.get(path) : await browser.post(path, FORMS[route]);
      expect(outcomeOf(seen), route).toBe(row(persona));
    }
  });
});

describe("a thread of another server", () => {
  test.each(PERSONAS)("isn't there under this one's address: %s", async (persona) => {
    const desk = openDesk();
    await threadIn(desk);
    const browser = await desk.signedIn(persona);
    for (const { route, method, path } of routes.filter((one) => one.path.includes(PARAMS.thread ?? ""))) {
      const elsewhere = path.replace(GUILD, OTHER_GUILD);
      const seen = method === "get" ? await browser.get(elsewhere) : await browser.post(elsewhere, FORMS[route]);
      expect(outcomeOf(seen), route).toBe(persona === "visitor" ? "sign in" : "no");
    }
    expect(desk.world.tables.messages).toHaveLength(1);
  });
});
