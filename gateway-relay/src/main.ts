// The process: reads the environment, starts the relay, stops it on SIGTERM and SIGINT. Exit code 0 after a signal, 1 when
// the relay can't start or can't go on.

import { readConfig } from "./config.ts";
import { createLog, describeError } from "./log.ts";
import { startRelay } from "./relay.ts";

const log = createLog((line) => process.stdout.write(line));

/** Nothing is lost by ending: what was taken is in the spool, and the gateway replays the rest to the next start. */
function fail(reason: string): never {
  log.error(reason);
  process.exit(1);
}

process.on("uncaughtException", (error) => {
  log.error("unexpected error, ending", { stack: error instanceof Error ? error.stack : String(error) });
  process.exit(1);
});

try {
  const relay = await startRelay(readConfig(process.env), log);
  const stop = (signal: string) => {
    log.info("stopping", { signal });
    relay.close().then(
      () => process.exit(0),
      (error: unknown) => fail(describeError(error)),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  relay.failed.then(fail, (error: unknown) => fail(describeError(error)));
} catch (error) {
  fail(describeError(error));
}
