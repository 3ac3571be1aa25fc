// Buttons, select menus and modals: what a client lets one do, what the application gets, and which modals Discord takes.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OpenModal } from "../api.ts";
import { modalFlaws } from "./modal-flaws.ts";
import { buildTown, type Town } from "./town.ts";

let town: Town;
beforeEach(async () => {
  town = await buildTown();
  await town.register([{ name: "ping", description: "d" }]);
});
afterEach(() => town.close());

const panel = (...components: object[]) =>
  town.post(town.general, {
    content: "panel",
    components: components.map((one) => ({ type: 1, components: [one].flat() })),
  });

describe("a button", () => {
  it("sends its custom id and the message it stands in", async () => {
    const message = await panel({ type: 2, style: 1, custom_id: "claim:1", label: "Claim" });
    await town.user.click(town.general, message.id, "Claim");
    expect(town.app.last()).toMatchObject({
      type: 3,
      data: { custom_id: "claim:1", component_type: 2 },
      message: { id: message.id, content: "panel", author: { id: town.discord.application.id } },
    });
  });

  it("must be there, be enabled, and not be a link", async () => {
    const message = await panel([
      { type: 2, style: 1, custom_id: "off", label: "Off", disabled: true },
      { type: 2, style: 5, url: "https://example.com", label: "Link" },
      { type: 2, style: 1, custom_id: "a", label: "Twin" },
      { type: 2, style: 1, custom_id: "b", label: "Twin" },
    ]);
    const click = (button: string) => town.user.click(town.general, message.id, button);
    await expect(click("Nowhere")).rejects.toThrow('no button "Nowhere"');
    await expect(click("off")).rejects.toThrow("disabled");
    await expect(click("Link")).rejects.toThrow("opens a link");
    await expect(click("Twin")).rejects.toThrow("more than one");
    expect(town.app.arrived).toEqual([]);
  });

  it("does nothing for someone who doesn't see the message, nor in a server that the bot has left", async () => {
    const message = await panel({ type: 2, style: 1, custom_id: "x", label: "X" });
    const stranger = town.discord.createUser({ username: "stranger" });
    await expect(stranger.click(town.general, message.id, "x")).rejects.toThrow("permission to view");
    const inDm = await town.post(town.user.dm(), {
      content: "panel",
      components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: "x", label: "X" }] }],
    });
    town.guild.removeBot();
    await expect(town.user.click(town.general, message.id, "x")).rejects.toThrow("no longer in this server");
    expect((await town.user.click("dm", inDm.id, "x")).outcome).toBe("message");
  });
});

describe("a select menu", () => {
  const select = async (menu: object, values: string[]) => {
    const message = await panel({ custom_id: "menu", ...menu });
    return town.user.select(town.general, message.id, "menu", values);
  };
  const options = ["a", "b", "c"].map((value) => ({ label: value, value }));

  it("offers its options, as many as it says", async () => {
    await select({ type: 3, options, max_values: 2 }, ["a", "c"]);
    expect(town.app.last().data).toMatchObject({ custom_id: "menu", component_type: 3, values: ["a", "c"] });
    await expect(select({ type: 3, options }, ["d"])).rejects.toThrow("isn't offered");
    await expect(select({ type: 3, options }, ["a", "b"])).rejects.toThrow("at most 1");
    await expect(select({ type: 3, options }, [])).rejects.toThrow("at least 1");
    await expect(select({ type: 3, options, max_values: 2 }, ["a", "a"])).rejects.toThrow("only once");
    await expect(select({ type: 3, options, disabled: true }, ["a"])).rejects.toThrow("disabled");
  });

  it("of roles, users or channels resolves what was chosen", async () => {
    const role = town.guild.createRole({ name: "Staff" });
    await select({ type: 6 }, [role.id]);
    expect(town.app.last().data).toMatchObject({
      values: [role.id],
      resolved: { roles: { [role.id]: { name: "Staff" } } },
    });
    await select({ type: 5 }, [town.owner.id]);
    expect(town.app.last().data.resolved?.members?.[town.owner.id]).toBeDefined();
    await select({ type: 8, channel_types: [0] }, [town.general]);
    expect(town.app.last().data.resolved?.channels?.[town.general]).toMatchObject({ name: "general" });
    await expect(select({ type: 6 }, ["123"])).rejects.toThrow("no role");
    await expect(select({ type: 8, channel_types: [4] }, [town.general])).rejects.toThrow("not a channel of a type");
  });
});

const reason = {
  type: 18,
  label: "Reason",
  component: { type: 4, custom_id: "reason", style: 2, required: false, max_length: 10 },
};
const title = { type: 18, label: "Title", component: { type: 4, custom_id: "title", style: 1, min_length: 3 } };
const modalOf = (...components: object[]) => ({ type: 9, data: { custom_id: "close:1", title: "Close", components } });

