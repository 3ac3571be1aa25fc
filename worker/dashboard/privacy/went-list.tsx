// What was erased, counted.

import type { Went } from "../../domain/erasure.ts";
import { privacy } from "../texts/privacy.ts";

const t = privacy.receipt;

export function WentList({ went }: { went: Went }) {
  const lines = [
    ...(went.threads + went.messages > 0 ? [t.went(went.threads, went.messages, went.files)] : []),
    ...(went.logEntries > 0 ? [t.logs(went.logEntries)] : []),
    ...(went.logEntriesLeft > 0 ? [t.left(went.logEntriesLeft)] : []),
    ...(went.notes > 0 ? [t.notes(went.notes)] : []),
  ];
  return lines.length === 0 ? (
    <p>{t.nothing}</p>
  ) : (
    <ul>
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}
