import * as vscode from 'vscode';
import type { Endpoint } from '../../core/model/endpoint';
import { toFailure } from '../../core/model/failure';
import type { FoundCache } from '../../core/model/foundCache';
import { cacheKindName } from '../cloud/cacheKindName';
import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import type { Desk } from '../desk/desk';
import { requireTrust } from '../desk/trust';
import { t } from '../../core/model/t';

const TITLE = t('Add Endpoint from ElastiCache');

/** Add Endpoint from ElastiCache…: picks a cache of the AWS account, then asks what is left to ask. */
export async function addFromElastiCache(desk: Desk): Promise<Endpoint | undefined> {
  if (!(await requireTrust(t('Adding an endpoint')))) return undefined;
  const caches = await list(desk);
  if (caches === undefined) return undefined;
  const choices = caches.flatMap((cache) => choiceOf(cache));
  if (choices.length === 0) {
    await vscode.window.showInformationMessage(
      t(
        'There is no cache with an endpoint in this account and region. AWS_PROFILE and AWS_REGION choose them.',
      ),
    );
    return undefined;
  }
  const question = { title: TITLE, placeholder: t('Which cache?'), choices };
  const answer = await askPick(question, { step: 1, total: 1, canGoBack: false });
  if (typeof answer === 'string') return undefined;
  const { name, address } = answer.picked;
  const { host, port, tls } = address;
  return await (await desk.questions()).add(TITLE, { host, port, tls, tlsKnown: true, name });
}

/** Undefined when that failed (and was told) or was cancelled. */
async function list(desk: Desk): Promise<readonly FoundCache[] | undefined> {
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: t('Asking AWS for its caches'),
    cancellable: true,
  };
  const controller = new AbortController();
  try {
    return await vscode.window.withProgress(progress, async (_, token) => {
      const cancelled = new Promise<undefined>((resolve) => {
        token.onCancellationRequested(() => {
          controller.abort();
          resolve(undefined);
        });
      });
      return await Promise.race([desk.listCaches(controller.signal), cancelled]);
    });
  } catch (error) {
    if (controller.signal.aborted) return undefined;
    desk.showFailure(toFailure(error, t('Could not list the ElastiCache clusters')), {
      retry: () => addFromElastiCache(desk),
    });
    return undefined;
  }
}

/** A cache that is still being made has no address, and cannot be added. */
function choiceOf({
  name,
  kind,
  engine,
  status,
  address,
}: FoundCache): Choice<Pick<Endpoint, 'name' | 'address'>>[] {
  if (address === null) return [];
  return [
    {
      label: name,
      description: [engine ?? 'redis', cacheKindName(kind), ...(status === 'available' ? [] : [status])].join(
        ' · ',
      ),
      detail: `${address.host}:${String(address.port)}${address.tls ? ', TLS' : ''}`,
      value: { name, address },
    },
  ];
}
