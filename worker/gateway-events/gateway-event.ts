// What an event's file exports: its type, its shape, its handler.

import * as v from "valibot";
import type { App } from "../app.ts";
import { no, ok, type Result } from "../domain/result.ts";
import type { KnownChannel } from "../threads/ports.ts";

export { Snowflake } from "../discord/read/snowflake.ts";

export interface Handled {
  outcome: string;
  threadId?: string | null;
  threadChannels?: string[];
  knownChannels?: KnownChannel[];
  /** Of who is typing: nothing more is wanted for so long. */
  quietSeconds?: number;
}

export interface GatewayEvent {
  type: string;
  read(data: unknown): Result<{ type: string; handle(app: App): Promise<Handled> }, string>;
}

/** Joins type, shape and handler; the handler sees checked data only. */
export function gatewayEvent<const Shape extends v.GenericSchema>(
  type: string,
  shape: Shape,
  handle: (data: v.InferOutput<Shape>, app: App) => Promise<Handled>,
): GatewayEvent {
  return {
    type,
    read(data) {
      const read = v.safeParse(shape, data);
      if (read.success) return ok({ type, handle: (app) => handle(read.output, app) });
      const [issue] = read.issues;
      return no(`${type} isn't of the expected shape at ${v.getDotPath(issue) ?? "data"}: ${issue.message}`);
    },
  };
}
