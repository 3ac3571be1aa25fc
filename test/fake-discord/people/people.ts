// Everybody in the fake Discord: makes people and servers, and hands out the same object for the same id every time.

import type { FakeDiscord, Guild, Person } from "../api.ts";
import type { Interactions } from "../interactions/interactions.ts";
import { answerSignIn, readLink } from "../oauth2/authorize.ts";
import { openDm } from "../world/channels.ts";
import { createGuild } from "../world/guilds.ts";
import { renderChannel, userOf } from "../world/render-guild.ts";
import { createUser } from "../world/users.ts";
import type { World } from "../world/world.ts";
import { channelList } from "./access.ts";
import { createGestures } from "./gestures.ts";
import { createGuildHandle } from "./guild.ts";
import { createInvoking } from "./invoking.ts";
import { createWriting } from "./messages.ts";
import { createSpecials } from "./specials.ts";

export type People = Pick<FakeDiscord, "createUser" | "createGuild" | "guild" | "person">;

export function createPeople(world: World, interactions: Interactions): People {
  const persons = new Map<string, Person>();
  const guilds = new Map<string, Guild>();

  const guild = (id: string): Guild => {
    const record = world.guilds.get(id);
    if (!record) throw new Error(`There is no server ${id}.`);
    const handle = guilds.get(id) ?? createGuildHandle(world, record);
    guilds.set(id, handle);
    return handle;
  };
  const person = (id: string): Person => {
    if (!world.users.has(id) || id === world.application.id) throw new Error(`There is no person ${id}.`);
    const one = persons.get(id) ?? createPerson(world, interactions, guild, id);
    persons.set(id, one);
    return one;
  };

  return {
    guild,
    person,
    createUser: (fresh) => person(createUser(world, checked(world, fresh)).user.id),
    createGuild: ({ name, owner }) => guild(createGuild(world, { name, ownerId: owner.id }).id),
  };
}

function createPerson(world: World, interactions: Interactions, guild: (id: string) => Guild, id: string): Person {
  return {
    id,
    get user() {
      return userOf(world, id);
    },
    dm: () => openDm(world, id).id,
    guilds: () => [...world.guilds.values()].filter((one) => one.members.has(id)).map((one) => guild(one.id)),
    visibleChannels(guildId) {
      const record = world.guilds.get(guildId);
      if (!record?.members.has(id)) throw new Error(`${userOf(world, id).username} isn't in server ${guildId}.`);
      return channelList(world, record, id).map((channel) => renderChannel(world, channel));
    },
    consent(link, decision = "authorize") {
      const asking = readLink(world.oauth2, new URL(link).searchParams);
      if (asking.kind !== "sign-in") throw new Error("This link adds a bot to a server: use its page.");
      return answerSignIn(world.oauth2, asking, decision === "authorize" ? id : null);
    },
    allowDms(allowed) {
      const record = world.users.get(id);
      if (record) record.allowsDms = allowed;
    },
    ...createWriting(world, id),
    ...createGestures(world, id),
    ...createSpecials(world, id),
    ...createInvoking(world, interactions, id),
  };
}

/** Discord's usernames are unique, 2-32 characters, lower case. */
function checked<Fresh extends { username: string }>(world: World, fresh: Fresh): Fresh {
  if (!/^[a-z0-9_.]{2,32}$/.test(fresh.username)) throw new Error(`"${fresh.username}" can't be a username.`);
  if ([...world.users.values()].some(({ user }) => user.username === fresh.username)) {
    throw new Error(`The username "${fresh.username}" is taken.`);
  }
  return fresh;
}
