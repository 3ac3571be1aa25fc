// Privacy on the web: the page for everybody, a person's data by a link, and what admins do with one person's data.

import { beforeEach, describe, expect, test } from "vitest";
import { askErasure } from "../../../worker/threads/erase-user.ts";
import { receiveUserMessage } from "../../../worker/threads/receive-user-message.ts";
import { dmOf, GUILD, IVO, MARA, OTHER_GUILD, userMessage } from "../ports/samples.ts";
import { type Desk, openDesk } from "./desk.ts";

const PAGE = `/dashboard/${GUILD}/privacy`;
let desk: Desk;

beforeEach(async () => {
  desk = openDesk();
  const { world } = desk;
  await world.store.saveBot({ userId: "890000000000000001", messageContent: true }, world.clock.now());
  await receiveUserMessage(world.ports, userMessage({ content: "<b>I am missing my rank</b>" }));
});

describe("the page for everybody", () => {
  test("needs nobody to be signed in, and says whom to ask", async () => {
    const { status, html } = await desk.browser().get("/privacy");
    expect(status).toBe(200);
    expect(html).toContain("/modmail privacy");
    expect(html).toContain('href="mailto:privacy@northwind.example"');
  });

  test.each([
    ["https://northwind.example/privacy", 'href="https://northwind.example/privacy"'],
    ["Ask <Robin>", "Ask &lt;Robin"],
    ["javascript:alert(1)", "<bdi>javascript:alert(1)</bdi>"],
    [null, "The operator hasn"],
  ])("whom to ask: %s", async (contact, expected) => {
    desk.app.config.privacyContact = contact;
    expect((await desk.browser().get("/privacy")).html).toContain(expected);
  });
});

describe("a link to one's own data", () => {
  const open = (link: string) => desk.browser().get(link.replace("https://modmail.example", ""));

  test("opens it for an hour, as a file, for whoever has it", async () => {
    const link = await desk.app.personalDataLinks.linkFor(MARA);
    const seen = await open(link);
    expect(seen.status).toBe(200);
    expect(seen.headers.get("content-disposition")).toBe(`attachment; filename="modmail-data-${MARA}.json"`);
    expect(seen.headers.get("x-content-type-options")).toBe("nosniff");
    expect(JSON.parse(seen.html)).toMatchObject({
      kind: "modmail-personal-data",
      user: { id: MARA },
      threads: [{ server: { name: "Northwind" }, messages: [{ from: "you", content: "<b>I am missing my rank</b>" }] }],
    });
    desk.world.clock.pass(60 * 60_000);
    expect((await open(link)).status).toBe(404);
  });

  test("opens nobody else's, and can't be made longer", async () => {
    const link = await desk.app.personalDataLinks.linkFor(MARA);
    const later = String(desk.world.clock.now() + 9_000_000);
    for (const changed of [
      link.replace(MARA, IVO),
      link.replace(/until=\d+/, `until=${later}`),
      link.replace(/signature=./, "signature=_"),
      link.replace(/signature=.*/, "signature="),
      link.replace(/&signature=.*/, ""),
    ]) {
      const { status, html } = await open(changed);
      expect(status).toBe(404);
      expect(html).not.toContain("missing my rank");
    }
  });
});

