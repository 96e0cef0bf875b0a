import type { CopyPlan } from '../core/copy/plan';
import { formatAddress, parseEndpointUrl } from '../core/model/endpoint';
import { Failure } from '../core/model/failure';
import { isSamePlace } from '../core/model/samePlace';
import type { OptionValues } from './options';
import type { RunDocument } from './runDocument';
import { usage } from './usage';

/** Parts of a plan that may change when a run goes on: how it goes, not what it does. */
const MAY_CHANGE: readonly string[] = [
  'keysPerSecond',
  'bytesPerSecond',
  'autoPace',
  'retryForSeconds',
  'maxMemory',
];

/**
 * The options with the addresses of the run that they resume, where they name none themselves.
 * @throws Failure `run.finished`; `usage` when they name others
 */
export function withAddressesOf(document: RunDocument, values: OptionValues): OptionValues {
  if (document.checkpoint.state === 'finished') {
    throw new Failure('run.finished', {
      what: `Could not resume the run ${document.run}`,
      why: 'it was carried out to its end',
      next: 'Start a new copy if there is more to copy.',
    });
  }
  const addressOf = (end: 'source' | 'target'): string => {
    const { address } = document[end];
    const given = values[end];
    if (given === undefined) return formatAddress(address);
    if (isSamePlace(parseEndpointUrl(given).address, address)) return given;
    throw usage(`--${end} is not the ${end} of the run, which is ${formatAddress(address)}; leave it out`);
  };
  return { ...values, source: addressOf('source'), target: addressOf('target') };
}

/**
 * The plan of the run; of the options, only the pace, the patience and the memory count.
 * @param asked the plan that the options ask for
 * @throws Failure `usage` when they contradict the run's
 */
export function planOf(document: RunDocument, values: OptionValues, asked: CopyPlan): CopyPlan {
  const { plan } = document.checkpoint;
  const kept = new Map<string, unknown>(Object.entries(plan));
  for (const [name, value] of Object.entries(asked)) {
    if (MAY_CHANGE.includes(name) || (name === 'onConflict' && values['on-conflict'] === undefined)) continue;
    if (JSON.stringify(value) !== JSON.stringify(kept.get(name))) {
      throw usage(
        'an option says otherwise than the run that --resume names; leave out what says what to copy and how, but for the pace, --retry-for and --max-memory',
      );
    }
  }
  const { keysPerSecond, bytesPerSecond, autoPace, retryForSeconds, maxMemory } = asked;
  return {
    ...plan,
    ...(keysPerSecond === undefined ? {} : { keysPerSecond }),
    ...(bytesPerSecond === undefined ? {} : { bytesPerSecond }),
    ...(autoPace === undefined ? {} : { autoPace }),
    ...(retryForSeconds === undefined ? {} : { retryForSeconds }),
    ...(maxMemory === undefined ? {} : { maxMemory }),
  };
}
