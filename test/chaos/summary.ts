// A run as a table for the terminal: what happened, what was seen, what is wrong (with the first details of each).

import type { ChaosResult } from "./run.ts";

const DETAILS = 8;
const COMPLAINTS = 12;

export function summarize({ faults, endings, happened, complaints }: ChaosResult): { text: string; isGood: boolean } {
  const isGood = [...faults.values()].every((details) => details.length === 0);
  const table = (title: string, rows: [string, number][]) =>
    [title, ...rows.map(([name, count]) => `  ${name.padEnd(40)}${String(count).padStart(8)}`)].join("\n");
  const parts = [
    table("What happened", Object.entries(happened)),
    table("How it ended for what was said", Object.entries(endings)),
    table(
      "What must be zero",
      [...faults].map(([name, details]) => [name, details.length]),
    ),
  ];
  if (!isGood) {
    const wrong = [...faults].filter(([, details]) => details.length > 0);
    parts.push(
      ...wrong.map(([name, details]) => [`${name}:`, ...shown(details, DETAILS).map((line) => `  ${line}`)].join("\n")),
      [
        "Said by Worker and relay meanwhile:",
        ...shown(complaints, COMPLAINTS).map((line) => `  ${line.slice(0, 600)}`),
      ].join("\n"),
    );
  }
  return { text: parts.join("\n\n"), isGood };
}

function shown(lines: readonly string[], limit: number): string[] {
  const more = lines.length - limit;
  return more > 0 ? [...lines.slice(0, limit), `… and ${more} more`] : [...lines];
}
