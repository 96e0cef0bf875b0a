import type { FiguresOf } from '../../core/model/cloudFigures';
import { toFailure } from '../../core/model/failure';
import { escapeMarkdown } from '../../core/report/markdown';
import { markdownTable } from '../desk/markdownTable';
import { t } from '../../core/model/t';
import type { Cloud } from './cloud';
import { figuresTable } from './figuresTable';
import type { PlacedCache } from './placedCache';

/** The word by which the first row asks whose credentials it is that ask. */
export const WHO_ASKS = 'who asks';

/** The word by which the row of a cache, or of one of its nodes, asks for its figures when somebody looks at it. */
export function figuresOf(subject: string, node?: string): string {
  return node === undefined ? subject : `${subject}\n${node}`;
}

/**
 * What is added to a tooltip when somebody looks at it, as Markdown: the figures of a cache or of a node, or who asks. That
 * they cannot be had is told in a line, since nobody asked for them by a click.
 * @throws the signal's reason only
 */
export async function completeTooltip(
  cloud: Pick<Cloud, 'find' | 'figures' | 'identity'>,
  more: string,
  signal: AbortSignal,
): Promise<string> {
  if (more === WHO_ASKS) return await whoAsks(cloud, signal);
  const [subject = '', node] = more.split('\n');
  const placed = cloud.find(subject);
  if (placed === undefined) return '';
  try {
    const found = await cloud.figures.of(subject, placed.scope, measuredOf(placed), signal);
    const shown = node === undefined ? found.whole : (found.nodes.get(node) ?? []);
    return [
      figuresTable(shown, found.until),
      ...(found.leftOut === 0 || node !== undefined
        ? []
        : [t('Without {0} more nodes: there are too many to ask for at once.', found.leftOut)]),
    ].join('\n\n');
  } catch (error) {
    signal.throwIfAborted();
    const { why, next } = toFailure(error, t('Could not read the figures of CloudWatch'));
    return t('No figures: {0}. {1}', escapeMarkdown(why), escapeMarkdown(next));
  }
}

async function whoAsks(cloud: Pick<Cloud, 'identity'>, signal: AbortSignal): Promise<string> {
  try {
    const { account, arn } = await cloud.identity(signal);
    return markdownTable(t('Who asks, by AWS STS'), [
      [t('Account'), account],
      ['ARN', arn],
    ]);
  } catch (error) {
    signal.throwIfAborted();
    const { why } = toFailure(error, t('Could not ask AWS who is asking'));
    return t('Who asks is not known: {0}.', escapeMarkdown(why));
  }
}

/** What of a cache is measured: AWS knows nodes, and a serverless cache as a whole. */
function measuredOf({ cache }: PlacedCache): FiguresOf {
  switch (cache.kind) {
    case 'serverless':
      return { serverless: cache.id };
    case 'cluster':
      return { nodes: [cache.id] };
    case 'replication group':
      return { nodes: cache.shards.flatMap(({ nodes }) => nodes.map(({ id }) => id)) };
  }
}
