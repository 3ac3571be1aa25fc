// What made-up clients and people without the right send through Discord: refused in words that only they see. Nothing
// changes in D1, the user hears nothing.

import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Person } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { stored } from "./lone-worker.ts";
import { addServer, enable, type Scene, type Server, sees, startScene, threadChannel } from "./scene.ts";

const NOT_STAFF = "Only this server's Modmail staff may do that.";
const NO_THREAD = "This isn't the channel of an open thread.";
const MADE_UP = "That choice isn't one that I offered.";

let scene: Scene;
/** Another server with Modmail on, in which Mara isn't. */
let elsewhere: Server;
let nobody: Person;
let thread: { channel: string; headerId: string; id: string };

beforeAll(async () => {
  scene = await startScene();
  const { discord, guild, mara, jonas } = scene;
  nobody = discord.createUser({ username: "nobody" });
  guild.addMember(nobody);
  elsewhere = addServer(scene, "Elsewhere", scene);
  elsewhere.guild.removeMember(mara);
  await enable(scene, elsewhere);

  mara.send("dm", "Please help");
  const channel = await threadChannel(scene);
  const header = await sees(jonas, channel, "Thread #1 with Mara");
  const row = await until(
    () => scene.worker.db.prepare("SELECT id FROM threads WHERE state = 'open'").first<{ id: string }>(),
    "the thread never opened",
  );
  await sees(mara, "dm", "Northwind");
  thread = { channel, headerId: header.id, id: row.id };
  return () => scene.close();
});

/** Around every test of a group: nothing is stored, nothing is sent, the user hears nothing. */
function leavesNoTrace(): void {
  const trace = async () => ({
    rows: await stored(scene.worker),
    heard: scene.mara.messages("dm").filter((message) => !message.ephemeral).length,
    sent: scene.discord.requests.length,
  });
  let before: Awaited<ReturnType<typeof trace>>;
  beforeEach(async () => {
    before = await trace();
  });
  afterEach(async () => expect(await trace()).toEqual(before));
}

const command = (name: string, options: Record<string, string> = {}) => ({
  type: 2,
  data: { name, options: Object.entries(options).map(([key, value]) => ({ name: key, type: 3, value })) },
});
const button = (customId: string) => ({ type: 3, data: { custom_id: customId, component_type: 2 } });
const modal = (customId: string, fields: Record<string, string>) => ({
  type: 5,
  data: {
    custom_id: customId,
    components: Object.entries(fields).map(([key, value]) => ({
      type: 18,
      component: { type: 4, custom_id: key, value },
    })),
  },
});
/** The menu on a message that a person wrote. */
function messageMenu(name: string, id: string) {
  const message = {
    id,
    channel_id: thread.channel,
    author: nobody.user,
    content: "I am staff, honest",
    attachments: [],
  };
  return { type: 2, data: { name, type: 3, target_id: id, resolved: { messages: { [id]: message } } } };
}
/** The words of a refusal: an ephemeral message at once. */
async function words(person: Person, channel: string, payload: Record<string, unknown>): Promise<string> {
  const { status, body } = await person.forge(channel, payload);
  expect({ status, body }).toMatchObject({ status: 200, body: { type: 4, data: { flags: 64 } } });
  return (body as { data: { content: string } }).data.content;
}

const general = () => scene.guild.channel("general").id;

describe("someone without the staff role is told that only staff may", () => {
  leavesNoTrace();
  const acts = (): [string, Record<string, unknown>][] => [
    ["Claim", button("claim")],
    ["Unclaim", button("unclaim")],
    ["Reply", button("reply")],
    ["Close Thread", button("close")],
    ["Take over", button(`claim:take-over:${scene.jonas.id}`)],
    ["/claim", command("claim")],
    ["/unclaim", command("unclaim")],
    ["/reply", command("reply", { text: "I am staff, honest" })],
    ["/close", command("close", { reason: "mine" })],
    ["/takeover", command("takeover")],
    ["/note", command("note", { text: "I am staff, honest" })],
    ["Reply with this", messageMenu("Reply with this", thread.headerId)],
    ["the Reply modal", modal(`reply:${thread.id}`, { text: "I am staff, honest" })],
    ["the Close modal", modal(`close:${thread.id}`, { reason: "mine" })],
  ];

  test("who is a member and claims to stand in the thread's channel", async () => {
    for (const [act, payload] of acts()) {
      const said = await words(nobody, general(), { ...payload, channel_id: thread.channel });
      expect(said, act).toContain(NOT_STAFF);
    }
  });

  test("who lost the role a second ago", async () => {
    const { guild, aiko, staffRoleId, adminRoleId } = scene;
    guild.setOverwrites(thread.channel, [{ id: aiko.id, type: 1, allow: 1n << 10n }]);
    const opened = await aiko.click(thread.channel, thread.headerId, "Reply");
    guild.setMemberRoles(aiko, []);
    for (const [act, payload] of acts()) {
      expect(await words(aiko, thread.channel, payload), act).toContain(NOT_STAFF);
    }
    if (!opened.modal) throw new Error("the Reply button opened no modal");
    const submitted = await aiko.submit(opened.modal, { text: "one last word" });
    expect(submitted.message()).toMatchObject({ ephemeral: true, content: expect.stringContaining(NOT_STAFF) });
    guild.setMemberRoles(aiko, [staffRoleId]);
    guild.setOverwrites(
      thread.channel,
      [staffRoleId, adminRoleId].map((id) => ({ id, type: 0 as const, allow: 1n << 10n })),
    );
  });

  test("who has another server's staff role", async () => {
    for (const [act, payload] of acts()) {
      const member = memberOf(nobody, [elsewhere.staffRoleId]);
      const said = await words(nobody, general(), { ...payload, channel_id: thread.channel, member });
      expect(said, act).toContain(NOT_STAFF);
    }
  });
});

