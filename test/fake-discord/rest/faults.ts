// Requests that are told to go wrong. Which ones is asked by tests (`Fault` in api.ts); how is carried out by server.ts.

import type { ArmedFault, Fault } from "../api.ts";

export interface Faults {
  add(fault: Fault): ArmedFault;
  clear(): void;
  /** The first fault that fits this request; counts as used. */
  take(request: { method: string; path: string; route: string; body: unknown }): Fault | null;
}

export function createFaults(): Faults {
  let pending: { fault: Fault; left: number }[] = [];
  return {
    add(fault) {
      const armed = { fault, left: fault.times ?? 1 };
      pending.push(armed);
      return { left: () => armed.left };
    },
    clear() {
      pending = [];
    },
    take({ method, path, route, body }) {
      const hit = pending.find(({ fault }) => {
        if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
        if (fault.body !== undefined && !JSON.stringify(body ?? null).includes(fault.body)) return false;
        return typeof fault.route === "string" ? fault.route === route : fault.route.test(path);
      });
      if (!hit) return null;
      hit.left -= 1;
      pending = pending.filter((one) => one.left > 0);
      return hit.fault;
    },
  };
}

/** What Cloudflare in front of Discord answers: HTML instead of JSON. */
export function cloudflarePage(status: number): string {
  const title = status === 403 ? "Error 1015 | You are being rate limited" : `${status} | discord.com`;
  return `<!doctype html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>Cloudflare Ray ID: 0</p></body></html>\n`;
}
