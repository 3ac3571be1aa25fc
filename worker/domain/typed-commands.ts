// The commands that staff may type, each with the names that moderators know from other bots. Pure.

const NAMES = {
  reply: ["reply", "r"],
  "anonymous-reply": ["anonreply", "areply", "ar"],
  "named-reply": ["realreply", "rr", "nr"],
  note: ["note", "n"],
  edit: ["edit", "e"],
  delete: ["delete", "del", "d"],
  claim: ["claim"],
  unclaim: ["unclaim"],
  takeover: ["takeover"],
  close: ["close", "c"],
  snippet: ["snippet", "s"],
  id: ["id"],
  help: ["help"],
} as const;

export type TypedCommand = keyof typeof NAMES;

const COMMANDS = new Map<string, TypedCommand>(
  Object.entries(NAMES).flatMap(([command, names]) => names.map((name) => [name, command as TypedCommand] as const)),
);

/** Every name of every command. */
export const TYPED_NAMES: readonly string[] = [...COMMANDS.keys()];

export const commandNamed = (word: string): TypedCommand | null => COMMANDS.get(word.toLowerCase()) ?? null;

/** Names too short for this look like many words. */
const SHORTEST_GUESSED = 4;

/**
 * Whether what follows `close` asks for what other bots do there: to close later (`2h`, `in 5 hours`), silently (`-s`), or
 * not after all (`cancel`). As a reason it would be told to the user, and the thread be closed.
 */
export function asksToCloseOtherwise(rest: string): boolean {
  const [first = "", second = ""] = rest.toLowerCase().split(/\s+/);
  const isTime = /^(\d+(s|m|h|d|w|min|mins|hr|hrs))+$/.test(first);
  const isTimeInWords = first === "in" ? /^\d/.test(second) : /^\d+$/.test(first) && UNIT.test(second);
  return isTime || isTimeInWords || /^(cancel|silent|silently|-s|-silent)$/.test(first);
}

const UNIT = /^(sec|min|minute|hour|day|week)/;

/** The name that was probably meant; null: the word looks like none. One letter wrong in five, two in a longer word. */
export function nearestName(word: string): string | null {
  const guesses = TYPED_NAMES.filter((name) => name.length >= SHORTEST_GUESSED)
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = guesses;
  return best && best.distance <= (best.name.length > 5 ? 2 : 1) ? best.name : null;
}

/** Letters added, left out, wrong, or swapped with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const choices = [(row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost];
      next.push(Math.min(...choices, ...(swapped ? [(before[j - 2] ?? 0) + 1] : [])));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