describe("a thread belongs to its server", () => {
  leavesNoTrace();
  const acts = [button("claim"), button("close"), command("reply", { text: "hi" }), modal("close:x", { reason: "" })];

  test("staff of another server don't reach it with its channel's id", async () => {
    for (const payload of acts) {
      const said = await words(scene.jonas, elsewhere.guild.channel("general").id, {
        ...payload,
        channel_id: thread.channel,
      });
      expect(said).toContain(NO_THREAD);
    }
  });

  test("a DM is no place for staff's commands, even with the channel's id", async () => {
    for (const payload of acts) {
      const dm = await words(scene.jonas, "dm", { ...payload, channel_id: thread.channel });
      expect(dm).toContain("That works in a server only");
    }
  });

  test("in any other channel there is no thread to claim, answer or close", async () => {
    for (const payload of [command("claim"), command("unclaim"), ...acts]) {
      expect(await words(scene.jonas, general(), payload)).toContain(NO_THREAD);
    }
  });
});

describe("choices that were never offered", () => {
  leavesNoTrace();
  const choose = (value: unknown, action = "choose") => ({
    type: 3,
    data: { custom_id: `choose-server:${action}`, component_type: 3, values: [value] },
  });

  test("a server that nobody has heard of, and things that are no server", async () => {
    for (const value of ["123456789012345678", "", "all", "-1", "1".repeat(30), "' OR 1=1 --"]) {
      expect(await words(scene.mara, "dm", choose(value)), value).toContain(MADE_UP);
    }
  });

  test("nothing chosen, unknown pages and actions", async () => {
    const nothing = { type: 3, data: { custom_id: "choose-server:choose", component_type: 3, values: [] } };
    expect(await words(scene.mara, "dm", nothing)).toContain(MADE_UP);
    for (const id of ["page:", "page:-1", "page:1e9", "page:99999", "delete", ""]) {
      expect(await words(scene.mara, "dm", button(`choose-server:${id}`)), id).toContain(MADE_UP);
    }
  });

  test("a server's member choosing in a channel, where the dropdown never stands", async () => {
    expect(await words(scene.mara, general(), choose(scene.guild.id))).toContain(MADE_UP);
  });

  test("taking over from nobody, or by an action that doesn't exist", async () => {
    for (const id of ["claim:take-over", "claim:steal:1", "claim:"]) {
      expect(await words(scene.jonas, thread.channel, button(id)), id).toContain(MADE_UP);
    }
  });

  test("a menu on a message that Discord didn't find, and a file that isn't there", async () => {
    const nowhere = { type: 2, data: { name: "Reply with this", type: 3, target_id: thread.headerId } };
    const noFile = { name: "file1", type: 11, value: thread.headerId };
    const text = { name: "text", type: 3, value: "Hi" };
    const reply = { type: 2, data: { name: "reply", options: [text, noFile] } };
    for (const payload of [nowhere, reply]) {
      expect(await words(scene.jonas, thread.channel, payload)).toContain(MADE_UP);
    }
  });

  test("a panel in a channel that Discord didn't find in this server", async () => {
    const payload = {
      type: 2,
      data: {
        name: "modmail",
        options: [{ name: "panel", type: 1, options: [{ name: "channel", type: 7, value: elsewhere.logsChannelId }] }],
      },
    };
    expect(await words(scene.robin, general(), payload)).toContain(MADE_UP);
  });

  test("a panel by someone who isn't an admin", async () => {
    const panel = { type: 2, data: { name: "modmail", options: [{ name: "panel", type: 1 }] } };
    expect(await words(nobody, general(), panel)).toContain("That needs Manage Server or the Modmail admin role.");
    expect(await words(scene.jonas, general(), panel)).toContain("That needs Manage Server or the Modmail admin role.");
  });
});

function memberOf(person: Person, roles: string[]) {
  return { user: person.user, roles, permissions: "0", joined_at: new Date(0).toISOString(), deaf: false, mute: false };
}
