import type { CopyPlan } from '../../core/copy/plan';
import type { Endpoint } from '../../core/model/endpoint';
import { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';
import { planOfChoice } from './copyChoice';
import type { CopyChoice } from './copyChoice';

/**
 * What a copy between these two is to do.
 * @throws Failure `database.mapping` when databases are named both in an address and in the choice
 */
export function planOf(source: Endpoint, target: Endpoint, choice: CopyChoice): CopyPlan {
  const sourceDatabase = source.address.database;
  const targetDatabase = target.address.database;
  if (choice.databases !== undefined && (sourceDatabase ?? targetDatabase) !== undefined) {
    throw new Failure('database.mapping', {
      what: t('Could not prepare the copy'),
      why: t(
        'databases are named both in an endpoint and in the settings (elasticacheMigrator.copy.databases)',
      ),
      next: t('Take them out of one of the two.'),
    });
  }
  return {
    ...planOfChoice(choice),
    ...(sourceDatabase === undefined ? {} : { sourceDatabase }),
    ...(targetDatabase === undefined ? {} : { targetDatabase }),
  };
}
