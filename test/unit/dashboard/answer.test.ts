// Answering a thread from its page: to the user or among staff, once, by who may; and who has claimed it.

import { beforeEach, describe, expect, test } from "vitest";
import type { Thread } from "../../../worker/domain/thread.ts";
import { AIKO, GUILD, JONAS, MARA, NOW, OTHER_GUILD, staffMessage } from "../ports/samples.ts";
import type { Browser, Seen } from "./browser.ts";
import { type Desk, openDesk, type Persona } from "./desk.ts";
import { makeThread, said } from "./thread-scene.ts";

let desk: Desk;
let thread: Thread;
let path: string;

beforeEach(async () => {
  desk = openDesk();
  thread = await makeThread(desk);
  path = `/dashboard/${GUILD}/threads/${thread.id}`;
  said(desk.world, thread, [{ content: "I lost my rank" }]);
});

const textOf = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
const channel = () => desk.world.discord.channels.said(thread.channelId ?? "");
const kept = () => desk.world.tables.messages.filter(({ kind }) => kind !== "user");
/** The sign of the form on the page that was seen last. */
const onceOf = ({ html }: Seen): string => /name="once" value="([^"]+)"/.exec(html)?.[1] ?? "";

/** Somebody who has the page before them, and what they press there. */
async function reader(persona: Persona = "staff") {
  const browser: Browser = await desk.signedIn(persona);
  const once = onceOf(await browser.get(path));
  const answer = (fields: Record<string, string>) => browser.post(`${path}/answer`, { once, as: "named", ...fields });
  const claim = (fields: Record<string, string>) => browser.post(`${path}/claim`, { once, ...fields });
  return { browser, answer, claim };
}

test("a reply goes to the user, stands in the channel for the others of staff, and on the page", async () => {
  const { browser, answer } = await reader();
  const sent = await answer({ text: "Which **one**?" });
  expect(sent).toMatchObject({ status: 303, location: `${path}?done=sent#end` });
  expect(desk.world.dm()).toEqual(["Northwind: Which **one**?"]);
  expect(channel()).toEqual(["Jonas to Mara: Which **one**?"]);
  expect(kept()).toMatchObject([
    { kind: "reply", state: "delivered", source: "dashboard", shownId: expect.any(String) },
  ]);
  const { html } = await browser.get(sent.location);
  expect(html).toContain("Which <strong>one</strong>?");
  expect(textOf(html)).toContain("Sent to Mara.");
});

test("a note stays among staff", async () => {
  const { answer } = await reader();
  expect((await answer({ text: "A known one", as: "note" })).location).toContain("done=noted");
  expect(desk.world.dm()).toEqual([]);
  expect(channel()).toEqual(["note by Jonas: A known one"]);
  expect(kept()).toMatchObject([{ kind: "note" }]);
});

describe("whether the user sees the name", () => {
  test.each([
    ["off", "named", undefined],
    ["off", "anonymous", true],
    ["default", "named", undefined],
    ["default", "anonymous", true],
    ["forced", "anonymous", true],
  ] as const)("server %s, button %s", async (anonymous, as, expected) => {
    desk.world.addServer({ anonymous });
    const { answer } = await reader();
    expect((await answer({ text: "Hi", as })).status).toBe(303);
    expect(kept()[0]?.anonymous).toBe(expected);
  });

  test.each([
    ["off", ["named", "anonymous"]],
    ["default", ["anonymous", "named"]],
    ["forced", ["anonymous"]],
  ] as const)("the buttons of a server with %s", async (anonymous, expected) => {
    desk.world.addServer({ anonymous });
    const { html } = await (await desk.signedIn("staff")).get(path);
    const offered = [...html.matchAll(/name="as" value="([^"]+)"/g)].map(([, as]) => as);
    expect(offered).toEqual([...expected, "note"]);
    expect(html).toMatch(new RegExp(`value="${expected[0]}" class="primary"`));
  });

  test("a name where the server wants none is refused, and the text kept", async () => {
    const { answer } = await reader();
    desk.world.addServer({ anonymous: "forced" });
    const seen = await answer({ text: "It's <me>" });
    expect(seen.status).toBe(422);
    expect(seen.html).toContain("It's &lt;me></textarea>");
    expect(kept()).toEqual([]);
  });
});

