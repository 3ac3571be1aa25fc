// What staff read about typing: the list of what works here, and the answer to what was no command.

import { expect, test } from "vitest";
import { helpView, unknownCommandView } from "../../../../worker/discord/views/typing.ts";
import type { Typing } from "../../../../worker/domain/staff-message.ts";

const BOT = "890000000000000001";
const typing: Typing = { prefix: "?", replyCommand: true, anonymous: "off", botUserId: BOT, readable: true };

test.each<[string, Partial<Typing>, string[], string[]]>([
  ["with Message Content", {}, ["`?` or <@890000000000000001>", "stays among staff."], ["intent", "goes to the user"]],
  ["when typing goes to the user", { replyCommand: false }, ["else that is typed here goes to the user"], ["intent"]],
  [
    "without Message Content",
    { readable: false },
    ["lack the Message Content intent", "Begin with <@890000000000000001>, then"],
    ["`?`"],
  ],
  ["without a known bot", { botUserId: null }, ["Begin with `?`, then"], ["<@"]],
  ["without both", { botUserId: null, readable: false }, ["can't read what is typed here", "`/reply`"], ["`r text`"]],
  ["names by default", {}, ["`ar text` without your name"], ["`rr text`"]],
  ["no names by default", { anonymous: "default" }, ["without your name, `rr text` with it"], ["`ar text`"]],
  ["never names", { anonymous: "forced" }, ["always without your name"], ["`ar text`", "`rr text`"]],
])("help %s", (_, change, says, saysNot) => {
  const { content = "" } = helpView({ ...typing, ...change });
  for (const text of says) expect(content).toContain(text);
  for (const text of saysNot) expect(content).not.toContain(text);
});

test.each<[string, string | null, Partial<Typing>, string]>([
  [
    "relpy",
    "reply",
    {},
    "Nothing was sent: `relpy` isn't one of my commands. Did you mean `reply`? `?help` lists them.",
  ],
  ["r", "r", {}, "Nothing was sent: leave a space behind `r`. `?help` lists them."],
  ["", null, {}, "Nothing was sent: no command follows the mention of me. `?help` lists them."],
  [
    "hello",
    null,
    { readable: false },
    `Nothing was sent: \`hello\` isn't one of my commands. <@${BOT}> \`help\` lists them.`,
  ],
  [
    "ban",
    null,
    { replyCommand: false },
    "Nothing was sent: `ban` isn't one of my commands. `?help` lists them. To send it as it is, begin with `?r`.",
  ],
])("no command: %j, nearest %j, %j", (word, nearest, change, answer) => {
  const notice = { notice: "unknown-command", word, nearest, typing: { ...typing, ...change } } as const;
  expect(unknownCommandView(notice).content).toBe(answer);
});
