// Structured log lines: one JSON object a line. Never message content, a token or a signature: pass ids and counts.

type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

export function createLog(write: (line: string) => void): Log {
  const at = (level: string) => (message: string, fields?: LogFields) =>
    write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...fields })}\n`);
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/** An error in one line, with the system's reason that fetch hides in `cause` ("fetch failed: ECONNREFUSED …"). */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (!(cause instanceof Error)) return error.message;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  return `${error.message}: ${[code, cause.message].filter(Boolean).join(" ")}`;
}