describe("a form counts once", () => {
  test.each(["one after the other", "at once"])("however often it is sent, %s", async (how) => {
    const { answer } = await reader();
    const send = () => answer({ text: "Hello" });
    const answers = how === "at once" ? await Promise.all([send(), send(), send()]) : [await send(), await send()];
    for (const { status } of answers) expect(status).toBe(303);
    expect(desk.world.dm()).toEqual(["Northwind: Hello"]);
    expect(channel()).toEqual(["Jonas to Mara: Hello"]);
    expect(kept()).toHaveLength(1);
  });

  test("with another text it is not sent, but shown with the text; from there it can be", async () => {
    const { answer } = await reader();
    await answer({ text: "Hello" });
    const again = await answer({ text: "Hello, and more" });
    expect(again.status).toBe(422);
    expect(textOf(again.html)).toContain("This form was sent already, with another text");
    expect(again.html).toContain("Hello, and more</textarea>");
    expect(desk.world.dm()).toHaveLength(1);
    await answer({ text: "Hello, and more", once: onceOf(again) });
    expect(desk.world.dm()).toEqual(["Northwind: Hello", "Northwind: Hello, and more"]);
  });

  test("two people's forms, and two forms of one person, are each their own", async () => {
    const [jonas, aiko] = [await reader("staff"), await reader("admin")];
    const second = onceOf(await jonas.browser.get(path));
    await jonas.answer({ text: "same" });
    await jonas.answer({ text: "same", once: second });
    await aiko.answer({ text: "same" });
    expect(desk.world.dm()).toHaveLength(3);
    expect(new Set(kept().map(({ id }) => id)).size).toBe(3);
  });

  test("for a day; after that the page asks to look first", async () => {
    const { answer } = await reader();
    desk.world.clock.pass(24 * 60 * 60_000);
    const seen = await answer({ text: "Hello" });
    expect(seen.status).toBe(422);
    expect(seen.html).toContain("Hello</textarea>");
    for (const once of ["", "x", "zzzzzzzzz.aaaaaaaaaaaaaaaa", `${(NOW + 9e8).toString(36)}.aaaaaaaaaaaaaaaa`]) {
      expect((await answer({ text: "Hello", once })).status).toBe(422);
    }
    expect(kept()).toEqual([]);
  });

  test("and what it says of another thread's message is nothing", async () => {
    const { answer } = await reader();
    const elsewhere = await makeThread(desk, { guildId: OTHER_GUILD });
    // Whoever tried long enough could make a form whose id is another message's.
    await answer({ text: "Hello" });
    const [mine] = kept();
    desk.world.tables.messages.length = 0;
    const secret = staffMessage({ threadId: elsewhere.id, channelId: "1", id: mine?.id ?? "", content: "treasure" });
    await desk.world.store.keepStaffMessage(secret, "pending");
    const seen = await answer({ text: "Hello" });
    expect(seen.status).toBe(422);
    expect(seen.html).not.toContain("treasure");
    expect(desk.world.dm()).toEqual(["Northwind: Hello"]);
  });
});

describe("what can't be sent is said, and stays in the form", () => {
  test.each<[string, Record<string, string>, string]>([
    ["nothing", { text: "  " }, "Nothing was sent."],
    ["too much", { text: "x".repeat(6001) }, "6000"],
    ["an empty note", { text: "", as: "note" }, "Nothing was sent."],
  ])("%s", async (_, fields, expected) => {
    const { answer } = await reader();
    const seen = await answer(fields);
    expect(seen.status).toBe(422);
    expect(textOf(seen.html)).toContain(expected);
    expect(kept()).toEqual([]);
  });

  test("a user who can't be reached", async () => {
    desk.world.discord.refusals.set("sendReply", { reason: "dm-closed" });
    const { answer } = await reader();
    const seen = await answer({ text: "Hello" });
    expect(seen.status).toBe(422);
    expect(seen.html).toContain("Hello</textarea>");
    expect(kept()).toMatchObject([{ state: "refused", problem: "dm-closed" }]);
    expect(channel()).toEqual(["[not-sent dm-closed]"]);
  });

  test("a thread that was closed in the meantime", async () => {
    const { answer } = await reader();
    await desk.world.store.startClosing(thread.id, AIKO, null, NOW, NOW);
    const seen = await answer({ text: "Hello" });
    expect(textOf(seen.html)).toContain("Nothing was sent. This thread is being closed by");
    expect(kept()).toEqual([]);
  });
});

