// The command for events that the Worker refused for good: `list` shows them, `retry` puts all or one in line again.
// Asks the relay that runs with the same environment, or opens its spool when none runs.

import { type RelayConfig, readConfig } from "./config.ts";
import { actOn, askRelay, type DeadLetterAnswer, type DeadLetterRequest } from "./dead-letter-requests.ts";
import { describeError } from "./log.ts";
import { Spool } from "./spool.ts";

const USAGE = "usage: npm run relay:dead-letters -- list | retry all | retry <id>";

function readArguments([verb, id, ...rest]: string[]): DeadLetterRequest {
  if (verb === "list" && id === undefined) return { do: "list" };
  if (verb === "retry" && id !== undefined && rest.length === 0) return { do: "retry", id: id === "all" ? null : id };
  throw new Error(USAGE);
}

async function carryOut(config: RelayConfig, request: DeadLetterRequest): Promise<DeadLetterAnswer> {
  const named = ["0.0.0.0", "::"].includes(config.host) ? "127.0.0.1" : config.host;
  const host = named.includes(":") ? `[${named}]` : named;
  try {
    return await askRelay(`http://${host}:${config.port}`, config.secrets, request);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ECONNREFUSED")) throw error;
  }
  const spool = new Spool(config.dataDir);
  try {
    return actOn(spool.deadLetters, request, () => {});
  } finally {
    spool.close();
  }
}

function describe(answer: DeadLetterAnswer): string {
  if ("retried" in answer) return `${answer.retried} put in line again`;
  const lines = answer.letters.map(({ id, channelId, receivedAt, refusedAt, reason }) =>
    [
      id,
      `channel ${channelId}`,
      `received ${new Date(receivedAt).toISOString()}`,
      `refused ${new Date(refusedAt).toISOString()}`,
      reason,
    ].join("  "),
  );
  return lines.length === 0 ? "no dead letters" : lines.join("\n");
}

try {
  const request = readArguments(process.argv.slice(2));
  const answer = await carryOut(readConfig(process.env), request);
  console.log(describe(answer));
  process.exit("retried" in answer && answer.retried === 0 ? 1 : 0);
} catch (error) {
  console.error(describeError(error));
  process.exit(1);
}
