import type { RdbFacts } from '../../../../src/core/model/rdbFacts';
import type { Evidence } from '../../../../src/core/rules/rule';
import { evidenceOf } from '../evidenceOf';
import type { Parts } from '../evidenceOf';
import type { RuleCases } from '../ruleCase';

const NOW = Date.UTC(2026, 10, 21, 12);

/** A file of Redis 7.0, written a moment ago, of which there is nothing to say. */
export const FILE: RdbFacts = {
  bytes: 1000,
  rdbVersion: 10,
  writer: { product: 'redis', version: '7.0.15' },
  writerTold: true,
  writtenAt: NOW - 60_000,
  readAt: NOW,
  checked: true,
  tailBytes: 0,
  appendOnly: false,
  valueTypes: { 0: 5 },
  expiredKeys: 0,
  streamsWithIdempotency: 0,
  modulesBesideKeys: [],
  keysWithMetadata: 0,
  ofCluster: false,
};

/** What a file with these differences is evidence of. */
export function fileEvidence(differences: Partial<RdbFacts> = {}, parts: Parts = {}): Evidence {
  return { ...evidenceOf({ source: null, ...parts }), file: { ...FILE, ...differences } };
}

const OF_A_MOMENT = ['copy', 'seed-from-rdb', 'snapshot-copy', 'file-import'] as const;

export const FILE_CASES: RuleCases = {
  'file.source': {
    fires: [fileEvidence()],
    silent: [evidenceOf()],
    blocks: ['live-copy', 'online-migration', 'snapshot-copy', 'engine-upgrade'],
  },
  'file.writer': {
    fires: [fileEvidence({ writerTold: false })],
    silent: [fileEvidence(), evidenceOf()],
    says: /judged as one of Redis 7\.0\.15/,
  },
  'file.moment': {
    fires: [fileEvidence({ writtenAt: NOW - 3_600_000 }), fileEvidence({ writtenAt: 0 })],
    silent: [fileEvidence(), fileEvidence({ writtenAt: null }), fileEvidence({ writtenAt: NOW + 9e9 })],
    risks: OF_A_MOMENT,
    says: /is (1 h|[\d,]+ days) old/,
  },
  'file.node': {
    fires: [fileEvidence({ ofCluster: true })],
    silent: [fileEvidence(), fileEvidence({ ofCluster: null })],
    risks: OF_A_MOMENT,
  },
  'file.tail': {
    fires: [
      fileEvidence({ tailBytes: 5 }),
      fileEvidence({ appendOnly: true }),
      fileEvidence({ appendOnly: true, tailBytes: 10 }),
    ],
    silent: [fileEvidence()],
    risks: OF_A_MOMENT,
  },
  'file.expired': {
    fires: [fileEvidence({ expiredKeys: 1 }), fileEvidence({ expiredKeys: 2 })],
    silent: [fileEvidence()],
    says: /keys? of the file ha(s|ve) expired/,
  },
  'file.modules': {
    fires: [fileEvidence({ modulesBesideKeys: ['ft_index0'] }), fileEvidence({ keysWithMetadata: 3 })],
    silent: [
      fileEvidence(),
      fileEvidence({ modulesBesideKeys: ['ft_index0'] }, { to: { modules: ['search'] } }),
    ],
    risks: ['online-migration', 'seed-from-rdb', 'snapshot-copy', 'file-import'],
    says: /search|attached data to 3 keys/,
  },
  'file.unchecked': {
    fires: [fileEvidence({ checked: false }), fileEvidence({ checked: false, rdbVersion: 4 })],
    silent: [fileEvidence()],
  },
};
