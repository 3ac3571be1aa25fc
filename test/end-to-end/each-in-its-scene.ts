// For files whose stories share a product. Apart from scene.ts, which is used outside the test runner, too.

import { afterAll, beforeAll, beforeEach } from "vitest";
import type { FakeDiscordOptions } from "../fake-discord/api.ts";
import { type Stack, startStack } from "../playground/stack.ts";
import { type Scene, sceneIn } from "./scene.ts";

/**
 * Each story begins in a server of its own, and nothing fails that it didn't ask for. Stories act faster than people do, and
 * would meet Discord's limits (50 requests a second in all), so there are none.
 */
export function eachInItsScene(begin: (scene: Scene) => void, options: FakeDiscordOptions = {}): void {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({ discord: { rateLimits: false, ...options } });
  });
  beforeEach(async () => {
    stack.discord.clearFaults();
    begin(await sceneIn(stack));
  });
  afterAll(() => stack?.close());
}
