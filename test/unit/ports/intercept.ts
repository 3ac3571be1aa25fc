// Stepping between a verb and its ports: to count calls, to fail them, or to let others go first.

/** Runs a call, or doesn't, or fails it. `name` is `port.method`. */
export type Intercept = <T>(name: string, run: () => Promise<T>) => Promise<T>;

export const straight: Intercept = (_name, run) => run();

/** The same port, every method of which goes through what `intercept` returns at that moment. */
export function intercepted<Port extends object>(name: string, port: Port, intercept: () => Intercept): Port {
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== "function") return member;
      return (...given: unknown[]) =>
        intercept()(`${name}.${String(property)}`, async () => Reflect.apply(member, target, given));
    },
  });
}
