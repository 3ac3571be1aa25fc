// Snippets end to end: admins make and change them by command and form, staff find and send them with their files. The
// paths by which one is sent, with and without Message Content: staff-stories.ts.

import { afterAll, beforeAll, expect, test } from "vitest";
import type { Upload } from "../fake-discord/api.ts";
import { answerTo, modalOf, openThread, type Scene, sees, startScene, textOf } from "./scene.ts";

let scene: Scene;
let channel: string;
let general: string;
beforeAll(async () => {
  // These stories act faster than people do, and would meet the global limit of 50 requests a second.
  scene = await startScene({ rateLimits: false, messageContent: false });
  ({ channel } = await openThread(scene));
  general = scene.guild.channel("general").id;
});
afterAll(() => scene.close());

const map: Upload = { name: "map.txt", contentType: "text/plain", bytes: new TextEncoder().encode("north") };
const names = async (person = scene.jonas, part = "") =>
  (await person.autocomplete(general, "snippet send", { name: part }, "name")).map(({ value }) => value);
const snippet = (sub: string, options: Record<string, string | boolean | Upload>, person = scene.robin) =>
  answerTo(person.command(general, `snippet ${sub}`, options));

test("an admin keeps a text of several lines and a file by a form; the user gets both", async () => {
  const { robin, jonas, mara } = scene;
  const form = await modalOf(robin.command(general, "snippet add", { name: "Welcome" }));
  const saved = await answerTo(robin.submit(form, { text: "Hi {{user}}!\n\nRead {1}, says {{staff}}.", files: [map] }));
  expect(textOf(saved)).toContain("Snippet `welcome` is saved.");
  await answerTo(jonas.command(channel, "snippet send", { name: "welcome", words: "the rules of the house" }));
  const copy = await sees(mara, "dm", "Hi Mara!");
  expect(copy.embeds[0]?.description).toBe("Hi Mara!\n\nRead the rules of the house, says Jonas.");
  expect(copy.attachments.map(({ filename }) => filename)).toEqual(["map.txt"]);
});

test("words that the text has places for aren't forgotten: nothing is sent without them", async () => {
  const heard = scene.mara.messages("dm").length;
  const refused = await answerTo(scene.jonas.command(channel, "snippet send", { name: "welcome" }));
  expect(textOf(refused)).toContain("Nothing was sent. Snippet `welcome` has places for a word behind its name.");
  expect(scene.mara.messages("dm")).toHaveLength(heard);
});

test("an unknown variable is refused with its name, and the form's text comes back to be copied", async () => {
  const form = await modalOf(scene.robin.command(general, "snippet add", { name: "bad" }));
  const refused = await answerTo(scene.robin.submit(form, { text: "Dear {{username}},\nhello" }));
  expect(textOf(refused)).toContain("`{{username}}` isn't a variable");
  expect(refused.embeds[0]?.description).toBe("Dear {{username}},\nhello");
  expect(await names(scene.jonas, "bad")).toEqual([]);
});

test("a change is saved on top of what its author saw; who changed what is shown", async () => {
  const { robin, jonas } = scene;
  await snippet("add", { name: "hours", text: "We are here from 9 to 5." });
  const form = await modalOf(robin.command(general, "snippet edit", { name: "hours" }));
  await snippet("edit", { name: "hours", text: "We are here from 10 to 4." });
  const late = await answerTo(robin.submit(form, { text: "We are here all day." }));
  expect(textOf(late)).toContain("Someone else changed snippet `hours` in the meantime, so nothing was saved.");
  const shown = textOf(await answerTo(jonas.command(channel, "snippet list", { name: "hours" })));
  expect(shown).toContain("We are here from 10 to 4.");
  expect(shown).toContain("We are here from 9 to 5.");
  expect(shown).toMatch(new RegExp(`changed by <@${robin.id}> .*\nmade by <@${robin.id}>`));
});

test("staff find them by a part of the name and in the list; users and people of other servers find nothing", async () => {
  const { jonas, mara } = scene;
  expect(await names(jonas, "OUR")).toEqual(["hours"]);
  expect(await names(mara)).toEqual([]);
  const list = await answerTo(jonas.command(general, "snippet list"));
  expect(list.ephemeral).toBe(true);
  expect(textOf(list)).toContain("Snippets (2)");
  expect(textOf(list)).toContain("`welcome` Hi {{user}}! Read {1}, says {{staff}}.");
});

test("staff may send but not change, users neither", async () => {
  const { jonas, mara } = scene;
  for (const sub of ["add", "edit", "remove"]) {
    const text = sub === "remove" ? {} : { text: "Mine" };
    const refused = await snippet(sub, { name: "hours", ...text }, jonas);
    expect(textOf(refused)).toBe("That needs Manage Server or the Modmail admin role.");
  }
  expect(textOf(await snippet("list", {}, mara))).toContain("Only this server's Modmail staff may do that.");
});

test("a removed one can't be sent any more", async () => {
  expect(textOf(await snippet("remove", { name: "hours" }))).toBe("Snippet `hours` is removed.");
  const refused = await answerTo(scene.jonas.command(channel, "snippet send", { name: "hours" }));
  expect(textOf(refused)).toContain("There is no snippet `hours` in this server.");
});

test("more than a page of them has buttons to turn it", async () => {
  const { robin, jonas, guild, worker } = scene;
  await worker.db.batch(
    Array.from({ length: 30 }, (_, at) =>
      worker.db
        .prepare(
          "INSERT INTO snippets (guild_id, name, text, attachments, files_id, version) VALUES (?, ?, 'x', '[]', '1', '1')",
        )
        .bind(guild.id, `bulk-${String(at).padStart(2, "0")}`),
    ),
  );
  const list = await answerTo(jonas.command(general, "snippet list"));
  expect(textOf(list)).not.toContain("bulk-29");
  const turned = await jonas.click(general, list.id, "More snippets");
  await turned.done();
  expect(textOf(await sees(jonas, general, "bulk-29"))).toContain("`welcome`");
  expect(robin.messages(general).some((message) => textOf(message).includes("bulk"))).toBe(false);
});
