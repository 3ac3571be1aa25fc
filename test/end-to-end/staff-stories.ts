// The stories of what staff do in a thread's channel, told with and without the Message Content intent.

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Upload } from "../fake-discord/api.ts";
import { type Stack, startStack, until } from "../playground/stack.ts";
import { answerTo, marked, openThread, type Scene, sceneIn, sees, textOf, threadRow } from "./scene.ts";
import { ANSWERS, CHANGES, DEEDS, NOTES, type Place, SNIPPETS } from "./staff-paths.ts";

const file: Upload = { name: "ranks.txt", contentType: "text/plain", bytes: new TextEncoder().encode("captain") };

/** Everything that works with this intent or without it. Returns the place where it happens, for further stories. */
export function tellStaffStories({ messageContent }: { messageContent: boolean }): () => Place {
  let stack: Stack;
  let place: Place;
  const newPlace = async (): Promise<Place> => {
    const scene: Scene = await sceneIn(stack);
    return { scene, ...(await openThread(scene)) };
  };
  beforeAll(async () => {
    // These stories act faster than people do, and would meet the global limit of 50 requests a second.
    stack = await startStack({ discord: { rateLimits: false, messageContent } });
    place = await newPlace();
  });
  afterAll(() => stack.close());

  const working = <P extends { reads?: true }>(paths: readonly P[]) =>
    paths.filter(({ reads }) => messageContent || !reads);
  const kept = async () => {
    const { results } = await stack.worker.db
      .prepare("SELECT kind, state, author_id, anonymous, content, attachments FROM messages WHERE user_id = ?")
      .bind(place.scene.mara.id)
      .all<{
        kind: string;
        state: string;
        author_id: string;
        anonymous: number;
        content: string;
        attachments: string;
      }>();
    return results;
  };

  describe("answers, with files", () => {
    test.each(working(ANSWERS))("$by", async ({ by, send, anonymous, filesAbove }) => {
      const { scene } = place;
      const text = `By ${by}`;
      // What follows at once on the same writer's words doesn't say again who writes.
      await marked(scene.mara, "dm", scene.mara.send("dm", "Are you there?").id);
      const answer = await send(place, text, [file]);
      const copy = await sees(scene.mara, "dm", text);
      expect(copy.embeds[0]?.author?.name).toBe(anonymous ? "Staff of Northwind" : "Jonas");
      expect(copy.attachments.map(({ filename }) => filename)).toEqual([file.name]);
      if (anonymous) expect(JSON.stringify(copy)).not.toMatch(new RegExp(`Jonas|${scene.jonas.id}`));
      expect(answer.attachments.map(({ filename }) => filename)).toEqual(filesAbove ? [] : [file.name]);
      if (answer.author.bot) {
        expect(textOf(answer)).toMatch(anonymous ? /^Jonas\nAnonymous reply to Mara/ : /^Jonas\nReply to Mara/);
      }
      expect((await kept()).find(({ content }) => content === text)).toMatchObject({
        kind: "reply",
        state: "delivered",
        author_id: scene.jonas.id,
        anonymous: anonymous ? 1 : 0,
      });
    });
  });

  test("what Jonas sent from the menu is kept as his, not as Aiko's, and can't be sent twice", async () => {
    const { jonas, aiko } = place.scene;
    const [original] = jonas.messages(place.channel).filter(({ author }) => author.id === aiko.id);
    const again = await aiko.menu(place.channel, "Reply with this", original?.id ?? "");
    expect(again.message()).toMatchObject({ ephemeral: true, content: "This message is with the user already." });
  });

  describe("snippets", () => {
    beforeAll(async () => {
      await place.scene.robin.command(place.channel, "snippet add", { name: "rank", text: "{{staff}} looks into it." });
    });

    test.each(working(SNIPPETS))("$by", async ({ send, anonymous }) => {
      const { mara } = place.scene;
      const text = `${anonymous ? "Northwind" : "Jonas"} looks into it.`;
      const sent = () => mara.messages("dm").filter((message) => textOf(message).includes(text)).length;
      const before = sent();
      await send(place, "rank");
      await until(() => sent() === before + 1, "the snippet never came");
    });
  });

  describe("notes, with files, which the user never sees", () => {
    test.each(working(NOTES))("$by", async ({ by, send }) => {
      const { scene } = place;
      const text = `Noted by ${by}`;
      const heard = scene.mara.messages("dm").length;
      await send(place, text, [file]);
      const note = (await kept()).find(({ content }) => content === text);
      expect(note).toMatchObject({ kind: "note", author_id: scene.jonas.id });
      expect(note?.attachments).toContain(file.name);
      expect(scene.mara.messages("dm")).toHaveLength(heard);
    });
  });

  describe("a reply is changed and taken back", () => {
    test.each(working(CHANGES))("by $by", async ({ by, edit, remove }) => {
      const { mara, jonas } = place.scene;
      const heard = (text: string) => mara.messages("dm").some((message) => textOf(message).includes(text));
      const answer = await answerTo(jonas.command(place.channel, "reply", { text: `Wrong by ${by}` }));
      expect(heard(`Wrong by ${by}`)).toBe(true);
      await edit(place, `Right by ${by}`, answer);
      await until(() => heard(`Right by ${by}`) && !heard(`Wrong by ${by}`), "the reply was never changed");
      await remove(place, answer);
      await until(() => !heard(`Right by ${by}`), "the reply was never taken back");
    });
  });

  describe("claim, unclaim, take over and close", () => {
    test.each(working(DEEDS))("by $by", async ({ act }) => {
      const other = await newPlace();
      const { jonas, aiko } = other.scene;
      const isClaimedBy = async (id: string | null) =>
        until(async () => (await threadRow(other.scene)).claimed_by === id, `never claimed by ${id}`);
      await act(other, "claim");
      await isClaimedBy(jonas.id);
      await sees(jonas, other.channel, `<@${jonas.id}> claimed this thread.`);
      await act(other, "unclaim");
      await isClaimedBy(null);
      await aiko.command(other.channel, "claim");
      await isClaimedBy(aiko.id);
      await act(other, "takeover");
      await isClaimedBy(jonas.id);
      await sees(jonas, other.channel, `<@${jonas.id}> took this thread over from <@${aiko.id}>.`);
      await act(other, "close");
      await until(async () => (await threadRow(other.scene)).state === "closed", "the thread never closed");
      await sees(other.scene.mara, "dm", "is closed");
    });
  });

  test("what mentions the bot and is no command goes to nobody and is answered", async () => {
    const { scene, channel } = place;
    const heard = scene.mara.messages("dm").length;
    scene.jonas.send(channel, `<@${stack.discord.application.id}> relpy Hello`);
    const answer = await sees(scene.jonas, channel, "`relpy` isn't one of my commands.");
    expect(answer.content).toContain("Did you mean `reply`?");
    scene.jonas.send(channel, `<@${stack.discord.application.id}>`);
    await sees(scene.jonas, channel, "`r text` answers the user");
    expect(scene.mara.messages("dm")).toHaveLength(heard);
  });

  return () => place;
}
