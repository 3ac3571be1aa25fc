// Says what came of a test run in one plain line, `N passed, N failed`, from vitest's JSON report:
// `node test/test-counts.ts <report>`. Exits with 1 when a test failed or none ran.

import { readFile } from "node:fs/promises";
import * as v from "valibot";

const Report = v.object({
  success: v.boolean(),
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  testResults: v.array(
    v.object({ name: v.string(), status: v.string(), assertionResults: v.array(v.object({ status: v.string() })) }),
  ),
});

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error("Name the report: node test/test-counts.ts <report>");

const report = await read(path);
// A file that couldn't be loaded, or whose set-up failed, has no failed test to show for it.
const broken = report?.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
);
for (const { name } of broken ?? []) console.log(`Failed outside of its tests: ${name}`);
const passed = report?.numPassedTests ?? 0;
const failed = report === null ? 1 : report.numFailedTests + (broken?.length ?? 0);
process.exitCode = failed === 0 && passed > 0 && report?.success ? 0 : 1;
if (process.exitCode !== 0 && failed === 0) console.log("The test run didn't end well, though no test failed.");
console.log(`${passed} passed, ${failed} failed`);

/** Null when the run ended without a report. */
async function read(path: string): Promise<v.InferOutput<typeof Report> | null> {
  try {
    return v.parse(Report, JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    console.log(`There is no report of the test run: ${error instanceof Error ? error.message : error}`);
    return null;
  }
}
