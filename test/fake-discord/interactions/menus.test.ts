// Commands in the menu on a message or a user: what the application gets, and what its answer refers to.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await buildTown();
  await town.register([
    { type: 2, name: "Open a thread" },
    { type: 3, name: "Reply with this" },
    { type: 1, name: "status", description: "d" },
  ]);
});
afterEach(() => town.close());

describe("a command on a message", () => {
  it("carries the message with all its content, without the Message Content intent, too", async () => {
    town.discord.setMessageContent(false);
    const file = { name: "a.txt", bytes: new Uint8Array(1) };
    const message = town.owner.send(town.general, "read me", { files: [file] });
    await town.user.menu(town.general, "Reply with this", message.id);
    expect(town.app.last().data).toMatchObject({
      type: 3,
      name: "Reply with this",
      target_id: message.id,
      resolved: {
        messages: { [message.id]: { content: "read me", author: { id: town.owner.id }, attachments: [{ size: 1 }] } },
      },
    });
    expect(town.app.last().data).not.toHaveProperty("options");
  });

  it("is answered by a message that refers to its target and pings nobody", async () => {
    const message = town.owner.send(town.general, "read me");
    const result = await town.user.menu(town.general, "Reply with this", message.id);
    expect(result.message()).toMatchObject({
      type: 23,
      message_reference: { message_id: message.id },
      referenced_message: { content: "read me" },
      mentions: [],
      interaction_metadata: { id: result.interactionId, user: { id: town.user.id }, target_message_id: message.id },
    });
  });

  it("works in the DM with the bot", async () => {
    const message = town.user.send("dm", "mine");
    await town.user.menu("dm", "Reply with this", message.id);
    expect(town.app.last()).toMatchObject({ context: 1, data: { target_id: message.id } });
  });

  it("isn't there on an ephemeral message, on one that nobody sees, and under another name", async () => {
    town.app.behave(() => ({ type: 4, data: { content: "for you", flags: 64 } }));
    const ephemeral = (await town.user.command(town.general, "status")).message()?.id ?? "";
    const message = town.owner.send(town.general, "read me");
    const menu = (name: string, id: string) => town.user.menu(town.general, name, id);
    await expect(menu("Reply with this", ephemeral)).rejects.toThrow("ephemeral");
    await expect(menu("Open a thread", message.id)).rejects.toThrow("not offered");
    await expect(menu("status", message.id)).rejects.toThrow("not offered");
    town.guild.setOverwrites(town.general, [
      { id: town.guild.everyone.id, type: 0, deny: PermissionFlagsBits.ReadMessageHistory },
    ]);
    await expect(menu("Reply with this", message.id)).rejects.toThrow("read message history");
  });
});

describe("a command on a user", () => {
  it("carries the user and their membership, and says in its answer on whom it was run", async () => {
    const result = await town.user.menu(town.general, "Open a thread", town.owner.id);
    expect(town.app.last().data).toMatchObject({
      type: 2,
      target_id: town.owner.id,
      resolved: { users: { [town.owner.id]: { username: "owner" } }, members: { [town.owner.id]: { roles: [] } } },
    });
    expect(result.message()).toMatchObject({ type: 23, interaction_metadata: { target_user: { id: town.owner.id } } });
    expect(result.message()?.message_reference).toBeUndefined();
  });

  it("of someone who left has no membership", async () => {
    town.guild.removeMember(town.user);
    await town.owner.menu(town.general, "Open a thread", town.user.id);
    expect(town.app.last().data.resolved).not.toHaveProperty("members");
  });

  it("needs the right to write where it is run, and somebody who is there", async () => {
    await expect(town.user.menu(town.general, "Open a thread", "100000000000000001")).rejects.toThrow("no user");
    await expect(town.user.menu("dm", "Open a thread", town.owner.id)).rejects.toThrow("no user");
    town.guild.setOverwrites(town.general, [
      { id: town.guild.everyone.id, type: 0, deny: PermissionFlagsBits.SendMessages },
    ]);
    await expect(town.user.menu(town.general, "Open a thread", town.owner.id)).rejects.toThrow("send messages");
  });
});

describe("what messages tell of their interaction", () => {
  it("goes from the modal back to the command that opened it, and from follow-ups to the first answer", async () => {
    const field = { type: 4, custom_id: "text", style: 1, required: false };
    town.app.behave((interaction) =>
      interaction.type === 5
        ? { type: 4, data: { content: "done" } }
        : { type: 9, data: { custom_id: "m", title: "M", components: [{ type: 18, label: "L", component: field }] } },
    );
    const message = town.owner.send(town.general, "read me");
    const opened = await town.user.menu(town.general, "Reply with this", message.id);
    if (!opened.modal) throw new Error("No modal was opened.");
    const submitted = await town.user.submit(opened.modal, { text: "yes" });
    expect(submitted.message()?.interaction_metadata).toMatchObject({
      id: submitted.interactionId,
      type: 5,
      triggering_interaction_metadata: { id: opened.interactionId, target_message_id: message.id },
    });
    const followUp = await town.app.webhook(town.app.last(), "POST", "", { content: "and more" });
    expect(followUp.body.interaction_metadata).toMatchObject({ original_response_message_id: submitted.message()?.id });
  });
});
