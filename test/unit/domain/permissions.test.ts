// Discord's permission algorithm, step by step (Discord: topics/permissions#permission-overwrites).

import { describe, expect, test } from "vitest";
import {
  ADMINISTRATOR,
  type ChannelFacts,
  type GuildFacts,
  grants,
  missing,
  type Overwrite,
  PERMISSIONS,
  permissionsOf,
} from "../../../worker/domain/permissions.ts";

const VIEW = PERMISSIONS["View Channel"];
const SEND = PERMISSIONS["Send Messages"];
const MANAGE = PERMISSIONS["Manage Channels"];
const role = (id: string, permissions: bigint) => ({ id, name: id, permissions, mentionable: false });
const guild: GuildFacts = {
  id: "everyone",
  name: "Northwind",
  ownerId: "owner",
  roles: [role("everyone", VIEW), role("a", SEND), role("b", MANAGE), role("admin", ADMINISTRATOR)],
};
const me = (...roleIds: string[]) => ({ id: "me", roleIds });
const channel = (...overwrites: Overwrite[]): ChannelFacts => ({
  id: "c",
  name: "c",
  type: 0,
  parentId: null,
  overwrites,
});
const roleRule = (id: string, allow: bigint, deny: bigint): Overwrite => ({ id, type: "role", allow, deny });
const myRule = (allow: bigint, deny: bigint): Overwrite => ({ id: "me", type: "member", allow, deny });

describe("in the server", () => {
  test("everybody has what @everyone has, and what their roles add", () => {
    expect(permissionsOf(me(), guild)).toBe(VIEW);
    expect(permissionsOf(me("a", "b"), guild)).toBe(VIEW | SEND | MANAGE);
    expect(permissionsOf(me("a role that is gone"), guild)).toBe(VIEW);
  });

  test("the owner and administrators have everything", () => {
    for (const member of [{ id: "owner", roleIds: [] }, me("admin")]) {
      expect(missing(permissionsOf(member, guild), ["Manage Roles", "Manage Channels", "View Channel"])).toEqual([]);
    }
  });
});

describe("in a channel, later rules win over earlier ones", () => {
  test.each<[string, ChannelFacts, string[], bigint]>([
    ["no rule", channel(), ["a"], VIEW | SEND],
    ["@everyone's deny", channel(roleRule("everyone", 0n, VIEW | SEND)), ["a"], 0n],
    [
      "a role's allow beats @everyone's deny",
      channel(roleRule("everyone", 0n, VIEW), roleRule("a", VIEW, 0n)),
      ["a"],
      VIEW | SEND,
    ],
    [
      "in whatever order they stand",
      channel(roleRule("a", VIEW, 0n), roleRule("everyone", 0n, VIEW)),
      ["a"],
      VIEW | SEND,
    ],
    [
      "one role's allow beats another's deny",
      channel(roleRule("a", 0n, VIEW), roleRule("b", VIEW, 0n)),
      ["a", "b"],
      VIEW | SEND | MANAGE,
    ],
    ["a role that they don't have changes nothing", channel(roleRule("b", 0n, VIEW)), ["a"], VIEW | SEND],
    ["their own deny beats a role's allow", channel(myRule(0n, VIEW), roleRule("a", VIEW, 0n)), ["a"], SEND],
    [
      "their own allow beats every deny",
      channel(roleRule("everyone", 0n, VIEW), roleRule("a", 0n, VIEW), myRule(VIEW, 0n)),
      ["a"],
      VIEW | SEND,
    ],
    [
      "someone else's own rule changes nothing",
      channel({ id: "you", type: "member", allow: 0n, deny: VIEW }),
      [],
      VIEW,
    ],
    [
      "a member's rule isn't a role's of the same id",
      channel({ id: "a", type: "member", allow: 0n, deny: SEND }),
      ["a"],
      VIEW | SEND,
    ],
  ])("%s", (_, where, roleIds, expected) => {
    expect(permissionsOf(me(...roleIds), guild, where)).toBe(expected);
  });

  test("no rule binds the owner or an administrator", () => {
    const closed = channel(roleRule("everyone", 0n, VIEW), myRule(0n, VIEW));
    expect(grants(permissionsOf(me("admin"), guild, closed), "View Channel")).toBe(true);
    expect(grants(permissionsOf({ id: "owner", roleIds: [] }, guild, closed), "View Channel")).toBe(true);
  });
});

test("what is missing is named in the order it was asked for", () => {
  expect(missing(VIEW, ["Send Messages", "View Channel", "Attach Files"])).toEqual(["Send Messages", "Attach Files"]);
});
