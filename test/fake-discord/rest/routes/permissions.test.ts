// What the bot may do is computed from roles and overwrites on every route, and refused with the code that says which kind of no.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Scene, type Sent, scene } from "../bot-client.ts";

const {
  AddReactions,
  AttachFiles,
  EmbedLinks,
  ManageChannels,
  ManageMessages,
  ManageRoles,
  PinMessages,
  ReadMessageHistory,
  SendMessages,
  ViewChannel,
} = PermissionFlagsBits;

let here: Scene;
beforeEach(async () => {
  here = await scene();
});
afterEach(() => here.discord.close());

/** Takes these from the bot in the lobby. */
function deny(permissions: bigint): void {
  here.guild.setOverwrites(here.channel.id, [{ id: here.discord.application.id, type: 1, deny: permissions }]);
}

interface Try {
  needs: bigint;
  method: string;
  /** Behind `/channels/:id`. `:message` is a message of the owner's, `:own` one of the bot's. */
  path: string;
  sent?: Sent;
}

const TRIES: Record<string, Try> = {
  "sending a message": { needs: SendMessages, method: "POST", path: "/messages", sent: { body: { content: "c" } } },
  "sending a file": {
    needs: AttachFiles,
    method: "POST",
    path: "/messages",
    sent: { body: {}, files: [{ field: "files[0]", name: "a", content: "a" }] },
  },
  "sending an embed alone": {
    needs: EmbedLinks,
    method: "POST",
    path: "/messages",
    sent: { body: { embeds: [{ title: "t" }] } },
  },
  typing: { needs: SendMessages, method: "POST", path: "/typing" },
  "reading a message": { needs: ReadMessageHistory, method: "GET", path: "/messages/:message" },
  "deleting another's message": { needs: ManageMessages, method: "DELETE", path: "/messages/:message" },
  "reacting first": { needs: AddReactions, method: "PUT", path: "/messages/:message/reactions/%E2%9C%85/@me" },
  "reacting at all": { needs: ReadMessageHistory, method: "PUT", path: "/messages/:message/reactions/%E2%9C%85/@me" },
  pinning: { needs: PinMessages, method: "PUT", path: "/messages/pins/:own" },
  "renaming the channel": { needs: ManageChannels, method: "PATCH", path: "", sent: { body: { name: "n" } } },
  "deleting the channel": { needs: ManageChannels, method: "DELETE", path: "" },
  "changing who sees it": {
    needs: ManageRoles,
    method: "PATCH",
    path: "",
    sent: { body: { permission_overwrites: [] } },
  },
};

describe.each(Object.entries(TRIES))("%s", (_, { needs, method, path, sent }) => {
  const attempt = async () => {
    const theirs = here.owner.send(here.channel.id, "theirs");
    const own = await here.send(here.channel.id, { content: "own" });
    return (denied: bigint) => {
      deny(denied);
      const full = `/channels/${here.channel.id}${path.replace(":message", theirs.id).replace(":own", own.id)}`;
      return here.bot(method, full, sent);
    };
  };

  test("is refused without the permission (50013)", async () => {
    here.guild.setBotPermissions(PermissionFlagsBits.PinMessages | (((1n << 50n) - 1n) & ~8n));
    const go = await attempt();
    expect(await go(needs)).toMatchObject({ status: 403, body: { code: 50013 } });
  });

  test("is refused where the bot can't look (50001)", async () => {
    const go = await attempt();
    expect(await go(ViewChannel)).toMatchObject({ status: 403, body: { code: 50001 } });
  });

  test("works with it", async () => {
    here.guild.setBotPermissions(PermissionFlagsBits.PinMessages | (((1n << 50n) - 1n) & ~8n));
    const go = await attempt();
    expect((await go(0n)).status).toBeLessThan(300);
  });
});

test("embeds fall away without EMBED_LINKS, and the text stays", async () => {
  deny(EmbedLinks);
  const message = await here.send(here.channel.id, { content: "c", embeds: [{ title: "t" }] });
  expect(message).toMatchObject({ content: "c", embeds: [] });
});

test("reacting with an emoji that is there already needs no ADD_REACTIONS", async () => {
  const message = here.owner.send(here.channel.id, "hi");
  here.owner.react(here.channel.id, message.id, "✅");
  deny(AddReactions);
  const path = `/channels/${here.channel.id}/messages/${message.id}/reactions/%E2%9C%85/@me`;
  expect((await here.bot("PUT", path)).status).toBe(204);
});

test("the bot's own message is deleted without any permission but to see it", async () => {
  const { id } = await here.send(here.channel.id, { content: "own" });
  deny(ManageMessages);
  expect((await here.bot("DELETE", `/channels/${here.channel.id}/messages/${id}`)).status).toBe(204);
});

describe("of a server", () => {
  test("that the bot isn't in, nothing exists (10004, 10003 for its channels as soon as it is gone)", async () => {
    here.guild.removeBot();
    expect((await here.bot("GET", `/guilds/${here.guild.id}`)).body).toMatchObject({ code: 10004 });
    expect((await here.bot("GET", `/guilds/${here.guild.id}/members/${here.user.id}`)).body).toMatchObject({
      code: 10004,
    });
    expect((await here.bot("GET", `/channels/${here.channel.id}`)).body).toMatchObject({ code: 50001 });
    expect((await here.bot("GET", "/users/@me/guilds")).body).toEqual([]);
  });

  test("members are found (200), strangers aren't members (10007), and made-up ids nobody (10013)", async () => {
    const member = (id: string) => here.bot("GET", `/guilds/${here.guild.id}/members/${id}`);
    const stranger = here.discord.createUser({ username: "stranger" });
    expect((await member(here.user.id)).body).toMatchObject({ user: { id: here.user.id }, roles: [] });
    expect((await member(stranger.id)).body).toMatchObject({ code: 10007 });
    expect((await member("100000000000000001")).body).toMatchObject({ code: 10013 });
  });

  test("hidden channels aren't listed", async () => {
    deny(ViewChannel);
    const { body } = await here.bot("GET", `/guilds/${here.guild.id}/channels`);
    expect((body as unknown as { name: string }[]).map((channel) => channel.name)).toEqual(["general"]);
  });
});
