import { isSamePlace } from '../../core/model/samePlace';
import type { Endpoint, IamChoice } from '../../core/model/endpoint';
import type { PlacedCache } from '../cloud/placedCache';
import { askPick } from '../desk/askPick';
import { askText } from '../desk/askText';
import type { Desk } from '../desk/desk';
import { nameProblem } from '../desk/endpointDraft';
import { requireTrust } from '../desk/trust';
import { t } from '../../core/model/t';

const TITLE = t('Add Cache as Endpoint');

/** How a person signs in to a cache. */
interface SignIn {
  readonly username?: string;
  readonly password?: string;
  readonly iam?: IamChoice;
}

/**
 * The endpoint of a cache: the one that is kept already, or a new one. Where it is, and whether it speaks TLS, is known; only
 * who signs in is asked, if the cache wants to know that. Undefined when the user left.
 */
export async function endpointOfCache(desk: Desk, placed: PlacedCache): Promise<Endpoint | undefined> {
  if (!(await requireTrust(t('Adding an endpoint')))) return undefined;
  const { cache } = placed;
  const { address } = cache;
  if (address === null) return undefined;
  const kept = desk.endpoints.list().find((one) => isSamePlace(one.address, address));
  if (kept !== undefined) return kept;
  const signIn = await askSignIn(placed);
  if (signIn === undefined) return undefined;
  const { username, password, iam } = signIn;
  const endpoint: Endpoint = {
    id: desk.newId(),
    name: freeName(cache.id, desk.endpoints.list()),
    address: { ...address, ...(username === undefined ? {} : { username }) },
    ...(iam === undefined ? {} : { iam }),
  };
  // The secret first: an endpoint that is kept without its password would only fail.
  if (password !== undefined) await desk.secrets.keep(endpoint.id, { password });
  await desk.endpoints.save(endpoint);
  return endpoint;
}

async function askSignIn({ scope, cache }: PlacedCache): Promise<SignIn | undefined> {
  const alone = { step: 1, total: 1, canGoBack: false };
  const ask = async (prompt: string, password: boolean): Promise<string | undefined> => {
    const validate = (text: string): string | undefined =>
      text.trim() === '' ? t('{0} lets nobody in without it.', cache.id) : undefined;
    const answer = await askText({ title: TITLE, prompt, value: '', password, validate }, alone);
    return typeof answer === 'string' ? undefined : answer.text;
  };
  if (cache.auth === 'none') return {};
  if (cache.auth === 'token') {
    const password = await ask(
      t("The AUTH token of {0}. It is kept in the editor's secret storage only.", cache.id),
      true,
    );
    return password === undefined ? undefined : { password };
  }
  const username = (await ask(t('The user of {0} to sign in as.', cache.id), false))?.trim();
  if (username === undefined) return undefined;
  const how = await askPick(
    {
      title: TITLE,
      placeholder: t('How does {0} sign in?', username),
      choices: [
        {
          label: t('AWS IAM'),
          detail: t('By the AWS credentials of this view: a token for each connection, and nothing is kept.'),
          value: 'iam' as const,
        },
        {
          label: t('Password'),
          detail: t("Kept in the editor's secret storage only."),
          value: 'password' as const,
        },
      ],
    },
    alone,
  );
  if (typeof how === 'string') return undefined;
  if (how.picked === 'iam') {
    const { profile, region } = scope;
    const iam: IamChoice = {
      cache: cache.id.toLowerCase(),
      region,
      ...(cache.kind === 'serverless' ? { serverless: true } : {}),
      ...(profile === null ? {} : { profile }),
    };
    return { username, iam };
  }
  const password = await ask(
    t("The password of {0}. It is kept in the editor's secret storage only.", username),
    true,
  );
  return password === undefined ? undefined : { username, password };
}

function freeName(id: string, others: readonly Endpoint[]): string {
  const names = others.map(({ name }) => name);
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? id : `${id} ${String(number)}`;
    if (nameProblem(name, names) === undefined) return name;
  }
}
