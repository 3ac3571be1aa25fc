// The dashboard's door over ports in memory: a server with settings, people of every kind, and browsers for them.

import type { DashboardApp } from "../../../worker/dashboard/page.ts";
import { receiveDashboard } from "../../../worker/dashboard/receive.ts";
import { bitsOf } from "../../../worker/domain/permissions.ts";
import { no, ok } from "../../../worker/domain/result.ts";
import type { Identity } from "../../../worker/domain/session.ts";
import { createLinks, type ReadLink } from "../../../worker/links.ts";
import { personalDataLinks } from "../../../worker/personal-data-links.ts";
import { BOT, channel, deny, role, sampleFacts } from "../domain/setup-sample.ts";
import { createMemoryPorts, type MemoryPorts } from "../ports/create-memory-ports.ts";
import {
  ADMIN_ROLE,
  AIKO,
  BY,
  CATEGORY,
  GUILD,
  IVO,
  JONAS,
  LOGS,
  MARA,
  OTHER_GUILD,
  ROBIN,
  STAFF_ROLE,
  sampleProfile,
} from "../ports/samples.ts";
import { Browser } from "./browser.ts";

const SECRET = "c2VjcmV0IG9mIHRoZSByZWxheSBhbmQgdGhlIFdvcmtlcg==";
export const ORIGIN = "https://modmail.example";
const LENA = "870000000000000004";

/** Who they are in the server; "elsewhere" is staff of another one, "former" was staff until a minute ago. */
export const PERSONAS = ["visitor", "user", "staff", "admin", "manager", "elsewhere", "former"] as const;
export type Persona = (typeof PERSONAS)[number];

type People = Record<Exclude<Persona, "visitor">, { id: string; name: string }>;

const PEOPLE: People = {
  user: { id: MARA, name: "Mara" },
  staff: { id: JONAS, name: "Jonas" },
  admin: { id: AIKO, name: "Aiko" },
  manager: { id: ROBIN, name: "Robin" },
  elsewhere: { id: IVO, name: "Ivo" },
  former: { id: LENA, name: "Lena" },
};

export interface Desk {
  world: MemoryPorts;
  app: DashboardApp;
  browser(): Browser;
  /** A browser in which this person is signed in; a visitor's is just open. */
  signedIn(persona: Persona): Promise<Browser>;
  /** As Discord names them; may be renamed before they sign in. */
  people: People;
  /** What Discord will answer to the code of this name. */
  identities: Map<string, Identity>;
  /** Who changes settings where it doesn't matter who. */
  by: typeof BY;
  /** What a signed link to a file says, by its path. */
  readLink(path: string): Promise<ReadLink>;
  /** Work behind the answers. */
  waited: Promise<unknown>[];
}

/** Modmail is on in Northwind and in Southwind; Northwind has a snippet, `rules`. */
export function openDesk(): Desk {
  const world = createMemoryPorts();
  world.addServer();
  world.addServer({ guildId: OTHER_GUILD, guildName: "Southwind" });
  world.discord.facts = northwind();
  const join = (guildId: string, id: string, roleIds: string[]) =>
    world.discord.join(guildId, id, sampleProfile({ roleIds }));
  join(GUILD, MARA, []);
  join(GUILD, JONAS, [STAFF_ROLE]);
  join(GUILD, AIKO, [ADMIN_ROLE]);
  join(GUILD, ROBIN, []);
  world.discord.managers.add(`${GUILD}/${ROBIN}`);
  join(OTHER_GUILD, IVO, [STAFF_ROLE]);
  join(GUILD, LENA, [STAFF_ROLE]);

  const body = { text: "Please read the rules.", attachments: [], filesId: "1" };
  const by = { id: AIKO, name: "Aiko" };
  world.tables.snippets.push({ guildId: GUILD, name: "rules", version: "1", ...body });
  world.tables.snippetChanges.push({ guildId: GUILD, name: "rules", id: "1", from: null, to: body, by, at: 0 });

  const people = structuredClone(PEOPLE);
  let secrets = 0;
  const waited: Promise<unknown>[] = [];
  const identities = new Map<string, Identity>();
  const links = createLinks({ secrets: [SECRET], publicUrl: ORIGIN, dashboard: true, now: world.clock.now });
  const app: DashboardApp = {
    ...world.ports,
    config: {
      cdnUrl: "https://cdn.example",
      mediaUrl: "https://media.example",
      discordApiUrl: "https://discord.com/api",
      applicationId: "100000000000000001",
      publicKey: "ab".repeat(32),
      publicUrl: ORIGIN,
      token: "MTAw.Gabcde.very-secret_token",
      clientSecret: "a-secret-of-the-application-itself",
      privacyContact: "privacy@northwind.example",
      relaySecrets: [],
    },
    signIn: {
      begin: () => ({
        url: `https://discord.com/oauth2/authorize?state=state-${"s".repeat(40)}`,
        state: `state-${"s".repeat(40)}`,
        verifier: "v".repeat(43),
      }),
      async complete(code, verifier) {
        const identity = identities.get(code);
        return identity && verifier === "v".repeat(43) ? ok(identity) : no({ reason: "code-refused" });
      },
    },
    personalDataLinks: personalDataLinks([SECRET], ORIGIN, world.clock.now),
    newSecret: () => `${String(++secrets).padStart(6, "0")}${"secret".padEnd(37, "0")}`,
    waitUntil: (work) => waited.push(work),
    links,
    trace: [],
  };
  const browser = () => new Browser(ORIGIN, (request) => receiveDashboard(request, app));

  async function signedIn(persona: Persona): Promise<Browser> {
    const one = browser();
    if (persona === "visitor") return one;
    const { id, name } = people[persona];
    const guildId = persona === "elsewhere" ? OTHER_GUILD : GUILD;
    const manages = persona === "manager";
    const listed = [{ id: guildId, name: "Northwind", iconUrl: null, manages }];
    identities.set(id, { id, name, avatarUrl: null, guilds: listed });
    const left = await one.get("/dashboard/sign-in");
    const back = await one.get(
      `/dashboard/callback?code=${id}&state=${new URL(left.location).searchParams.get("state")}`,
    );
    const first = await one.get(back.location);
    if (first.status !== 200) throw new Error(`${persona} isn't signed in: ${first.status}`);
    if (persona === "former") {
      world.discord.join(GUILD, LENA, sampleProfile({ roleIds: [] }));
      world.clock.pass(60_000);
    }
    return one;
  }

  const readLink = (path: string) => links.read(path.replace("/files/", ""));
  return { world, app, people, by: BY, browser, signedIn, identities, readLink, waited };
}

/** The server as Discord tells of it: everything that Modmail needs, and a category that the bot may not use. */
function northwind() {
  const facts = sampleFacts();
  const [, bot] = facts.guild.roles;
  const locked = [deny(BOT, "member", "Manage Channels")];
  return {
    ...facts,
    guild: {
      ...facts.guild,
      id: GUILD,
      roles: [
        role(GUILD, "@everyone", ["View Channel", "Send Messages"]),
        ...(bot ? [bot] : []),
        role(STAFF_ROLE, "Support"),
        role(ADMIN_ROLE, "Admin"),
      ],
    },
    channels: [
      channel(CATEGORY, 4, { name: "modmail-threads" }),
      channel("850000000000000010", 4, { name: "locked", overwrites: locked }),
      channel(LOGS, 0, {
        name: "logs",
        parentId: CATEGORY,
        overwrites: [deny(GUILD, "role", "View Channel"), allowed],
      }),
    ],
  };
}

const allowed = { id: BOT, type: "member" as const, allow: bitsOf(["View Channel"]), deny: 0n };
