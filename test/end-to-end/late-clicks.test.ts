// Clicks that come too late: what was offered has changed meanwhile. Refused in words, and nothing that the user wrote is lost.

import { beforeAll, expect, test } from "vitest";
import type { Person } from "../fake-discord/api.ts";
import { until } from "../playground/stack.ts";
import { stored } from "./lone-worker.ts";
import { addServer, enable, marked, type Scene, type Server, sees, startScene, threadChannel } from "./scene.ts";

let scene: Scene;
let elsewhere: Server;
beforeAll(async () => {
  scene = await startScene();
  elsewhere = addServer(scene, "Elsewhere", scene);
  await enable(scene, elsewhere);
  return () => scene.close();
});

/** Someone in both servers, who has been asked which one their message is for. */
async function asked(username: string) {
  const person = scene.discord.createUser({ username });
  scene.guild.addMember(person);
  elsewhere.guild.addMember(person);
  const message = person.send("dm", `It's ${username}`);
  const question = await sees(person, "dm", "Which server is your message for?");
  const choose = (server: Server) => person.select("dm", question.id, "choose-server:choose", [server.guild.id]);
  return { person, message, question, choose };
}

const threadsOf = async (person: Person): Promise<number> => {
  const counted = scene.worker.db.prepare("SELECT count(*) AS count FROM threads WHERE user_id = ?").bind(person.id);
  return (await counted.first<{ count: number }>())?.count ?? 0;
};

test("a server that the user left: they are told, asked again, and their message goes where they choose then", async () => {
  const { person, message, question, choose } = await asked("paul");
  elsewhere.guild.removeMember(person);
  await choose(elsewhere);
  await sees(person, "dm", "You are not in **Elsewhere** (any more). Which server is your message for?");
  expect(await threadsOf(person)).toBe(0);
  await expect(choose(elsewhere)).rejects.toThrow();

  await choose(scene);
  const channel = await threadChannel({ ...scene, mara: person });
  await sees(scene.jonas, channel, "It's paul");
  await marked(person, "dm", message.id);
  await sees(person, "dm", "You chose **Northwind**.");
  expect(person.messages("dm").find(({ id }) => id === question.id)?.components).toEqual([]);
});

test("a choice that Discord fails: they are told, the dropdown stays, and the next try brings the message there", async () => {
  const { person, message, question, choose } = await asked("olive");
  scene.discord.fail({ method: "GET", route: "/guilds/:id/members/:id", kind: "error", status: 502 });
  await choose(elsewhere);
  await sees(person, "dm", "Discord is busy right now.");
  expect(person.messages("dm").find(({ id }) => id === question.id)?.components).toHaveLength(1);
  expect(await threadsOf(person)).toBe(0);

  await choose(elsewhere);
  const channel = await threadChannel({ guild: elsewhere.guild, mara: person });
  await sees(scene.jonas, channel, "It's olive");
  await marked(person, "dm", message.id);
});

test("a server that switched Modmail off: only they are told, and the dropdown stays", async () => {
  const { person, question, choose } = await asked("quinn");
  const { db } = scene.worker;
  const enabled = (value: number) =>
    db.prepare("UPDATE guilds SET enabled = ? WHERE guild_id = ?").bind(value, elsewhere.guild.id).run();
  await enabled(0);
  const before = await stored(scene.worker);
  const refused = await choose(elsewhere);
  expect(refused.message()).toMatchObject({ ephemeral: true, content: "**Elsewhere** has switched Modmail off." });
  expect(await stored(scene.worker)).toBe(before);
  expect(person.messages("dm").find(({ id }) => id === question.id)?.components).toHaveLength(1);
  await enabled(1);
});

test("a modal that was opened before the thread was closed, and its buttons after it", async () => {
  const { guild, jonas, discord, worker } = scene;
  const { person, choose } = await asked("ruth");
  await choose(scene);
  const channel = await threadChannel({ ...scene, mara: person });
  const header = await sees(jonas, channel, "with ruth");
  const { modal } = await jonas.click(channel, header.id, "Reply");
  if (!modal) throw new Error("the Reply button opened no modal");
  await sees(person, "dm", "You chose **");
  await jonas.command(channel, "close");
  await until(async () => (await stateOf(channel)) === "closed", "the thread never closed");

  const before = { rows: await stored(worker), heard: person.messages("dm").length, sent: discord.requests.length };
  const acts = [
    {
      type: 5,
      data: {
        custom_id: modal.data.custom_id,
        components: [{ type: 18, component: { type: 4, custom_id: "text", value: "too late" } }],
      },
    },
    { type: 3, data: { custom_id: "claim", component_type: 2 } },
    { type: 3, data: { custom_id: "close", component_type: 2 } },
  ];
  for (const act of acts) {
    // The channel is gone: the interaction comes from elsewhere and names it.
    const { body } = await jonas.forge(guild.channel("general").id, { ...act, channel_id: channel });
    expect(body).toMatchObject({ type: 4, data: { flags: 64, content: "This isn't the channel of an open thread." } });
  }
  expect({
    rows: await stored(worker),
    heard: person.messages("dm").length,
    sent: discord.requests.length,
  }).toEqual(before);
});

async function stateOf(channel: string): Promise<string | undefined> {
  const row = scene.worker.db.prepare("SELECT state FROM threads WHERE channel_id = ?").bind(channel);
  return (await row.first<{ state: string }>())?.state;
}
