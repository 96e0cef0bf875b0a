import type { Catalog } from '../../core/catalog';
import type { AwsScope } from '../../core/model/awsScope';
import type { CloudFigures, FiguresOf } from '../../core/model/cloudFigures';

/** AWS charges for each question, and its figures are five minutes apart. */
const KEPT_MS = 120_000;

interface Asked {
  readonly at: number;
  readonly figures: Promise<CloudFigures>;
  readonly end: AbortController;
  waiting: number;
  done: boolean;
}

/** The figures of caches, asked for when somebody looks at one and kept for two minutes. */
export class FigureCache {
  private readonly asked = new Map<string, Asked>();

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly catalog: Pick<Catalog, 'figures'>,
    private readonly now: () => number,
  ) {}

  /**
   * The figures of one cache. The request ends when everybody who waits for it has left.
   * @throws Failure `aws.*`; the signal's reason
   */
  async of(subject: string, scope: AwsScope, of: FiguresOf, signal: AbortSignal): Promise<CloudFigures> {
    signal.throwIfAborted();
    const asked = this.fresh(subject) ?? this.ask(subject, scope, of);
    asked.waiting += 1;
    let leave: () => void = () => undefined;
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => {
        asked.waiting -= 1;
        if (asked.waiting === 0 && !asked.done) {
          this.asked.delete(subject);
          asked.end.abort();
        }
        reject(signal.reason as Error);
      };
    });
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([asked.figures, left]);
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  forget(): void {
    for (const { end } of this.asked.values()) end.abort();
    this.asked.clear();
  }

  private fresh(subject: string): Asked | undefined {
    const asked = this.asked.get(subject);
    return asked !== undefined && this.now() - asked.at < KEPT_MS ? asked : undefined;
  }

  private ask(subject: string, scope: AwsScope, of: FiguresOf): Asked {
    const end = new AbortController();
    const asked: Asked = {
      at: this.now(),
      figures: this.catalog.figures(scope, of, end.signal),
      end,
      waiting: 0,
      done: false,
    };
    asked.figures.then(
      () => {
        asked.done = true;
      },
      () => {
        // The next look asks anew.
        if (this.asked.get(subject) === asked) this.asked.delete(subject);
      },
    );
    this.asked.set(subject, asked);
    return asked;
  }
}
