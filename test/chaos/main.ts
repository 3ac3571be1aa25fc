// `npm run chaos -- [--seed N] [--users U] [--minutes M] [--no-gaps]`: breaks everything while people talk, and compares what
// they saw with what was said. Exits with 1 when anything was lost, doubled, out of order, orphaned or stuck.
//
// Everything random comes from the seed. What happens at the same time still depends on the machine: the same seed plays
// the same script, not the same interleaving.

import { relative } from "node:path";
import { parseArgs } from "node:util";
import { dump } from "./dump.ts";
import { runChaos } from "./run.ts";
import { summarize } from "./summary.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Math.floor(Math.random() * 1_000_000)) },
    users: { type: "string", default: "300" },
    minutes: { type: "string", default: "4" },
    gaps: { type: "boolean", default: true },
  },
  allowNegative: true,
});
const seed = wholeNumber("seed", values.seed);
const users = wholeNumber("users", values.users);
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error("--minutes should be a number above zero");

const startedAt = Date.now();
const time = () => {
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2)}:${String(seconds % 60).padStart(2, "0")}`;
};
console.log(`Chaos with seed ${seed}: ${users} users, ${minutes} minutes`);
const again = `npm run chaos -- --seed ${seed} --users ${users} --minutes ${minutes}${values.gaps ? "" : " --no-gaps"}`;
try {
  const result = await runChaos({
    seed,
    users,
    minutes,
    gaps: values.gaps,
    say: (text) => console.log(`${time()}  ${text}`),
  });
  const { text, isGood } = summarize(result);
  console.log(`\n${text}`);
  if (!isGood) {
    console.log(`\nFailed. What the verdict rests on: ${relative(process.cwd(), await dump(seed, result))}`);
    console.log(`To play this script again: ${again}`);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`\nThe run broke off: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  console.error(`To play this script again: ${again}`);
  process.exitCode = 1;
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value) || (name === "users" && Number(value) === 0)) {
    throw new Error(`--${name} should be a whole number`);
  }
  return Number(value);
}
