// What Jonas of the staff asks in the only thread's channel, as the door hands it to a feature, and what comes of it.

import type { Answer, Asked } from "../../../worker/interactions/feature.ts";
import type { MemoryPorts } from "../ports/create-memory-ports.ts";
import { GUILD, JONAS, STAFF_ROLE } from "../ports/samples.ts";
import { nextId } from "../threads/scenes.ts";

export const jonas = { id: JONAS, name: "Jonas", avatarUrl: null };

export function asked(world: MemoryPorts, change: Partial<Asked>): Asked {
  const person = change.person ?? jonas;
  return {
    id: nextId(),
    person,
    guildId: GUILD,
    member: { id: person.id, roleIds: [STAFF_ROLE], managesGuild: false },
    channelId: world.thread().channelId ?? "",
    options: {},
    attachments: [],
    fileLimit: 10_485_760,
    target: null,
    args: [],
    values: [],
    fields: {},
    ...change,
  };
}

/** The answer's text in the end, and the names of its files. */
export async function run(answering: Promise<Answer> | Answer | undefined) {
  const answer = await answering;
  if (answer === undefined || !("after" in answer) || !answer.after) {
    return { text: answer && "view" in answer ? answer.view.content : null, files: [] };
  }
  const { edit, files = [] } = await answer.after();
  const [embed] = edit?.embeds ?? [];
  return {
    text: edit?.content ?? [embed?.author?.name, embed?.title, embed?.description].join(" | "),
    files: files.map(({ name }) => name),
  };
}