describe("an admin", () => {
  test("looks a person up, and gets the file that the person would get", async () => {
    const browser = await desk.signedIn("admin");
    const { html } = await browser.get(`${PAGE}?user=${MARA}`);
    expect(html).toContain("1 thread, 1 open");
    expect(html).toContain("1 message, 0 files");
    expect(html).toContain("Mara (@mara)");
    expect((await browser.get(`${PAGE}/erase?user=${MARA}`)).html).toContain("Known here as Mara (@mara)");
    const { html: json } = await browser.get(`${PAGE}/data?user=${MARA}`);
    expect(JSON.parse(json).threads).toHaveLength(1);
  });

  test("learns nothing of what a person said to other servers", async () => {
    const { world } = desk;
    world.addServer({ guildId: OTHER_GUILD, guildName: "Southwind", logsChannelId: null });
    world.join(IVO, OTHER_GUILD);
    await receiveUserMessage(world.ports, userMessage({ userId: IVO, channelId: dmOf(IVO), content: "Elsewhere" }));
    const browser = await desk.signedIn("admin");
    expect((await browser.get(`${PAGE}?user=${IVO}`)).html).toContain("No thread of the user");
    expect((await browser.get(`${PAGE}/data?user=${IVO}`)).html).not.toContain("Elsewhere");
  });

  test.each(["", "mara", "123", "<script>"])("what is no id is said: %s", async (id) => {
    const browser = await desk.signedIn("admin");
    const { html } = await browser.get(`${PAGE}?user=${encodeURIComponent(id)}`);
    expect(html.includes("That is no user id")).toBe(id !== "");
    expect(html).not.toContain("<script>");
    expect((await browser.get(`${PAGE}/data?user=${encodeURIComponent(id)}`)).status).toBe(404);
    expect((await browser.get(`${PAGE}/erase?user=${encodeURIComponent(id)}`)).status).toBe(404);
  });

  /** What the form says that asks a second time. */
  async function askedTwice(browser: Awaited<ReturnType<Desk["signedIn"]>>) {
    const { html } = await browser.get(`${PAGE}/erase?user=${MARA}`);
    return { user: MARA, id: /name="id" value="([^"]+)"/.exec(html)?.[1] ?? "" };
  }

  test("is asked twice: without the id once more nothing is erased", async () => {
    const browser = await desk.signedIn("admin");
    desk.app.newThreadId = () => "a".repeat(20);
    const form = await askedTwice(browser);
    for (const again of ["", IVO]) {
      const { status, html } = await browser.post(`${PAGE}/erase`, { ...form, again });
      expect(status).toBe(422);
      expect(html).toContain("That isn&#39;t the same id".replace("&#39;", "'"));
    }
    expect(desk.world.tables.messages).toHaveLength(1);
    expect(desk.world.tables.erasures).toEqual([]);
  });

  test("has the person's data erased, once however often the form is sent, and sees the receipt", async () => {
    const browser = await desk.signedIn("admin");
    desk.app.newThreadId = () => "b".repeat(20);
    const form = { ...(await askedTwice(browser)), again: MARA };
    const { location } = await browser.post(`${PAGE}/erase`, form);
    await browser.post(`${PAGE}/erase`, form);
    expect(desk.world.tables.messages).toEqual([]);
    expect(desk.world.thread()).toMatchObject({ userId: "0", state: "closed" });
    expect(desk.world.tables.erasures).toMatchObject([{ userId: null, by: { name: "Aiko" } }]);
    const { html } = await browser.get(location);
    expect(html).toContain("1 thread with 1 message and 0 files");
    expect(html).toContain("2 entries in the logs channel");
    expect(html).not.toContain(MARA);
  });

  test("is told when it isn't done yet", async () => {
    const browser = await desk.signedIn("admin");
    await askErasure(
      {
        ...desk.world.ports,
        discord: { ...desk.world.ports.discord, deleteChannel: () => Promise.reject(new Error("!")) },
      },
      { id: "c".repeat(20), userId: MARA, guildId: GUILD, by: { id: "1", name: "Aiko" }, dmChannelId: null },
    );
    const { html } = await browser.get(`${PAGE}?erased=${"c".repeat(20)}`);
    expect(html).toContain("It is being erased.");
  });

  test("sees how long the server keeps threads", async () => {
    const browser = await desk.signedIn("admin");
    expect((await browser.get(PAGE)).html).toContain("keeps its threads for good");
    desk.world.addServer({ retentionDays: 30 });
    expect((await browser.get(PAGE)).html).toContain("for 30 days after they are closed");
  });
});
