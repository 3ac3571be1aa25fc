// The playground's scene: two servers with their people, roles, channels and some talk, and Modmail switched on in both.

import { PermissionFlagsBits } from "discord-api-types/v10";
import type { FakeDiscord, Guild, Person } from "../fake-discord/api.ts";
import type { CastMember, PlaygroundOptions } from "./server.ts";
import { ending, steps } from "./story.ts";

const COLOURS = { support: 0x3fb27f, admin: 0xe8837e, captain: 0xf0b232, veteran: 0x6db3f2, artist: 0xc792ea };
const DAY = 86_400_000;
/** Where the time in Discord's ids begins. */
const EPOCH = 1_420_070_400_000;

export interface Scene extends Omit<PlaygroundOptions, "discord" | "port"> {
  people: { mara: Person; jonas: Person; aiko: Person; robin: Person };
  northwind: Server;
  pixelForge: Server;
}

interface Server {
  guild: Guild;
  staffRole: string;
  adminRole: string;
  category: string;
  logs: string;
  /** Where the panel with the button stands. */
  help: string;
}

/** Makes the world; `configure` switches Modmail on in it. */
export function createScene(discord: FakeDiscord): Scene {
  const mara = discord.createUser({ username: "mara", globalName: "Mara", createdAt: born(4, 0) });
  const jonas = discord.createUser({ username: "jonas", globalName: "Jonas", createdAt: born(6, 1) });
  const aiko = discord.createUser({ username: "aiko", globalName: "Aiko", createdAt: born(5, 2) });
  const robin = discord.createUser({ username: "robin", globalName: "Robin", createdAt: born(8, 3) });
  const people = { mara, jonas, aiko, robin };
  const roles: Record<string, Record<string, string[]>> = {};
  const roleColors: Record<string, number> = {};

  const createServer = (name: string, ranks: Partial<Record<"Captain" | "Veteran" | "Artist", Person[]>>): Server => {
    const guild = discord.createGuild({ name, owner: robin });
    guild.addBot();
    const role = (label: string, colour: number, permissions = 0n) => {
      const { id } = guild.createRole({ name: label, permissions });
      roleColors[id] = colour;
      return id;
    };
    const ranked = Object.entries(ranks).map(([label, members]) => ({
      id: role(label, COLOURS[label.toLowerCase() as keyof typeof COLOURS]),
      members,
    }));
    const staffRole = role("Support", COLOURS.support);
    const adminRole = role("Admin", COLOURS.admin, PermissionFlagsBits.ManageGuild);
    for (const person of [mara, jonas, aiko, robin]) {
      const own = ranked.filter(({ members }) => members.includes(person)).map(({ id }) => id);
      if (person === jonas || person === aiko) own.push(staffRole);
      if (person === robin) {
        own.push(adminRole);
        guild.setMemberRoles(person, own);
      } else guild.addMember(person, { roles: own, joinedAt: Date.now() - 200 * DAY });
      roles[person.id] = { ...roles[person.id], [guild.id]: own };
    }
    guild.createTextChannel("rules", { topic: "Be kind, and ask when in doubt." });
    const help = guild.createTextChannel("get-help", { topic: "How to reach the staff." });
    const category = guild.createCategory("modmail-threads", [
      { id: guild.id, type: 0, deny: PermissionFlagsBits.ViewChannel },
      { id: staffRole, type: 0, allow: PermissionFlagsBits.ViewChannel },
      { id: adminRole, type: 0, allow: PermissionFlagsBits.ViewChannel },
      { id: discord.application.id, type: 1, allow: PermissionFlagsBits.ViewChannel },
    ]);
    const logs = guild.createTextChannel("modmail-logs", {
      parentId: category.id,
      topic: "Threads that were opened and closed, with their transcripts.",
    });
    return { guild, staffRole, adminRole, category: category.id, logs: logs.id, help: help.id };
  };

  const northwind = createServer("Northwind Guild", { Captain: [jonas], Veteran: [aiko, mara] });
  const pixelForge = createServer("Pixel Forge", { Artist: [mara] });
  northwind.guild.createEmoji("northwind");
  for (const [name, format] of STICKERS) northwind.guild.createSticker(name, { format });
  talk(people, northwind.guild, pixelForge.guild);

  const member = (person: Person, part: string): CastMember => ({ person, part, roles: roles[person.id] ?? {} });
  return {
    people,
    northwind,
    pixelForge,
    roleColors,
    cast: [
      member(mara, "A member who needs help"),
      member(jonas, "Support in both servers"),
      member(aiko, "Support in both servers"),
      member(robin, "Owns both servers"),
    ],
    start: { user: mara, staff: jonas, guildId: northwind.guild.id },
    steps,
    ending,
  };
}

