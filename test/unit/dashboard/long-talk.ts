// A talk as people have it, of any length, always the same: texts of a few words or many, formatted now and then, files,
// answers, edits, notes. For what a page of it weighs.

import type { Message } from "../../../worker/domain/message.ts";
import { AIKO, JONAS, MARA, sampleFile } from "../ports/samples.ts";

const SYLLABLES = "ka lo mi re sun ter ven dor al pe ing sta ble han wor cap tain ra nk se cu oth ere ma no".split(" ");
const PEOPLE = {
  mara: { id: MARA, name: "Mara", avatarUrl: `https://cdn.discordapp.com/avatars/${MARA}/0123456789abcdef.png` },
  jonas: { id: JONAS, name: "Jonas", avatarUrl: `https://cdn.discordapp.com/avatars/${JONAS}/fedcba9876543210.png` },
  aiko: { id: AIKO, name: "Aiko", avatarUrl: null },
};

/** Minimal standard generator (Park and Miller): the same numbers every time. */
function randomly(seed: number) {
  let state = seed;
  const below = (limit: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
  const word = () => Array.from({ length: 1 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join("");
  return { below, words: (count: number) => Array.from({ length: count }, word).join(" ") };
}

type Said = Pick<Message, "id" | "kind" | "author" | "content" | "attachments"> & {
  answersId?: string;
  /** What it said before it was edited. */
  before?: string;
};

/** Every tenth has a file, every twelfth answers another, every twenty-fifth was edited. Ids follow each other. */
export function longTalk(count: number, firstId = 900_000_000_000_500_000n): Said[] {
  const { below, words } = randomly(20_261_120);
  const idOf = (number: number) => String(firstId + BigInt(number));
  return Array.from({ length: count }, (_, number) => {
    const turn = below(10);
    const text = words(3 + below(28));
    const picture = { name: `${words(1)}.png` };
    const other = { name: `${words(1)}.zip`, contentType: "application/zip" };
    return {
      id: idOf(number),
      kind: turn < 5 ? "user" : turn < 9 ? "reply" : "note",
      author: turn < 5 ? PEOPLE.mara : turn < 8 ? PEOPLE.jonas : PEOPLE.aiko,
      content: number % 7 === 0 ? `**${words(2)}** ${text} https://example.com/${words(1)}` : text,
      attachments: number % 10 === 3 ? [sampleFile(number % 20 === 3 ? picture : other)] : [],
      ...(number % 12 === 11 ? { answersId: idOf(number - 1 - below(10)) } : {}),
      ...(number % 25 === 24 ? { before: words(12) } : {}),
    };
  });
}
