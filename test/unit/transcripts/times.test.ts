// Times, durations and sizes as the page writes them.

import { expect, test } from "vitest";
import { discordTime, duration, fileSize } from "../../../worker/transcripts/page/times.ts";

const MINUTE = 60_000;

test.each([
  [0, "under a minute"],
  [MINUTE, "1 min"],
  [90 * MINUTE, "1 h 30 min"],
  [24 * 60 * MINUTE, "1 day"],
  [(24 * 60 * 3 + 61) * MINUTE, "3 days 1 h"],
])("%i ms lasted %s", (time, words) => expect(duration(time)).toBe(words));

test.each([
  ["t", "22:13"],
  ["T", "22:13:20"],
  ["d", "14/11/2023"],
  ["D", "14 November 2023"],
  ["f", "14 November 2023, 22:13"],
  ["F", "Tuesday, 14 November 2023 22:13"],
  ["R", "14 November 2023, 22:13"],
  ["s", "14/11/2023 22:13"],
  ["S", "14/11/2023 22:13:20"],
])("<t:1700000000:%s> shows %s", (style, words) => expect(discordTime(1_700_000_000, style)).toBe(words));

test.each([
  [0, "0 B"],
  [1023, "1023 B"],
  [1536, "1.5 KiB"],
  [500 * 1024 * 1024, "500 MiB"],
  [5 * 1024 ** 4, "5120 GiB"],
])("%i bytes are %s", (bytes, words) => expect(fileSize(bytes)).toBe(words));
