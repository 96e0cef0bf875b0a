import { t } from '../core/model/t';
import type { FunctionLibrary } from '../core/ports';
import type { Lane, Reply } from './lane';
import { translate } from './translate';

/**
 * The function libraries of a server; none before Redis 7.
 * @throws Failure also when they may not be read, unless the server says that there are none.
 */
export async function readLibraries(lane: Lane, label: string): Promise<FunctionLibrary[]> {
  const [reply] = await lane.pipeline([['FUNCTION', 'LIST', 'WITHCODE']]);
  if (reply instanceof Error) {
    const missing = /unknown command/i.test(reply.message);
    if (missing || reply.message.startsWith('NOPERM')) {
      const count = await countLibraries(lane);
      if (count === 0 || (missing && count === null)) return [];
    }
    throw translate(reply, t('Could not read the functions of {0}', label));
  }
  return asList(reply).flatMap((library) => {
    const fields = asList(library);
    const name = valueAfter(fields, 'library_name');
    const code = valueAfter(fields, 'library_code');
    return name === null || code === null ? [] : [{ name: name.toString('utf8'), code }];
  });
}

/** How many libraries INFO tells of; null when it does not tell. */
async function countLibraries(lane: Lane): Promise<number | null> {
  const [info] = await lane.pipeline([['INFO', 'memory']]);
  const count = Buffer.isBuffer(info)
    ? /^number_of_libraries:(\d+)/m.exec(info.toString('latin1'))?.[1]
    : undefined;
  return count === undefined ? null : Number(count);
}

function asList(reply: Reply | undefined): readonly Reply[] {
  return Array.isArray(reply) ? (reply as readonly Reply[]) : [];
}

function valueAfter(fields: readonly Reply[], name: string): Buffer | null {
  const index = fields.findIndex((field) => Buffer.isBuffer(field) && field.toString('latin1') === name);
  const value = index < 0 ? undefined : fields[index + 1];
  return Buffer.isBuffer(value) ? value : null;
}
