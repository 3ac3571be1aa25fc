// What the bot reads in a channel, and the reactions and pins it leaves there.

import type { APIMessage } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Scene, scene } from "../bot-client.ts";

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

const list = async (channelId: string, query = "") => {
  const { body } = await here.bot("GET", `/channels/${channelId}/messages${query}`);
  return body as unknown as APIMessage[];
};

describe("a list of messages", () => {
  test("goes from new to old, and pages before and after an id, nearest first", async () => {
    for (const content of ["1", "2", "3", "4", "5"]) await here.send(here.dm, { content });
    const contents = async (query: string) => (await list(here.dm, query)).map((message) => message.content);
    const third = (await list(here.dm)).find((message) => message.content === "3")?.id;
    expect(await contents("")).toEqual(["5", "4", "3", "2", "1"]);
    expect(await contents(`?after=${third}&limit=1`)).toEqual(["4"]);
    expect(await contents(`?before=${third}&limit=1`)).toEqual(["2"]);
    expect(await contents(`?around=${third}&limit=3`)).toEqual(["4", "3", "2"]);
  });

  test.each([["limit=0"], ["limit=101"], ["limit=x"], ["after=x"]])("refuses %s", async (query) => {
    expect((await here.bot("GET", `/channels/${here.dm}/messages?${query}`)).body).toMatchObject({ code: 50035 });
  });

  test("is empty, not an error, without READ_MESSAGE_HISTORY", async () => {
    here.owner.send(here.channel.id, "hi");
    here.guild.setOverwrites(here.channel.id, [{ id: here.discord.application.id, type: 1, deny: 1n << 16n }]);
    expect(await list(here.channel.id)).toEqual([]);
  });

  test("hides others' content when the application lacks the Message Content intent", async () => {
    here.owner.send(here.channel.id, "secret");
    here.owner.send(here.channel.id, `<@${here.discord.application.id}> for you`);
    here.user.send("dm", "in a DM");
    here.discord.setMessageContent(false);
    expect((await list(here.channel.id)).map((message) => message.content)).toEqual([
      `<@${here.discord.application.id}> for you`,
      "",
    ]);
    expect((await list(here.dm)).map((message) => message.content)).toEqual(["in a DM"]);
  });
});

describe("without the Message Content intent", () => {
  const files = [{ name: "a.txt", bytes: new Uint8Array(1) }];
  const poll = { question: "When?", answers: ["Now"] };
  const held = (message: APIMessage | undefined) => [
    message?.content,
    message?.attachments.length,
    message?.poll !== undefined,
    message?.message_snapshots !== undefined,
  ];

  test("a server's messages lack files, polls and snapshots over REST, one by one as well", async () => {
    const { id } = here.owner.send(here.channel.id, "text", { files });
    here.owner.send(here.channel.id, "", { poll });
    here.owner.forward(here.channel.id, id, here.channel.id);
    here.discord.setMessageContent(false);
    const empty = ["", 0, false, false];
    expect((await list(here.channel.id)).map(held)).toEqual([empty, empty, empty]);
    const one = await here.bot("GET", `/channels/${here.channel.id}/messages/${id}`);
    expect(held(one.body as unknown as APIMessage)).toEqual(empty);
  });

  test("the bot's own, those that mention it, and DMs are complete", async () => {
    await here.send(here.channel.id, { content: "own" });
    const own = here.user.messages(here.channel.id)[0]?.id ?? "";
    here.owner.send(here.channel.id, "an answer, pinging", { replyTo: own, files });
    here.owner.send(here.channel.id, "an answer, silent", { replyTo: own, ping: false, files });
    here.user.send("dm", "text", { files });
    here.discord.setMessageContent(false);
    expect((await list(here.channel.id)).map(({ content }) => content)).toEqual(["", "an answer, pinging", "own"]);
    expect((await list(here.dm)).map(held)).toEqual([["text", 1, false, false]]);
  });

  test.each([
    [false, 0],
    [true, 1 << 19],
    ["reviewed" as const, 1 << 18],
  ])("(switched to %s) the application's flags say so", async (allowed, flags) => {
    here.discord.setMessageContent(allowed);
    expect((await here.bot("GET", "/applications/@me")).body).toMatchObject({ flags });
  });
});

describe("reactions and pins", () => {
  test("are the bot's, counted once, and go again", async () => {
    const { id } = here.user.send("dm", "hi");
    const path = `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent("✅")}/@me`;
    expect((await here.bot("PUT", path)).status).toBe(204);
    expect((await here.bot("PUT", path)).status).toBe(204);
    expect((await list(here.dm))[0]?.reactions).toMatchObject([{ emoji: { name: "✅" }, count: 1, me: true }]);
    await here.bot("DELETE", path);
    expect((await list(here.dm))[0]?.reactions).toBeUndefined();
  });

  test.each([["abc"], ["name:100000000000000001"], ["✅✅"]])("refuse %s as an emoji (10014)", async (emoji) => {
    const { id } = here.user.send("dm", "hi");
    const path = `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`;
    expect((await here.bot("PUT", path)).body).toMatchObject({ code: 10014 });
  });

  test("stop at twenty kinds (30010)", async () => {
    const { id } = here.user.send("dm", "hi");
    const put = (emoji: string) =>
      here.bot("PUT", `/channels/${here.dm}/messages/${id}/reactions/${encodeURIComponent(emoji)}/@me`);
    const emojis = Array.from({ length: 21 }, (_, i) => String.fromCodePoint(0x1f600 + i));
    for (const emoji of emojis.slice(0, 20)) expect((await put(emoji)).status).toBe(204);
    expect((await put(emojis[20] ?? "")).body).toMatchObject({ code: 30010 });
  });

  test("pin by the new path and the old one, and say so in the channel", async () => {
    const first = await here.send(here.dm, { content: "1" });
    const second = await here.send(here.dm, { content: "2" });
    expect((await here.bot("PUT", `/channels/${here.dm}/messages/pins/${first.id}`)).status).toBe(204);
    expect((await here.bot("PUT", `/channels/${here.dm}/pins/${second.id}`)).status).toBe(204);
    const pins = await here.bot("GET", `/channels/${here.dm}/messages/pins`);
    expect(pins.body).toMatchObject({ items: [{ message: { id: first.id } }, { message: { id: second.id } }] });
    expect((await list(here.dm)).map((message) => message.type)).toEqual([6, 6, 0, 0]);
  });
});
