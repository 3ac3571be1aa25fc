// The gateway's sessions: who identified, what each was sent, and what it missed while away. No sockets here beyond
// the one function that delivers a payload.

import { randomBytes } from "node:crypto";
import { GatewayOpcodes } from "discord-api-types/v10";
import type { Identity } from "./identify.ts";

export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: [number, number];
  sequence: number;
  /** Puts a payload on the wire of the connection that holds this session; null while away. */
  deliver: ((payload: string) => void) | null;
  /** Ends the connection that holds the session, because another one took it over. */
  leave: (() => void) | null;
  /** When the connection was lost, by Discord's clock. */
  awaySince: number | null;
  /** Payloads that a resume can repeat, oldest first. */
  replay: { s: number; t: string; payload: string }[];
}

export interface Sessions {
  /** Only those with a connection. */
  connected(): Session[];
  all(): Session[];
  start(identity: Identity): Session;
  /** The session as long as it may still be resumed. */
  resumable(id: string): Session | null;
  /** `d` is turned into text at once: what it says later doesn't matter. */
  dispatch(session: Session, t: string, d: unknown): void;
  /** The connection is gone; the session waits for a resume. */
  away(session: Session): void;
  forget(session: Session): void;
}

export interface SessionLimits {
  now: () => number;
  /** How long a session without a connection waits, in milliseconds of Discord's clock. */
  resumeWindow: number;
  /** How many dispatches a resume can repeat. */
  replayLimit: () => number;
}

export function createSessions({ now, resumeWindow, replayLimit }: SessionLimits): Sessions {
  const sessions = new Map<string, Session>();
  const expired = (session: Session) => session.awaySince !== null && now() - session.awaySince > resumeWindow;
  const sweep = () => {
    for (const session of sessions.values()) if (expired(session)) sessions.delete(session.id);
  };

  return {
    connected: () => [...sessions.values()].filter((session) => session.deliver !== null),
    all() {
      sweep();
      return [...sessions.values()];
    },
    start(identity) {
      const session: Session = {
        id: randomBytes(16).toString("hex"),
        intents: identity.intents,
        shard: identity.shard,
        sequence: 0,
        deliver: null,
        leave: null,
        awaySince: null,
        replay: [],
      };
      sessions.set(session.id, session);
      return session;
    },
    resumable(id) {
      sweep();
      return sessions.get(id) ?? null;
    },
    dispatch(session, t, d) {
      session.sequence += 1;
      const payload = JSON.stringify({ op: GatewayOpcodes.Dispatch, t, s: session.sequence, d });
      session.replay.push({ s: session.sequence, t, payload });
      session.replay.splice(0, Math.max(0, session.replay.length - replayLimit()));
      session.deliver?.(payload);
    },
    away(session) {
      session.deliver = null;
      session.leave = null;
      session.awaySince = now();
    },
    forget(session) {
      session.deliver = null;
      session.leave = null;
      sessions.delete(session.id);
    },
  };
}

/** What came after `sequence`, oldest first; null when some of it is no longer there. */
export function missedSince(session: Session, sequence: number): string[] | null {
  const missed = session.replay.filter((one) => one.s > sequence);
  return missed.length === session.sequence - sequence ? missed.map((one) => one.payload) : null;
}
