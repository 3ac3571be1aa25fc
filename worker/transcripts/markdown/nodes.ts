// What a Discord message's markdown means, as a tree. Strings are plain text; whoever renders them escapes them.

export type Inline =
  | string
  | { type: "strong" | "em" | "underline" | "strike" | "spoiler"; content: Inline[] }
  | { type: "code"; text: string }
  /** `href` is http or https and was read by the URL parser. `masked`: the text says something else than the address. */
  | { type: "link"; href: string; masked: boolean; content: Inline[] }
  | { type: "user" | "role" | "channel"; id: string }
  /** `@everyone`, `@here` or a slash command, as people see it. */
  | { type: "mention"; text: string }
  | { type: "emoji"; name: string }
  /** Seconds since 1970 that JavaScript's dates can hold. */
  | { type: "time"; seconds: number; style: string };

interface ListItem {
  content: Inline[];
  lists: List[];
}

export interface List {
  type: "list";
  /** null: bullets. */
  start: number | null;
  items: ListItem[];
}

export type Block =
  | { type: "paragraph" | "subtext"; content: Inline[] }
  | { type: "heading"; level: 1 | 2 | 3; content: Inline[] }
  | { type: "code"; language: string; text: string }
  | { type: "quote"; content: Block[] }
  | List;
