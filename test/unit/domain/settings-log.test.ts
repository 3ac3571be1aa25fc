// What differs between two states of the settings, and the way back.

import { expect, test } from "vitest";
import { differences, undone } from "../../../worker/domain/settings-log.ts";
import { sampleSettings } from "./setup-sample.ts";

test("every setting that differs is told with both values, and the server's name isn't one", () => {
  const before = sampleSettings({ replyCommand: true, greeting: null });
  const after = { ...before, guildName: "Renamed", replyCommand: false, greeting: "Hello" };
  expect(differences(before, after)).toEqual([
    { field: "replyCommand", from: true, to: false },
    { field: "greeting", from: null, to: "Hello" },
  ]);
  expect(differences(before, { ...before })).toEqual([]);
});

test("changes are undone from the newest to the oldest", () => {
  const first = sampleSettings({ prefix: "!" });
  const second = { ...first, prefix: "?", adminRoleId: null };
  const third = { ...second, prefix: "m!" };
  const newestFirst = [...differences(second, third), ...differences(first, second)];
  expect(undone(third, newestFirst)).toEqual(first);
});
