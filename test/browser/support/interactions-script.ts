// What the scripted bot answers in interactions.test.ts.

import type { Script } from "./scripted-bot.ts";

const EPHEMERAL = 64;

export const script: Script = {
  "/modmail setup": () => ({ type: 4, data: { content: "Saved.", flags: EPHEMERAL } }),
  "/note": () => ({ type: 5, data: { flags: EPHEMERAL } }),
  "autocomplete snippet": () => ({ type: 8, data: { choices: [{ name: "How to get a rank", value: "rank" }] } }),
  "/snippet": () => ({ type: 4, data: { content: "Snippet sent." } }),
  claim: () => ({ type: 7, data: { content: "Claimed.", components: [] } }),
  close: () => ({
    type: 9,
    data: {
      custom_id: "close-form",
      title: "Close this thread",
      components: [
        { type: 18, label: "Reason", component: { type: 4, custom_id: "reason", style: 2, min_length: 3 } },
        {
          type: 18,
          label: "Topics",
          component: {
            type: 3,
            custom_id: "topics",
            required: false,
            max_values: 2,
            options: [
              { label: "Rank", value: "rank" },
              { label: "Bug", value: "bug" },
            ],
          },
        },
      ],
    },
  }),
  "close-form": () => ({ type: 4, data: { content: "Closed." } }),
  server: () => ({ type: 7, data: { content: "Pixel Forge it is.", components: [] } }),
};
