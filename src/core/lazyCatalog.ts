import type { Catalog } from './catalog';

/** A catalogue that is opened when it is first asked something. */
export function lazyCatalog(open: () => Promise<Catalog>): Catalog {
  let opened: Promise<Catalog> | undefined;
  const catalog = (): Promise<Catalog> => (opened ??= open());
  return {
    profiles: async () => (await catalog()).profiles(),
    home: async () => (await catalog()).home(),
    endpoint: async (scope) => (await catalog()).endpoint(scope),
    caches: async function* (scopes, signal) {
      yield* (await catalog()).caches(scopes, signal);
    },
    snapshots: async function* (scope, of, signal) {
      yield* (await catalog()).snapshots(scope, of, signal);
    },
    events: async function* (scope, hours, of, signal) {
      yield* (await catalog()).events(scope, hours, of, signal);
    },
    parameterGroup: async (...asked) => (await catalog()).parameterGroup(...asked),
    globalDatastores: async function* (scope, signal) {
      yield* (await catalog()).globalDatastores(scope, signal);
    },
    figures: async (...asked) => (await catalog()).figures(...asked),
    alarms: async function* (...asked) {
      yield* (await catalog()).alarms(...asked);
    },
    identity: async (...asked) => (await catalog()).identity(...asked),
    forget: () => {
      opened?.then(
        (one) => {
          one.forget();
        },
        () => undefined,
      );
    },
  };
}
