import type { VerifyChoice, VerifyMode } from '../core/verify/plan';
import { wholeNumber } from './numbers';
import type { Command, OptionValues } from './options';
import { usage } from './usage';

/** What the options of a command line ask of a verification; null when none is asked for. @throws Failure `usage` */
export function verifyChoiceOf(command: Command, values: OptionValues): VerifyChoice | null {
  const repair = values.repair === true;
  if (command === 'copy' && values.verify === undefined) {
    if (repair) throw usage('--repair goes with --verify');
    return null;
  }
  if (command === 'check') return null;
  if (command === 'copy' && values['dry-run'] === true)
    throw usage('--dry-run writes nothing that --verify could look at');
  if (command === 'copy' && values.sample !== undefined)
    throw usage('--verify does not know which keys --sample took');
  const bounds = ['min-bytes', 'max-bytes', 'min-idle', 'max-idle'] as const;
  const bound = bounds.find((option) => values[option] !== undefined);
  if (bound !== undefined) throw usage(`--verify cannot tell again which keys --${bound} chose`);
  const mode = modeOf(values.verify ?? 'full');
  const most = values['delete-extra'];
  if (most === undefined) return { mode, repair };
  if (!repair) throw usage('--delete-extra goes with --repair');
  if (mode.kind === 'sample')
    throw usage('--delete-extra does not go with a sample: that knows few of the keys');
  if (values['read-from'] !== undefined)
    throw usage('--delete-extra does not go with --read-from: a replica may lack keys for a while');
  return { mode, repair, deleteExtra: wholeNumber('delete-extra', most) };
}

function modeOf(text: string): VerifyMode {
  if (text === 'full' || text === 'quick') return { kind: text };
  const [, keys] = /^sample:(.*)$/.exec(text) ?? [];
  if (keys === undefined) throw usage('--verify is not one of quick, full, sample:N');
  return { kind: 'sample', keys: wholeNumber('verify sample:N', keys) };
}
