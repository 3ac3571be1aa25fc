// One set of gateway connections through @discordjs/ws, tied to the sessions that outlive it. What its events mean for the
// relay is gateway.ts.

import type { REST } from "@discordjs/rest";
import { type IIdentifyThrottler, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import type { GatewayDispatchPayload } from "discord-api-types/v10";
import type { GatewaySessions } from "./gateway-sessions.ts";

export interface GatewayManagerOptions {
  token: string;
  /** A path of Discord's REST API, without a version. */
  get: (path: string) => Promise<unknown>;
  intents: number;
  pace: IIdentifyThrottler;
  sessions: GatewaySessions;
  /** Whether this manager is still the one that counts; one that was given up changes nothing and is told nothing. */
  isCurrent: (manager: WebSocketManager) => boolean;
  onDispatch: (dispatch: GatewayDispatchPayload, shardId: number) => void;
  onSocketError: (error: unknown, shardId: number) => void;
  onClosed: (code: number, shardId: number) => void;
}

export function createGatewayManager(options: GatewayManagerOptions): WebSocketManager {
  const { sessions } = options;
  const manager = new WebSocketManager({
    token: options.token,
    // Of the client that it wants the library calls nothing else.
    rest: { get: options.get } satisfies Pick<REST, "get"> as unknown as REST,
    intents: options.intents,
    buildIdentifyThrottler: () => options.pace,
    // A manager that was given up can't be told not to connect again: it is left waiting for an answer instead.
    retrieveSessionInfo: async (shardId) => {
      const session = isCurrent() ? await sessions.retrieve(shardId) : null;
      return isCurrent() ? session : new Promise(() => {});
    },
    updateSessionInfo: (shardId, session) => (isCurrent() ? sessions.update(shardId, session) : undefined),
  });
  const isCurrent = () => options.isCurrent(manager);
  const whileCurrent = <A extends unknown[]>(listener: (...args: A) => void) => {
    return (...args: A) => (isCurrent() ? listener(...args) : undefined);
  };
  const onHello = (shardId: number) => sessions.sawHello(shardId);
  manager.on(WebSocketShardEvents.Hello, whileCurrent(onHello));
  manager.on(WebSocketShardEvents.SocketError, whileCurrent(options.onSocketError));
  manager.on(WebSocketShardEvents.Closed, whileCurrent(options.onClosed));
  manager.on(WebSocketShardEvents.Dispatch, whileCurrent(options.onDispatch));
  // Without a listener this event would end the process; what it reports is known from the close code before.
  manager.on(WebSocketShardEvents.Error, () => {});
  return manager;
}
