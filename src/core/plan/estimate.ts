import type { PaceLimits } from '../copy/pace';
import { formatBytes, formatCount, formatDuration } from '../report/format';
import type { Estimate, Span } from '../model/plan';
import type { RateSpread, Rehearsal } from '../model/rehearsal';
import type { Route } from '../model/route';
import { t } from '../model/t';

/** How much there is to move. */
export interface Load {
  /** null where it is not told. */
  readonly keys: number | null;
  /** Bytes of memory that the source's data takes; null where it is not told. */
  readonly bytes: number | null;
  /** What reading the source came to; absent when there was no rehearsal, or it was too short to tell. */
  readonly measured?: Pick<Rehearsal, 'rate' | 'keys' | 'seconds'> & { readonly rate: RateSpread };
  /** True when the target is yet to be created. */
  readonly creates?: boolean;
  /** How fast a copy of ours may go; absent when nothing limits it. */
  readonly pace?: PaceLimits;
  /** How much of the data is compared before clients are let on: all of it if absent. */
  readonly proof?: Proof;
}

/** `part`: less than all that is compared otherwise, by a sample or without values. */
export type Proof = 'full' | 'part' | 'none';

type KnownLoad = Load & { readonly keys: number; readonly bytes: number };

/**
 * Keys and bytes a second of a copy: the faster ones were measured with source, target and tool on one machine of two cores
 * (test/bench/RESULTS.md); the slower ones are a fifth of them, for lines and servers that have other work.
 */
const COPY_RATE = { keys: { fast: 235_000, slow: 47_000 }, bytes: { fast: 180e6, slow: 36e6 } };
/** A line of 1 Gbit/s used well, and a tenth of it. */
const LINE_BYTES = { fast: 100e6, slow: 10e6 };
/** Creating a cache, by what AWS's own examples take. */
const CREATION_SECONDS: Span = { least: 600, most: 1800 };
const SWITCH_SECONDS: Span = { least: 1, most: 60 };
/** What a full verification took, measured against the copy of the same keys: it reads both ends, and no pace holds it back. */
const PROOF: Span = { least: 1, most: 2 };

/** About how long a route takes for so much data, in whole seconds; pure. */
export function estimateRoute(route: Route, { keys, bytes, ...rest }: Load): Estimate {
  if (keys === null || bytes === null) {
    return { duration: null, downtime: null, basis: t('the source does not tell how much it holds') };
  }
  const { duration, downtime, basis } = proved(route, { keys, bytes, ...rest });
  // Those that load a file create the cache in any case.
  const first =
    rest.creates === true && (route === 'copy' || route === 'live-copy' || route === 'online-migration');
  return {
    duration: whole(first && duration !== null ? plus(duration, CREATION_SECONDS) : duration),
    downtime: whole(downtime),
    basis: first ? t('{0}; and 10 to 30 minutes to create the cache', basis) : basis,
  };
}

/** Parts of a second would promise what nobody measured. */
function whole(span: Span | null): Span | null {
  return span === null ? null : { least: Math.ceil(span.least), most: Math.ceil(span.most) };
}

/** Nobody may write before the ends are known to be equal: the proof belongs to both times, where there is one. */
function proved(route: Route, load: KnownLoad): Estimate {
  const { duration, downtime, basis } = exactly(route, load);
  if (duration === null || downtime === null || route === 'engine-upgrade') {
    return { duration, downtime, basis };
  }
  const { proof = 'full' } = load;
  if (proof === 'none') return { duration, downtime, basis: t('{0}; without a verification', basis) };
  const { least, most } = unpacedSpan(load);
  const span = { least: proof === 'full' ? least * PROOF.least : 0, most: most * PROOF.most };
  return {
    duration: plus(duration, span),
    // A live copy is compared while writes go on.
    downtime: route === 'live-copy' ? downtime : plus(downtime, span),
    basis:
      proof === 'full'
        ? t('{0}; a full verification is counted with it, as once to twice a copy', basis)
        : t('{0}; a verification is counted with it, as twice a copy at most', basis),
  };
}