describe("a modal", () => {
  const open = async (...components: object[]): Promise<OpenModal> => {
    town.app.behave((interaction) =>
      interaction.type === 5 ? { type: 4, data: { content: "done" } } : modalOf(...components),
    );
    const { modal, reason: why } = await town.user.command(town.general, "ping");
    if (!modal) throw new Error(why ?? "No modal was opened.");
    return modal;
  };

  it("sends its fields by label, each with its value", async () => {
    const modal = await open({ type: 10, content: "Are you sure?" }, title, reason);
    const result = await town.user.submit(modal, { title: "abc" });
    expect(result.outcome).toBe("message");
    expect(town.app.last()).toMatchObject({
      type: 5,
      data: {
        custom_id: "close:1",
        components: [
          { type: 10 },
          { type: 18, component: { type: 4, custom_id: "title", value: "abc" } },
          { type: 18, component: { type: 4, custom_id: "reason", value: "" } },
        ],
      },
    });
    expect(town.app.last()).not.toHaveProperty("message");
  });

  it("in the old style sends rows", async () => {
    const modal = await open({
      type: 1,
      components: [{ type: 4, custom_id: "text", label: "Text", style: 1, value: "filled" }],
    });
    await town.user.submit(modal, {});
    expect(town.app.last().data.components).toMatchObject([
      { type: 1, components: [{ type: 4, custom_id: "text", value: "filled" }] },
    ]);
  });

  it("takes selects, files, radio buttons and check boxes", async () => {
    const options = ["a", "b"].map((value) => ({ label: value, value }));
    const label = (component: object) => ({ type: 18, label: "L", component });
    const modal = await open(
      label({ type: 3, custom_id: "select", options, max_values: 2 }),
      label({ type: 19, custom_id: "files", max_values: 2, file_types: ["image", ".txt"] }),
      label({ type: 21, custom_id: "radio", options }),
      label({ type: 22, custom_id: "boxes", options, min_values: 1, max_values: 2 }),
      label({ type: 23, custom_id: "box" }),
    );
    const file = { name: "a.txt", bytes: new Uint8Array(1) };
    await town.user.submit(modal, { select: ["b", "a"], files: [file], radio: "a", boxes: ["b"], box: "true" });
    const { components, resolved } = town.app.last().data;
    const [fileId] = Object.keys(resolved?.attachments ?? {});
    expect((components as { component: object }[]).map((row) => row.component)).toMatchObject([
      { type: 3, values: ["b", "a"] },
      { type: 19, values: [fileId] },
      { type: 21, value: "a" },
      { type: 22, values: ["b"] },
      { type: 23, value: true },
    ]);
    const uploaded = resolved?.attachments?.[fileId ?? ""];
    expect(uploaded).toMatchObject({ filename: "a.txt", size: 1, ephemeral: true });
    expect((await fetch(String(uploaded?.url))).status).toBe(200);
    await expect(town.user.submit(modal, { select: ["a"], files: [], radio: "a", boxes: ["b"] })).rejects.toThrow(
      "at least 1 files",
    );
    await expect(town.user.submit(modal, { select: ["c"], files: [file], radio: "a", boxes: ["b"] })).rejects.toThrow(
      "isn't offered",
    );
    await expect(town.user.submit(modal, { select: ["a"], files: [file], boxes: ["b"] })).rejects.toThrow("required");
    const program = { ...file, name: "a.exe" };
    await expect(
      town.user.submit(modal, { select: ["a"], files: [program], radio: "a", boxes: ["b"] }),
    ).rejects.toThrow("not of a type");
  });

  it("leaves optional fields empty", async () => {
    const options = ["a", "b"].map((value) => ({ label: value, value }));
    const label = (component: object) => ({ type: 18, label: "L", component: { required: false, ...component } });
    const modal = await open(
      label({ type: 3, custom_id: "select", options }),
      label({ type: 19, custom_id: "files" }),
      label({ type: 21, custom_id: "radio", options }),
      label({ type: 22, custom_id: "boxes", options, min_values: 0 }),
    );
    await town.user.submit(modal, { radio: "", select: [] });
    const { components } = town.app.last().data;
    expect((components as { component: object }[]).map((row) => row.component)).toMatchObject([
      { values: [] },
      { values: [] },
      { value: null },
      { values: [] },
    ]);
  });

  it("can't be submitted with fields missing, too short, too long or made up, nor by someone else", async () => {
    const modal = await open(title, reason);
    await expect(town.user.submit(modal, {})).rejects.toThrow("Title: This field is required");
    await expect(town.user.submit(modal, { title: "ab" })).rejects.toThrow("at least 3");
    await expect(town.user.submit(modal, { title: "a\nbc" })).rejects.toThrow("one line");
    await expect(town.user.submit(modal, { title: "abc", reason: "x".repeat(11) })).rejects.toThrow("at most 10");
    await expect(town.user.submit(modal, { title: "abc", other: "x" })).rejects.toThrow('no field "other"');
    await expect(town.owner.submit(modal, { title: "abc" })).rejects.toThrow("wasn't opened for you");
  });

  it("that a button opened carries the message, which its answer may update", async () => {
    const message = await panel({ type: 2, style: 1, custom_id: "close", label: "Close" });
    town.app.behave((interaction) =>
      interaction.type === 5 ? { type: 7, data: { content: "closed", components: [] } } : modalOf(reason),
    );
    const { modal } = await town.user.click(town.general, message.id, "Close");
    if (!modal) throw new Error("No modal was opened.");
    expect(modal.messageId).toBe(message.id);
    expect((await town.user.submit(modal, {})).outcome).toBe("updated");
    expect(town.app.last().message?.id).toBe(message.id);
    expect(town.user.messages(town.general)).toMatchObject([{ content: "closed" }]);
  });

  it("can't answer a modal, and one that a command opened can't update anything", async () => {
    const modal = await open(reason);
    for (const answer of [modalOf(reason), { type: 7, data: { content: "x" } }, { type: 6 }]) {
      town.app.behave(() => answer);
      expect((await town.user.submit(modal, {})).reason).toContain("can't answer");
    }
  });

  it("with flaws is no answer", async () => {
    await expect(open({ type: 18, label: "", component: title.component })).rejects.toThrow("50035");
    await expect(open({ type: 2, style: 1, custom_id: "x", label: "x" })).rejects.toThrow("50035");
  });
});

