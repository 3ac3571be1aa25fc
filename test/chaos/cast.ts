// Who takes part: servers with Modmail on, their users (some in several servers), and staff who serve all of them.

import type { FakeDiscord, Guild, Person } from "../fake-discord/api.ts";
import type { Product } from "./product.ts";
import type { Random } from "./random.ts";

/** Discord puts at most 50 channels into a category; the logs channel and channels that are on their way out need room. */
const USERS_A_SERVER = 36;
const SERVERS_MIN = 3;
const STAFF = 12;

export interface Server {
  guild: Guild;
  logsChannelId: string;
  generalChannelId: string;
}

export interface User {
  person: Person;
  /** At least one. */
  servers: Server[];
}

export interface Cast {
  servers: Server[];
  users: User[];
  staff: Person[];
  /** Owns every server and so sees everything in them. */
  owner: Person;
}

export async function createCast({ discord, worker }: Product, users: number, random: Random): Promise<Cast> {
  const owner = discord.createUser({ username: "owner", globalName: "Owner" });
  const staff = Array.from({ length: STAFF }, (_, n) =>
    discord.createUser({ username: `staff${n}`, globalName: `Staff ${n}` }),
  );
  const count = Math.max(SERVERS_MIN, Math.ceil(users / USERS_A_SERVER));
  const made = Array.from({ length: count }, (_, n) => createServer(discord, `Server ${n}`, owner, staff));
  await worker().db.batch(
    made.map(({ settings }) =>
      worker()
        .db.prepare(INSERT)
        .bind(...settings),
    ),
  );
  const servers = made.map(({ server }) => server);
  return {
    owner,
    staff,
    servers,
    users: Array.from({ length: users }, (_, n) => createUser(discord, n, servers, random)),
  };
}

const INSERT = `INSERT INTO guilds (guild_id, name, enabled, staff_role_id, category_id, logs_channel_id, updated_at)
  VALUES (?, ?, 1, ?, ?, ?, 0)`;

function createServer(discord: FakeDiscord, name: string, owner: Person, staff: readonly Person[]) {
  const guild = discord.createGuild({ name, owner });
  guild.addBot();
  const role = guild.createRole({ name: "Support" });
  for (const person of staff) guild.addMember(person, { roles: [role.id] });
  const category = guild.createCategory("modmail-threads");
  const logs = guild.createTextChannel("modmail-logs");
  const server: Server = { guild, logsChannelId: logs.id, generalChannelId: guild.channel("general").id };
  return { server, settings: [guild.id, name, role.id, category.id, logs.id] };
}

/** Seven of ten are in one server, so that their first message opens a thread; the others are asked which one. */
function createUser(discord: FakeDiscord, n: number, servers: readonly Server[], random: Random): User {
  const person = discord.createUser({ username: `user${n}`, globalName: `User ${n}` });
  const own = new Set([servers[n % servers.length] ?? random.pick(servers)]);
  if (random.happens(0.3)) for (let more = random.whole(1, 2); more > 0; more--) own.add(random.pick(servers));
  for (const { guild } of own) guild.addMember(person);
  return { person, servers: [...own] };
}
