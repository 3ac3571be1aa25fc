// `/modmail status`: the same check as setup's, at any time, for staff too.

import { PermissionFlagsBits } from "discord-api-types/v10";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Scene, startScene, textOf } from "./scene.ts";
import { everythingOf, field, newServer, type SetupDesk } from "./setup-desk.ts";

let scene: Scene;
let desk: SetupDesk;
beforeAll(async () => {
  // These tests act faster than people do, and would meet the global limit of 50 requests a second.
  scene = await startScene({ rateLimits: false });
});
beforeEach(() => {
  desk = newServer(scene);
});
afterAll(() => scene.close());

const { ViewChannel, SendMessages, ManageRoles } = PermissionFlagsBits;
const everything = () => everythingOf(desk);

test("shows staff the settings and that all is well, without anything to press", async () => {
  await desk.setup({ ...everything(), enabled: true });
  const status = await desk.status(scene.jonas);
  expect(status).toMatchObject({ ephemeral: true, components: [] });
  expect(textOf(status)).toContain("Modmail is on and works");
  expect(textOf(status)).toContain("Open threads: **0**.");
  expect(field(status, "Staff role")).toBe(`<@&${desk.server.staffRoleId}>`);
});

test("isn't for others", async () => {
  await desk.setup({ ...everything(), enabled: true });
  expect(textOf(await desk.status(scene.mara))).toContain("Only this server's Modmail staff may do that");
});

test("names what broke since, and where to mend it", async () => {
  const { guild, logsChannelId } = desk.server;
  await desk.setup({ ...everything(), enabled: true });
  guild.setBotPermissions(ViewChannel | SendMessages | ManageRoles);
  guild.deleteChannel(logsChannelId);
  const status = textOf(await desk.status());
  expect(status).toContain("The **Logs channel** isn't in this server (any more)");
  expect(status).toContain("I lack **Manage Channels** in this server");
  expect(status).toContain("**Server Settings → Roles** → the role **");
  expect(field(await desk.status(), "Logs channel")).toBe("deleted");
});

test("says what works otherwise than one may expect", async () => {
  await desk.setup({ ...everything(), enabled: true });
  const { guild } = desk.server;
  const all = BigInt(guild.roles().find((role) => role.managed)?.permissions ?? "0");
  guild.setBotPermissions(all & ~PermissionFlagsBits.MentionEveryone);
  const status = textOf(await desk.status());
  expect(status).toContain("New threads don't ping the staff role");
  expect(status).toContain("Everybody can see");
});
