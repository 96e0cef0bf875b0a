import type { PairEnd } from '../../../bridge/endpointPair';
import type { EndsBody, ShownEnd } from '../../../bridge/wizardView';
import type { Endpoint } from '../../../core/model/endpoint';
import type { Failure, FailureCode } from '../../../core/model/failure';
import type { Profile } from '../../../core/model/profile';
import { formatBytes, formatShort } from '../../../core/report/format';
import { endText, isPlanned } from '../../desk/checkEnd';
import { isOutOfReach } from '../../desk/failureButtons';
import { action, onTo } from './stepPage';
import { wayBackSentences } from './wayBack';
import type { StepPage } from './stepPage';
import type { WizardState } from './wizardState';
import { t } from '../../../core/model/t';

/** Step 1: from where, into where. */
export function endsPage(state: WizardState): StepPage<EndsBody> {
  const { source, target, profiles, migration } = state;
  const fixed =
    state.run === undefined
      ? null
      : t('A run of this pair has begun: begin a new migration for another pair.');
  const end = (name: PairEnd, endpoint: Endpoint | undefined): EndsBody['ends'][number] => ({
    end: name,
    shown: shownEnd(endpoint, profiles[name], state.failures[name]),
    action: action(
      CHOOSE[name][endpoint === undefined ? 0 : 1],
      'secondary',
      { type: 'end.choose', end: name },
      fixed,
    ),
  });
  const none =
    source === undefined && target === undefined
      ? t('Choose a source or a target first.')
      : isPlanned(target)
        ? t('What is yet to be created holds nothing that could be moved.')
        : fixed;
  const removed = [
    ...(source === undefined && migration.sourceId !== null ? [t('The source was removed.')] : []),
    ...(target === undefined && migration.targetId !== null ? [t('The target was removed.')] : []),
  ];
  return {
    body: {
      step: 'ends',
      ends: [end('source', source), end('target', target)],
      notice: wayBackSentences(state),
      sentences: [...removed, ...sentences(state)],
    },
    actions: [action(t('Swap'), 'secondary', { type: 'ends.swap' }, none), onTo('check', state)],
    aloud: '',
  };
}

/** An end as the picture shows it. */
export function shownEnd(
  endpoint: Endpoint | undefined,
  profile: Profile | undefined,
  failure: Failure | undefined,
): ShownEnd | null {
  if (endpoint === undefined) return null;
  const server = isPlanned(endpoint) ? t('yet to be created') : serverText(endpoint, profile, failure);
  return { name: endpoint.name, address: endText(endpoint), server };
}

function serverText(
  { address }: Endpoint,
  profile: Profile | undefined,
  failure: Failure | undefined,
): string {
  const tls = address.tls ? ['TLS'] : [];
  // As the Endpoints view says it where something answered, but not as it should.
  const refused = (code: FailureCode): string =>
    isOutOfReach(code) ? t('cannot be reached') : t('cannot connect');
  if (profile === undefined) {
    return [...(failure === undefined ? [] : [refused(failure.code)]), ...tls].join(' · ');
  }
  return [
    `${profile.product} ${profile.version}`,
    ...(profile.mode === 'cluster' ? [t('cluster')] : []),
    profile.keys === 1 ? t('{0} key', 1) : t('{0} keys', formatShort(profile.keys)),
    formatBytes(profile.usedMemory),
    ...tls,
  ].join(' · ');
}

function sentences({ source, target, profiles }: WizardState): string[] {
  if (source === undefined || target === undefined) {
    return [t('Choose the server that holds the data now, and the one that shall hold it.')];
  }
  const kind = (profile: Profile | undefined): string =>
    profile === undefined
      ? t('a server')
      : profile.mode === 'cluster'
        ? t('a cluster')
        : t('a single server');
  if (isPlanned(target)) {
    return [
      t(
        'Data shall go from {0}, {1}, into a cache that is yet to be created: {2}.',
        source.name,
        kind(profiles.source),
        endText(target),
      ),
    ];
  }
  return [
    t(
      'Data goes from {0}, {1}, into {2}, {3}. Nothing changes in {4}.',
      source.name,
      kind(profiles.source),
      target.name,
      kind(profiles.target),
      source.name,
    ),
    ...(source.address.tls && !target.address.tls
      ? [t('The connection to the target is not encrypted, that to the source is.')]
      : []),
  ];
}

const CHOOSE: Readonly<Record<PairEnd, readonly [open: string, chosen: string]>> = {
  source: [t('Choose Source…'), t('Change Source…')],
  target: [t('Choose Target…'), t('Change Target…')],
};
