import { t } from '../../model/t';
import type { ConfRule } from './confRule';
import { STOPS, TLS_DOCS, argsAt, shown } from './confRule';

/** TLS that is asked for and has no certificate: the server stops at its start. */
export const tlsFiles: ConfRule = {
  id: 'conf.tlsFiles',
  severity: 'error',
  what: 'TLS is asked for without the files that it needs',
  why: STOPS,
  docs: TLS_DOCS,
  evaluate({ last, includes }) {
    const value = (name: string): string => last.get(name)?.values[0] ?? '';
    const on = (name: string): boolean => value(name).toLowerCase() === 'yes';
    const peers = on('tls-replication') || on('tls-cluster');
    const listens = !['', '0'].includes(value('tls-port'));
    const asked = last.get(listens ? 'tls-port' : on('tls-replication') ? 'tls-replication' : 'tls-cluster');
    if (asked === undefined || (!peers && !listens)) return [];
    const authorities = peers || value('tls-auth-clients').toLowerCase() !== 'no';
    const missing = [
      ...(value('tls-cert-file') === '' ? ['tls-cert-file'] : []),
      ...(value('tls-key-file') === '' ? ['tls-key-file'] : []),
      ...(authorities && value('tls-ca-cert-file') === '' && value('tls-ca-cert-dir') === ''
        ? [t('{0} or {1}', 'tls-ca-cert-file', 'tls-ca-cert-dir')]
        : []),
    ];
    if (missing.length === 0) return [];
    const files = missing.reduce((some, more) => t('{0} and {1}', some, more));
    return [
      {
        severity: includes ? 'warning' : 'error',
        message: includes
          ? t('TLS is asked for without {0} in this file', files)
          : t('TLS is asked for without {0}', files),
        evidence: shown(asked),
        fix: t('Add {0}.', files),
        at: argsAt(asked),
      },
    ];
  },
};
