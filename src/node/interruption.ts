import { EXIT } from '../core/report/exitCode';

/**
 * Aborts on the first Ctrl+C, SIGTERM or SIGHUP; the second ends the program at once. It listens from the moment that
 * this module is loaded, so it is to be the first that a program imports.
 */
export const interruption: AbortSignal = listen();

function listen(): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(EXIT.cancelled);
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  // A terminal that goes away, as when an SSH session drops.
  process.on('SIGHUP', interrupt);
  return controller.signal;
}
