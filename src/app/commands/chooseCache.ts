import * as vscode from 'vscode';
import { subjectOfCache } from '../cloud/placedCache';
import type { PlacedCache } from '../cloud/placedCache';
import type { Desk } from '../desk/desk';
import { requireTrust } from '../desk/trust';
import { subjectOf } from './subjectOf';
import { t } from '../../core/model/t';

/** The cache that a command was called for; asks which when it was called for none. */
export async function chooseCache(
  { openCloud }: Desk,
  argument: unknown,
  question: string,
): Promise<PlacedCache | undefined> {
  const subject = subjectOf(argument);
  if (subject === undefined && !(await requireTrust(t('Asking AWS')))) return undefined;
  const { cloud } = await openCloud();
  if (subject !== undefined) return cloud.find(subject);
  await cloud.ensure();
  const items = cloud.regions.flatMap(({ scope, caches }) =>
    caches
      .filter(({ engine, address }) => engine !== 'memcached' && address !== null)
      .map((cache) => ({
        label: cache.id,
        description: `${cache.engine ?? 'redis'} · ${scope.region}`,
        subject: subjectOfCache(scope, cache),
      })),
  );
  if (items.length === 0) {
    const { failure, choice } = cloud;
    const none =
      choice === null
        ? t('There are no caches to connect to.')
        : t('There are no caches to connect to in {0}.', choice.regions.join(', '));
    await vscode.window.showInformationMessage(failure?.message ?? none);
    return undefined;
  }
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: question,
    matchOnDescription: true,
  });
  return picked === undefined ? undefined : cloud.find(picked.subject);
}
