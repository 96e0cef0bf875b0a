import { formatAddress } from '../../../core/model/endpoint';
import type { Endpoint } from '../../../core/model/endpoint';
import type { CheckReport } from '../../../core/model/checkReport';
import type { VerifyResult } from '../../../core/model/verification';
import { withoutSeen } from '../../../core/report/checkDocument';
import type { CopyChoice } from '../../desk/copyChoice';
import { databasesText } from '../../desk/databasesText';
import { hiddenVerifiedNames } from '../../desk/hiddenKeyNames';
import { readHistory } from './history';
import type { History } from './history';

/** Differences that outlive the window: enough to be looked through by hand. */
const KEPT_DIFFERENCES = 1_000;

/** Text files of ours, by name. */
export interface TextFiles {
  /** Null when there is none, or it cannot be read. */
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

/** Of whom something was found, and for which databases; see CheckChoice. */
export type FoundPair = Readonly<Record<'source' | 'target', Endpoint>> & {
  readonly databases?: CopyChoice['databases'];
};

/** A check, and when it was made. */
export interface KeptCheck {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly report: CheckReport;
}

/**
 * What was found of a migration, kept for the next window. Holds names of keys where they are shown, and no value of any, no
 * password. What another version of ours kept is not read: it is found anew.
 */
export class KeptFindings {
  /**
   * @param id the migration's
   * @param version of the extension
   * @param hideKeyNames whether names of keys are kept to ourselves just now
   */
  constructor(
    private readonly files: TextFiles,
    private readonly id: string,
    private readonly version: string,
    private readonly hideKeyNames: () => boolean,
  ) {}

  /** The check of this pair, as it is now; null when none was kept. */
  async readCheck(pair: FoundPair): Promise<KeptCheck | null> {
    const kept = await this.read('check');
    if (kept?.['pair'] !== pairName(pair)) return null;
    // Names that were shown then are in it.
    if (kept['hidden'] !== true && this.hideKeyNames()) return null;
    const { at, report } = kept as Partial<KeptCheck>;
    const whole = typeof at === 'number' && isRecord(report) && Array.isArray(report.findings);
    return whole ? { at, report } : null;
  }

  async writeCheck(pair: FoundPair, { at, report }: KeptCheck): Promise<void> {
    const kept = { ...report, sample: withoutSeen(report.sample) };
    await this.write('check', { at, pair: pairName(pair), hidden: this.hideKeyNames(), report: kept });
  }

  /** The verification of that moment; null when it was not kept. @param at see KeptProof */
  async readVerification(at: number): Promise<VerifyResult | null> {
    const kept = await this.read('verification');
    if (kept?.['at'] !== at || !isRecord(kept['result'])) return null;
    const result = kept['result'] as unknown as VerifyResult;
    return Array.isArray(result.differences) && isRecord(result.keys) ? result : null;
  }

  async writeVerification(at: number, result: VerifyResult): Promise<void> {
    const differences = result.differences.slice(0, KEPT_DIFFERENCES);
    const cut = { ...result, differences };
    await this.write('verification', { at, result: this.hideKeyNames() ? hiddenVerifiedNames(cut) : cut });
  }

  /** What the migration did, as far as it was kept: nobody can find that anew, so that it may be of any version. */
  async readHistory(): Promise<History> {
    return readHistory(await this.readAny('history'));
  }

  async writeHistory(history: History): Promise<void> {
    await this.write('history', history);
  }

  private async read(what: string): Promise<Readonly<Record<string, unknown>> | null> {
    const kept = await this.readAny(what);
    return kept?.['version'] === this.version ? kept : null;
  }

  private async readAny(what: string): Promise<Readonly<Record<string, unknown>> | null> {
    const text = await this.files.read(this.nameOf(what));
    if (text === null) return null;
    try {
      const kept: unknown = JSON.parse(text);
      return isRecord(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  private async write(what: string, document: object): Promise<void> {
    await this.files.write(this.nameOf(what), JSON.stringify({ version: this.version, ...document }));
  }

  private nameOf(what: string): string {
    // Ids are ours, but come from what is stored.
    return `${this.id.replace(/[^\w-]/g, '_').slice(0, 100)}.${what}.json`;
  }
}

/** Changes with whatever leads elsewhere. */
function pairName({ source, target, databases = [] }: FoundPair): string {
  const ends = [source, target].map(({ id, address }) => [id, formatAddress(address)]);
  return JSON.stringify([...ends, databasesText(databases)]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
