// The test runner's rooms. Each project may run alone: `npx vitest run --project unit`.
import { defineConfig } from "vitest/config";

const room = (name: string, options: object = {}) => ({
  extends: true as const,
  test: { name, include: [`test/${name}/**/*.test.{ts,tsx}`], ...options },
});

export default defineConfig({
  test: {
    globalSetup: "test/global-setup.ts",
    // Files share a process' modules: loading them costs more than most tests. No file leaves anything behind in them.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A door in the test's own process logs every passage; only failures are worth reading.
    onConsoleLog: (log) => (log.startsWith('{"door":') && !log.includes('"problem":') ? false : undefined),
    projects: [room("unit"), room("worker"), room("relay"), room("fake-discord"), room("end-to-end"), room("browser")],
  },
});