describe("the rules for modals", () => {
  const flawsOf = (...components: object[]) =>
    modalFlaws(modalOf(...components).data).map((flaw) => flaw.path.join("."));
  const label = (component: object) => ({ type: 18, label: "L", component });
  const options = [{ label: "a", value: "a" }];

  it.each([
    ["no components", [], ["components"]],
    ["six components", Array(6).fill({ type: 10, content: "x" }), ["components"]],
    ["a label without a component", [{ type: 18, label: "L" }], ["components.0.component"]],
    ["a button in a label", [label({ type: 2, style: 1, custom_id: "x" })], ["components.0.component.type"]],
    ["an input without an id", [label({ type: 4, style: 1 })], ["components.0.component.custom_id"]],
    ["an input without a style", [label({ type: 4, custom_id: "x" })], ["components.0.component.style"]],
    [
      "an input with two labels",
      [label({ type: 4, custom_id: "x", style: 1, label: "L" })],
      ["components.0.component.label"],
    ],
    [
      "min above max",
      [label({ type: 4, custom_id: "x", style: 1, min_length: 5, max_length: 4 })],
      ["components.0.component.min_length"],
    ],
    [
      "one id twice",
      [label({ type: 4, custom_id: "x", style: 1 }), label({ type: 4, custom_id: "x", style: 1 })],
      ["components"],
    ],
    [
      "a required select of none",
      [label({ type: 3, custom_id: "x", options, min_values: 0 })],
      ["components.0.component.min_values"],
    ],
    [
      "a disabled select",
      [label({ type: 3, custom_id: "x", options, disabled: true })],
      ["components.0.component.disabled"],
    ],
    ["a select without options", [label({ type: 3, custom_id: "x" })], ["components.0.component.options"]],
    ["a lonely radio button", [label({ type: 21, custom_id: "x", options })], ["components.0.component.options"]],
    [
      "a row with a button",
      [{ type: 1, components: [{ type: 2, style: 1, custom_id: "x" }] }],
      ["components.0.components"],
    ],
    ["eleven files", [label({ type: 19, custom_id: "x", max_values: 11 })], ["components.0.component.max_values"]],
  ])("refuse %s", (_what, components, paths) => {
    expect(flawsOf(...components)).toEqual(paths);
  });

  it("let an optional select of none and a title of 45 pass", () => {
    expect(flawsOf(label({ type: 3, custom_id: "x", options, min_values: 0, required: false }))).toEqual([]);
    const data = modalOf(reason).data;
    expect(modalFlaws({ ...data, title: "x".repeat(45) })).toEqual([]);
    expect(modalFlaws({ ...data, title: "x".repeat(46) }).map((flaw) => flaw.path)).toEqual([["title"]]);
  });
});
