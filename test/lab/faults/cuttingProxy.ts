import { startForwarder } from './forwarder';

/** A way to a server that breaks. */
export interface CuttingProxy {
  readonly host: string;
  readonly port: number;
  /** Begins to cut. */
  begin(): void;
  /** How often it cut connections that were in use. */
  cuts(): number;
  close(): Promise<void>;
}

/** On a busy machine it takes longer to connect than from one cut to the next: some day it has to end. */
const MOST_CUTS = 15;

/** Passes TCP on to a server of this machine; once it is told to begin, resets all connections every so many milliseconds. */
export async function startCuttingProxy(port: number, everyMs: number): Promise<CuttingProxy> {
  const forwarder = await startForwarder(port);
  let cuts = 0;
  const cut = (): void => {
    if (cuts < MOST_CUTS && forwarder.reset()) cuts++;
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    host: '127.0.0.1',
    port: forwarder.port,
    begin: () => {
      timer ??= setInterval(cut, everyMs);
    },
    cuts: () => cuts,
    close: async () => {
      clearInterval(timer);
      await forwarder.close();
    },
  };
}
