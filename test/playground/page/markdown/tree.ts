// What Discord's markdown becomes before it is drawn. Made by parse.ts, drawn by markdown.tsx.

export type Inline =
  | { type: "text"; text: string }
  | { type: "bold" | "italic" | "underline" | "strike" | "spoiler"; children: Inline[] }
  | { type: "code"; text: string }
  | { type: "link"; url: string; children: Inline[] }
  | { type: "user" | "role" | "channel"; id: string }
  | { type: "everyone"; text: string }
  | { type: "command"; name: string }
  | { type: "time"; seconds: number; style: string }
  | { type: "emoji"; name: string; id: string; animated: boolean };

export type Block =
  | { type: "paragraph"; children: Inline[] }
  | { type: "heading"; level: 1 | 2 | 3; children: Inline[] }
  | { type: "subtext"; children: Inline[] }
  | { type: "quote"; blocks: Block[] }
  | { type: "code"; language: string; text: string }
  | { type: "list"; ordered: boolean; start: number; items: Inline[][]; depth: number };
