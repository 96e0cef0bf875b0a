import { Failure } from '../core/model/failure';
import { t } from '../core/model/t';

/** Knows which process each node was when it was written to, and whether it was a replica since. */
export class WrittenTo {
  readonly #runIds = new Map<string, string>();
  readonly #demoted = new Set<string>();
  readonly #promotions = new Map<string, string>();

  /**
   * True when the node was another process when it was written to before: what it held then may be gone.
   * @param runId empty when the server does not tell
   */
  isAnother(node: string, runId: string): boolean {
    const before = this.#runIds.get(node);
    if (runId !== '') this.#runIds.set(node, runId);
    return before !== undefined && runId !== '' && before !== runId;
  }

  /** True if the node was written to. */
  has(node: string): boolean {
    return this.#runIds.has(node);
  }

  /** Says that the node is a replica now. */
  demoted(node: string): void {
    this.#demoted.add(node);
  }

  /**
   * Says that the node takes writes.
   * @returns true when it was a replica since it was written to: it may have another server's data instead of ours
   */
  risen(node: string): boolean {
    return this.#demoted.delete(node);
  }

  /** Takes in how a node was promoted last. @returns true when it was promoted since this was told before */
  isPromoted(node: string, promotion = ''): boolean {
    const before = this.#promotions.get(node);
    this.#promotions.set(node, promotion);
    return before !== undefined && promotion !== '' && before !== promotion;
  }

  /** As `demoted`, where nothing was refused yet. @returns what to wait over */
  demotion(node: string, label: string): Failure {
    this.demoted(node);
    return new Failure('connect.lost', {
      what: t('Lost {0}', label),
      why: t('it has become a replica, and what was written may be lost'),
      next: t('Choose the address of the primary, then run again.'),
    });
  }
}
