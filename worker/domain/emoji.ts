// Emoji of reactions. Pure.

export interface Emoji {
  /** Of a server's own emoji; null: one that everybody has, whose `name` is the character. */
  id: string | null;
  name: string;
}

/** What people see on their own message: it is with the other side; without its writer's name; it is kept among staff. */
export const MARKS = { delivered: "✅", "delivered-anonymously": "🎭", noted: "📝" } as const;
export type Mark = keyof typeof MARKS;

export const isMark = ({ id, name }: Emoji): boolean => id === null && Object.values<string>(MARKS).includes(name);

export const isSameEmoji = (one: Emoji, other: Emoji): boolean =>
  one.id === other.id && (one.id !== null || one.name === other.name);
