// What of a typed command looks like another bot's.

import { expect, test } from "vitest";
import { asksToCloseOtherwise } from "../../../worker/domain/typed-commands.ts";

test.each([
  "2h",
  "30m",
  "2h30m",
  "7d",
  "15min",
  "2h thanks for asking",
  "in 5 hours",
  "5 minutes",
  "cancel",
  "-s",
  "silently",
  "Silent",
])("close %s isn't a reason", (rest) => expect(asksToCloseOtherwise(rest)).toBe(true));

test.each([
  "",
  "Solved",
  "2 threads at once",
  "2nd thread",
  "in good order",
  "He cancelled",
  "3 strikes",
  "24/7 support",
])("close %s is one", (rest) => expect(asksToCloseOtherwise(rest)).toBe(false));
