import { createHash } from 'node:crypto';
import type { Checkpoint } from '../core/copy/checkpoint';
import type { Address } from '../core/model/endpoint';
import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';

/** An end of a run: where it is. No secret belongs here. */
export interface RunEnd {
  readonly address: Address;
  /** The endpoint's id, where a person keeps endpoints. */
  readonly endpoint?: string;
}

/** What does not change while a run goes on. */
export interface RunHead {
  /** Letters, digits and dashes. */
  readonly run: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly source: RunEnd;
  readonly target: RunEnd;
}

/** What a run's file holds. */
export interface RunDocument extends RunHead {
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  readonly checkpoint: Checkpoint;
}

const FORMAT = 'elasticache-migrator run';
/** Counts up when an older program could not read the file any more. */
const VERSION = 1;

/** A run's file as text. */
export function writeRunDocument(document: RunDocument): string {
  return `${JSON.stringify({ format: FORMAT, version: VERSION, sha256: sha256(document), document })}\n`;
}

/**
 * Reads what writeRunDocument wrote.
 * @param path to name the file by
 * @throws Failure `run.damaged`
 */
export function readRunDocument(text: string, path: string): RunDocument {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    // The parser's message repeats a part of the text.
    throw damaged(path, text.trim() === '' ? t('it is empty') : t('it is not whole JSON'));
  }
  const fields: Readonly<Record<string, unknown>> =
    typeof file === 'object' && file !== null ? { ...file } : {};
  if (fields['format'] !== FORMAT) throw damaged(path, t('it is not the file of a run'));
  const { version, document } = fields;
  if (typeof version === 'number' && version > VERSION) {
    throw new Failure('run.damaged', {
      what: t('Could not read the run {0}', path),
      why: t('a newer version of ElastiCache Migrator wrote it'),
      next: t('Resume it with that version, or start a new copy.'),
    });
  }
  if (version !== VERSION || document === undefined || fields['sha256'] !== sha256(document)) {
    throw damaged(path, t('its checksum does not fit its content'));
  }
  return document as RunDocument;
}

/** JSON.stringify gives the same text for what JSON.parse made of it. */
function sha256(document: unknown): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}

function damaged(path: string, why: string): Failure {
  return new Failure('run.damaged', {
    what: t('Could not read the run {0}', path),
    why: t('the file is damaged: {0}', why),
    next: t('Start a new copy; what was copied already is then copied again.'),
  });
}