test("Discord being away keeps the reply, says so, and sends nothing twice when it is sent again", async () => {
  const { Later } = await import("../../../worker/domain/refusal.ts");
  const { answer } = await reader();
  desk.world.intercept((name, run) => {
    if (name === "discord.sendReply") throw new Later(5, "Discord failed");
    return run();
  });
  expect((await answer({ text: "Hello" })).location).toContain("done=waits");
  expect(kept()).toMatchObject([{ state: "pending" }]);
  desk.world.intercept((_, run) => run());
  expect((await answer({ text: "Hello" })).location).toContain("done=sent");
  expect(desk.world.dm()).toEqual(["Northwind: Hello"]);
});

test("a channel that can't show the reply is no reason to send it again: it arrived, and that is said", async () => {
  desk.world.discord.refusals.set("showReply", { reason: "missing-permission" });
  const { answer } = await reader();
  expect((await answer({ text: "Hello" })).location).toContain("done=unseen");
  expect(desk.world.dm()).toEqual(["Northwind: Hello"]);
});

describe("a thread that somebody else has claimed", () => {
  beforeEach(async () => {
    await desk.world.store.claim(thread.id, null, AIKO, NOW);
  });

  test("can be noted in; to answer, it is taken over, in one step", async () => {
    const { browser, answer } = await reader();
    const { html } = await browser.get(path);
    expect(textOf(html)).toContain(`user ${AIKO} has claimed this thread and answers it.`);
    expect([...html.matchAll(/name="as" value="([^"]+)"/g)].map(([, as]) => as)).toEqual(["take-over", "note"]);
    await answer({ text: "Seen", as: "note" });
    expect((await answer({ text: "Hello" })).status).toBe(422);
    expect(desk.world.dm()).toEqual([]);

    const once = onceOf(await browser.get(path));
    expect((await answer({ text: "Hello", as: "take-over", holder: AIKO, once })).status).toBe(303);
    expect(desk.world.thread().claimedBy).toBe(JONAS);
    expect(desk.world.dm()).toEqual(["Northwind: Hello"]);
    expect(channel()).toEqual(["note by Jonas: Seen", "[taken-over]", "Jonas to Mara: Hello"]);
  });

  test("isn't taken from a third who was faster", async () => {
    const { answer } = await reader();
    await desk.world.store.claim(thread.id, AIKO, "870000000000000099", NOW);
    const seen = await answer({ text: "Hello", as: "take-over", holder: AIKO });
    expect(seen.status).toBe(422);
    expect(seen.html).toContain("Hello</textarea>");
    expect(textOf(seen.html)).toContain("user 870000000000000099 has claimed this thread in the meantime");
    expect(desk.world.dm()).toEqual([]);
  });

  test("is answered by an admin as it is", async () => {
    await desk.world.store.claim(thread.id, AIKO, MARA, NOW);
    const { answer } = await reader("admin");
    expect((await answer({ text: "Hello" })).status).toBe(303);
    expect(desk.world.thread().claimedBy).toBe(MARA);
  });

  test("was claimed while the form was open: it says so and offers to take over", async () => {
    await desk.world.store.claim(thread.id, AIKO, null, NOW);
    const { answer } = await reader();
    await desk.world.store.claim(thread.id, null, AIKO, NOW);
    const seen = await answer({ text: "Hello" });
    expect(seen.status).toBe(422);
    expect(seen.html).toMatch(/name="as" value="take-over"/);
    expect(seen.html).toContain("Hello</textarea>");
  });
});

describe("the claim", () => {
  test.each<[string, string | null, Record<string, string>, string | null, string]>([
    ["claiming", null, { act: "claim" }, JONAS, "[claimed]"],
    ["claiming what is theirs", JONAS, { act: "claim" }, JONAS, "[claimed]"],
    ["giving back", JONAS, { act: "unclaim" }, null, "[unclaimed]"],
    ["taking over", AIKO, { act: "take-over", holder: AIKO }, JONAS, "[taken-over]"],
  ])("%s, however often it is sent, is done and told once", async (_, before, fields, after, told) => {
    await desk.world.store.claim(thread.id, null, before, NOW);
    const { claim } = await reader();
    for (let times = 0; times < 2; times++) expect((await claim(fields)).status).toBe(303);
    expect(desk.world.thread().claimedBy).toBe(after);
    expect(channel()).toEqual([told]);
  });

  test.each<[string, string | null, Record<string, string>]>([
    ["claiming what another has", AIKO, { act: "claim" }],
    ["giving back what another has", AIKO, { act: "unclaim" }],
    ["taking over from somebody who hasn't got it", AIKO, { act: "take-over", holder: MARA }],
    ["something else", null, { act: "sell" }],
    ["nothing", null, {}],
  ])("%s is refused in words", async (_, before, fields) => {
    await desk.world.store.claim(thread.id, null, before, NOW);
    const { claim } = await reader();
    const seen = await claim(fields);
    expect(seen.status).toBe(422);
    expect(seen.html).toMatch(/role="alert"/);
    expect(desk.world.thread().claimedBy).toBe(before);
    expect(channel()).toEqual([]);
  });
});

test("a thread that is being opened can't be answered yet, and one that is closed not any more", async () => {
  Object.assign(desk.world.tables.threads[0] ?? {}, { state: "opening", channelId: null });
  const browser = await desk.signedIn("staff");
  expect(textOf((await browser.get(path)).html)).toContain("This thread is just being opened");
  Object.assign(desk.world.tables.threads[0] ?? {}, { state: "closed", closedAt: NOW });
  expect(textOf((await browser.get(path)).html)).toContain("This thread is closed");
});

test("admins make a thread theirs alone, and everybody's again", async () => {
  const { browser } = await reader("admin");
  const staff = await desk.signedIn("staff");
  const mark = (confidential: string) => browser.post(`${path}/confidential`, { confidential });
  expect((await mark("yes")).location).toBe(`${path}?done=confidential#end`);
  expect((await staff.get(path)).status).toBe(404);
  expect(textOf((await browser.get(path)).html)).toContain("Only admins see this thread on the dashboard.");
  await mark("no");
  expect((await staff.get(path)).status).toBe(200);
});

describe("erasing", () => {
  beforeEach(async () => {
    thread = await makeThread(desk, { userId: AIKO, closed: true, profile: { username: "zoe", displayName: "Zoe" } });
    path = `/dashboard/${GUILD}/threads/${thread.id}`;
    said(desk.world, thread, [{ content: "a secret" }, { kind: "note", content: "another secret" }]);
  });

  test("is asked twice, done once, and leaves the number with a receipt", async () => {
    const browser = await desk.signedIn("admin");
    expect((await browser.get(`${path}/erase`)).html).toMatch(/name="id" value="[^"]+"/);
    // As the product makes them.
    const id = "b".repeat(20);
    const wrong = await browser.post(`${path}/erase`, { id, number: "3" });
    expect([wrong.status, textOf(wrong.html).includes("That isn't this thread's number")]).toEqual([422, true]);
    const done = await browser.post(`${path}/erase`, { id, number: "#2" });
    const receipt = textOf((await browser.get(done.location)).html);
    expect(receipt).toContain("1 thread with 2 messages and 0 files");
    const { html } = await browser.get(path);
    expect(textOf(html)).toContain("What was said here was erased.");
    expect(html).not.toMatch(/secret|zoe/i);
    expect((await browser.post(`${path}/erase`, { id, number: "2" })).status).toBe(404);
    expect(desk.world.tables.messages).toHaveLength(1);
  });

  test("isn't offered for a thread that is open", async () => {
    const open = `/dashboard/${GUILD}/threads/${desk.world.tables.threads[0]?.id}`;
    const browser = await desk.signedIn("admin");
    expect(textOf((await browser.get(open)).html)).toContain("An open thread can't be erased: close it first.");
    expect((await browser.get(`${open}/erase`)).status).toBe(404);
  });
});
