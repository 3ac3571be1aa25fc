// Who is staff, who is admin, and who may answer the user of a thread.

import { describe, expect, test } from "vitest";
import { type Access, accessOf } from "../../../worker/domain/access.ts";
import { mayAnswer, type Thread } from "../../../worker/domain/thread.ts";

const STAFF = "100000000000000001";
const ADMIN = "100000000000000002";
const OTHER = "100000000000000003";

describe("access follows from roles and rights", () => {
  const settings = { staffRoleId: STAFF, adminRoleId: ADMIN };
  test.each<[string, string[], boolean, Access]>([
    ["no roles", [], false, "none"],
    ["another role", [OTHER], false, "none"],
    ["the staff role", [OTHER, STAFF], false, "staff"],
    ["the admin role", [ADMIN], false, "admin"],
    ["both roles", [STAFF, ADMIN], false, "admin"],
    ["Manage Server and no role", [], true, "admin"],
    ["Manage Server and the staff role", [STAFF], true, "admin"],
  ])("%s", (_, roleIds, managesGuild, access) => {
    expect(accessOf({ id: "1", roleIds, managesGuild }, settings)).toBe(access);
  });

  test("roles that aren't chosen give nothing, whatever people have", () => {
    const person = { id: "1", roleIds: [STAFF, "", "null"], managesGuild: false };
    expect(accessOf(person, { staffRoleId: null, adminRoleId: null })).toBe("none");
    expect(accessOf(person, null)).toBe("none");
    expect(accessOf({ ...person, managesGuild: true }, null)).toBe("admin");
  });
});

describe("answering the user", () => {
  type Case = [Pick<Thread, "state" | "claimedBy">, string, Access, true | string];
  test.each<Case>([
    [{ state: "open", claimedBy: null }, "me", "staff", true],
    [{ state: "open", claimedBy: null }, "me", "admin", true],
    [{ state: "open", claimedBy: null }, "me", "none", "not-staff"],
    [{ state: "open", claimedBy: "me" }, "me", "staff", true],
    [{ state: "open", claimedBy: "me" }, "me", "none", "not-staff"],
    [{ state: "open", claimedBy: "you" }, "me", "staff", "claimed-by-other"],
    [{ state: "open", claimedBy: "you" }, "me", "admin", true],
    [{ state: "opening", claimedBy: null }, "me", "staff", true],
    [{ state: "closing", claimedBy: null }, "me", "staff", "thread-closing"],
    [{ state: "closing", claimedBy: "me" }, "me", "admin", "thread-closing"],
    [{ state: "closed", claimedBy: null }, "me", "admin", "thread-closing"],
    [{ state: "closed", claimedBy: "you" }, "me", "none", "not-staff"],
  ])("%j by %s who is %s: %s", (thread, id, access, expected) => {
    const allowed = mayAnswer({ ...thread, closedBy: null }, { id, access });
    expect(allowed.ok ? true : allowed.error.reason).toBe(expected);
  });

  test("who claimed it, and who closes it, is named", () => {
    const me = { id: "me", access: "staff" } as const;
    expect(mayAnswer({ state: "open", claimedBy: "you", closedBy: null }, me)).toEqual({
      ok: false,
      error: { reason: "claimed-by-other", by: "you" },
    });
    expect(mayAnswer({ state: "closing", claimedBy: null, closedBy: "you" }, me)).toEqual({
      ok: false,
      error: { reason: "thread-closing", by: "you" },
    });
  });
});