/** One of each format that a server's stickers may have. */
const STICKERS = [
  ["Anchor", "png"],
  ["Lighthouse", "apng"],
  ["Wave", "gif"],
] as const;

/** A birthday that gives this default avatar (Discord: the id's time modulo six), so that everyone has another. */
function born(yearsAgo: number, avatar: number): number {
  const at = Date.now() - yearsAgo * 366 * DAY;
  return at - ((at - EPOCH) % 6) + avatar;
}

function talk({ mara, jonas, aiko, robin }: Scene["people"], northwind: Guild, forge: Guild): void {
  const general = northwind.channel("general").id;
  const rules = northwind.channel("rules").id;
  robin.send(
    rules,
    "### Rules of the guild\n1. Be kind.\n2. No spoilers: ||use these||.\n3. Something is wrong? **Write to the Modmail bot**, the staff answer there.",
  );
  robin.send(general, `Welcome to **Northwind Guild**! Please read <#${rules}> before you set sail.`);
  const raid = aiko.send(general, "Who joins the raid tonight? We start at eight.");
  jonas.react(general, raid.id, "⚔️");
  mara.react(general, raid.id, "⚔️");
  jonas.send(general, "I do, and I bring snacks.", { replyTo: raid.id });
  mara.send(general, "Me too! But my rank is gone since the update, can somebody look?");
  aiko.send(general, "Oh no. Write to the **Modmail** bot, then the whole staff sees it.");
  robin.send(forge.channel("general").id, "This week's theme is *lighthouses*. Show us what you draw!");
  aiko.send(forge.channel("general").id, "Mine will have a cat in it.");
}

/** Robin switches Modmail on in both servers, by the command that owners use, and posts the panel. */
export async function configure({ people, northwind, pixelForge }: Scene): Promise<void> {
  for (const server of [northwind, pixelForge]) {
    const general = server.guild.channel("general").id;
    const told = await run(people.robin, general, "modmail setup", {
      "staff-role": server.staffRole,
      "admin-role": server.adminRole,
      category: server.category,
      "logs-channel": server.logs,
      enabled: true,
    });
    await run(people.robin, server.help, "modmail panel", {});
    const posted = people.robin.messages(server.help).some((message) => !message.ephemeral);
    if (!posted) throw new Error(`Modmail isn't on in ${server.guild.name}. The setup said:\n${told}`);
  }
}

/** Resolves to what the person was told. */
async function run(
  person: Person,
  channel: string,
  name: string,
  options: Record<string, string | boolean>,
): Promise<string> {
  const result = await person.command(channel, name, options);
  if (result.outcome === "failed") throw new Error(`/${name} failed: ${result.reason}`);
  const told = await result.done();
  // What the owner was told in private isn't part of the scene.
  if (told?.ephemeral) person.delete(channel, told.id);
  const embed = told?.embeds[0];
  const fields = embed?.fields?.map(({ name, value }) => `${name}: ${value}`) ?? [];
  return [told?.content, embed?.title, embed?.description, ...fields].filter(Boolean).join("\n");
}
