// The test runner. A room of tests runs alone by `npx vitest run --project unit`.
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const ROOMS = ["unit", "worker", "relay", "fake-discord", "end-to-end", "browser"];

/** In this order: the longest, most of which wait, so that nothing is left to wait for at the end. */
const FIRST = [
  "end-to-end/one-fault",
  "end-to-end/chaos",
  "worker/store",
  "browser/threads",
  "end-to-end/pacing",
  "browser/dashboard",
  "browser/interactions",
].map((name) => `/test/${name}.test.ts`);

class LongOnesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = FIRST.flatMap((name) => sorted.filter(({ moduleId }) => moduleId.endsWith(name)));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}

const inRoom = (room: string) => [`test/${room}/**/*.test.{ts,tsx}`];

// As projects, rooms load and transform the same modules again: a quarter of all processor time. So only when asked for.
const byRoom = process.argv.some((argument) => argument.startsWith("--project"));

export default defineConfig({
  test: {
    globalSetup: "test/global-setup.ts",
    // Files share a process' modules: loading them costs more than most tests. No file leaves anything behind in them.
    isolate: false,
    // More than processors: many tests wait for what others do.
    maxWorkers: 3,
    sequence: { sequencer: LongOnesFirst },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A door in the test's own process logs every passage; only failures are worth reading.
    onConsoleLog: (log) => (log.startsWith('{"door":') && !log.includes('"problem":') ? false : undefined),
    ...(byRoom
      ? { projects: ROOMS.map((name) => ({ extends: true as const, test: { name, include: inRoom(name) } })) }
      : { include: ROOMS.flatMap(inRoom) }),
  },
});
