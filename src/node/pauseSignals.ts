import type { Gate } from '../core/copy/gate';

/**
 * Closes the gate on SIGUSR1 and opens it on SIGUSR2, and says so. Ctrl+Z stays what it is.
 * @returns a function that ends it
 */
export function pauseBySignals(gate: Gate, say: (words: string) => void): () => void {
  const pause = (): void => {
    gate.pause();
    say('Paused; SIGUSR2 lets it go on');
  };
  const resume = (): void => {
    gate.resume();
    say('Going on');
  };
  process.on('SIGUSR1', pause);
  process.on('SIGUSR2', resume);
  return () => {
    process.off('SIGUSR1', pause);
    process.off('SIGUSR2', resume);
  };
}