function exactly(route: Route, load: KnownLoad): Estimate {
  switch (route) {
    case 'copy':
      return { duration: copySpan(load), downtime: copySpan(load), basis: copyBasis(load) };
    case 'live-copy':
      return { duration: copySpan(load), downtime: SWITCH_SECONDS, basis: copyBasis(load) };
    case 'online-migration':
      return {
        duration: lineSpan(load.bytes),
        downtime: SWITCH_SECONDS,
        basis: t('a full synchronization over a line of 0.1 to 1 Gbit/s; not measured'),
      };
    case 'seed-from-rdb':
    case 'snapshot-copy': {
      const whole = plus(lineSpan(load.bytes * 2), CREATION_SECONDS);
      return {
        duration: whole,
        downtime: whole,
        basis: t(
          'writing, carrying and loading an RDB file, and 10 to 30 minutes to create the cache; not measured',
        ),
      };
    }
    case 'file-import': {
      const whole = plus(lineSpan(load.bytes), assumedSpan(load));
      return {
        duration: whole,
        downtime: whole,
        basis: t('carrying an RDB file, then a copy out of it; not measured'),
      };
    }
    case 'engine-upgrade':
      return {
        duration: CREATION_SECONDS,
        downtime: { least: 0, most: 60 },
        basis: t(
          'AWS tells of no downtime from Redis OSS 5.0.6 on, and of a failover of 30 to 60 s before it',
        ),
      };
  }
}

/** No copy is quicker than it may go. */
function copySpan(load: KnownLoad): Span {
  const { least, most } = unpacedSpan(load);
  const { keysPerSecond = Infinity, bytesPerSecond = Infinity } = load.pace ?? {};
  const paced = Math.max(load.keys / keysPerSecond, load.bytes / bytesPerSecond);
  return { least: Math.max(least, paced), most: Math.max(most, paced) };
}

/** Reading is half of a copy: writing was not measured, and counts for as long again at most. */
function unpacedSpan(load: KnownLoad): Span {
  const { keys, measured } = load;
  if (measured === undefined) return assumedSpan(load);
  return { least: keys / measured.rate.most, most: (2 * keys) / measured.rate.least };
}

function assumedSpan({ keys, bytes }: KnownLoad): Span {
  const at = (pace: 'fast' | 'slow'): number =>
    Math.max(keys / COPY_RATE.keys[pace], bytes / COPY_RATE.bytes[pace]);
  return { least: at('fast'), most: at('slow') };
}

function copyBasis({ measured, pace = {} }: KnownLoad): string {
  const unpaced = unpacedBasis(measured);
  const keys = pace.keysPerSecond === undefined ? null : formatCount(pace.keysPerSecond);
  const bytes = pace.bytesPerSecond === undefined ? null : formatBytes(pace.bytesPerSecond);
  if (keys === null) {
    return bytes === null ? unpaced : t('{0}; at most {1} a second, as chosen', unpaced, bytes);
  }
  return bytes === null
    ? t('{0}; at most {1} keys a second, as chosen', unpaced, keys)
    : t('{0}; at most {1} keys and {2} a second, as chosen', unpaced, keys, bytes);
}

function unpacedBasis(measured: Load['measured']): string {
  if (measured === undefined)
    return t(
      'assumed, from the rate measured on one machine of two cores to a fifth of it; a rehearsal (check --rehearse) measures yours',
    );
  const { least, most } = measured.rate;
  const [keys, seconds] = [formatCount(measured.keys), formatDuration(measured.seconds)];
  return least === most
    ? t(
        'measured by reading {0} keys of the source in {1}, at {2} keys a second; writing was not measured, and counts for as long again at most',
        keys,
        seconds,
        formatCount(least),
      )
    : t(
        'measured by reading {0} keys of the source in {1}, at {2} to {3} keys a second; writing was not measured, and counts for as long again at most',
        keys,
        seconds,
        formatCount(least),
        formatCount(most),
      );
}

function lineSpan(bytes: number): Span {
  return { least: bytes / LINE_BYTES.fast, most: bytes / LINE_BYTES.slow };
}

function plus(one: Span, other: Span): Span {
  return { least: one.least + other.least, most: one.most + other.most };
}
