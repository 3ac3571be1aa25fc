// The story that the page suggests, step by step. Playing it by itself: screenshot.ts.

import type { TryStep } from "./wire.ts";

export const question = "Hi, I am missing my rank.";
export const answer = "Which rank was it?";
export const reply = "Captain! It went away after the update.";
export const reason = "Rank restored";

export const steps: TryStep[] = [
  { side: "user", text: `As Mara, write to the bot: “${question}”`, action: "send", fill: question },
  { side: "user", text: "Choose Northwind Guild in the dropdown.", action: "select" },
  { side: "staff", text: "As Jonas, open #modmail-mara, which has just appeared, and press Claim.", action: "click" },
  {
    side: "staff",
    text: "Answer with !r in front. Without it, what you write stays among staff.",
    action: "send",
    fill: `!r ${answer}`,
  },
  { side: "user", text: "See the answer arrive, and write back as Mara.", action: "send", fill: reply },
  { side: "staff", text: "Press Close Thread, give a reason and submit.", action: "submit" },
];

export const ending =
  "That was the whole story: the transcript is in #modmail-logs. Go on as you like, for example with /modmail as Robin.";
