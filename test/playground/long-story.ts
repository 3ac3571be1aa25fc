// A conversation with a bit of everything, for README's pictures of a thread on the dashboard.

import type { Person, SeenMessage } from "../fake-discord/api.ts";
import { png } from "../fake-discord/media/pictures.ts";
import type { Scene } from "./scene.ts";
import { until } from "./stack.ts";

/** A picture, a claim, an edit, a deletion, a note, an answer to a message; the thread stays open. */
export async function tellLongStory({ people: { mara, jonas, aiko }, northwind: { guild } }: Scene): Promise<void> {
  const badge = { name: "badge.png", contentType: "image/png", bytes: png([240, 178, 50]) };
  mara.send("dm", "My rank is back, but its badge is the old one. It looks like this:", { files: [badge] });
  const dropdown = await sees(mara, "dm", "Which server is your message for?");
  await mara.select("dm", dropdown.id, "choose-server:choose", [guild.id]);
  const isHers = ({ name }: { name?: string | null }) => name === "modmail-mara";
  const channel = (await until(() => guild.channels().find(isHers), "Mara's channel never came")).id;
  await sees(jonas, channel, "badge is the old one");
  await (await jonas.command(channel, "claim")).done();

  jonas.send(channel, "!r Thanks for the picture! **Which ship** do you sail on?");
  const question = await sees(mara, "dm", "Which ship");
  const answer = mara.send("dm", "On the *Aurora*, since teh spring", { replyTo: question.id });
  await sees(jonas, channel, "teh spring");
  mara.edit("dm", answer.id, "On the *Aurora*, since the spring");
  await sees(jonas, channel, "since the spring");
  jonas.send(channel, "!note Her rank is right in our list; only the badge wasn't made anew.");
  aiko.send(channel, "I can make the badge tonight.");
  const slip = mara.send("dm", "wrong window, sorry");
  await sees(jonas, channel, "wrong window");
  mara.delete("dm", slip.id);
  await sees(jonas, channel, /eleted/);
  jonas.send(channel, "!r Aiko makes you a new one tonight:\n> gold on blue\n> with an anchor");
  await sees(mara, "dm", "gold on blue");
  const thanks = mara.send("dm", "That is lovely, thank you!");
  await sees(jonas, channel, "lovely");
  await until(() => mara.messages("dm").find(({ id }) => id === thanks.id)?.reactions?.length, "no check mark");
}

/** The latest message in which a person sees this, once it is there. */
function sees(person: Person, channel: string, text: string | RegExp): Promise<SeenMessage> {
  const isIt = ({ content, embeds, components }: SeenMessage) =>
    JSON.stringify([content, embeds, components]).search(text) >= 0;
  return until(() => person.messages(channel).findLast(isIt), `${person.user.username} never saw ${String(text)}`);
}
