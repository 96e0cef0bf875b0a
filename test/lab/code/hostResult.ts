/** The environment variable that names the file to which a suite inside the extension host writes. */
export const hostResultsVariable = 'ECM_HOST_RESULTS';

/** One line of that file: a test that has ended. */
export interface HostResult {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** The stack of what it threw, if it failed. */
  readonly message?: string;
  /** What it measured, if it told. */
  readonly note?: string;
}

/** The file's last line. */
export interface HostEnd {
  readonly end: true;
}

/** Reads the whole lines of a results file; the last one may still be in the writing. */
export function parseHostLines(text: string): readonly (HostResult | HostEnd)[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HostResult | HostEnd);
}
