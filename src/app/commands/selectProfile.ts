import type { SignIn } from '../../core/model/awsScope';
import { withProfile } from '../../core/model/cloudChoice';
import { askPick } from '../desk/askPick';
import type { Choice } from '../desk/askPick';
import type { Desk } from '../desk/desk';
import { requireTrust } from '../desk/trust';
import { selectRegions } from './selectRegions';
import { t } from '../../core/model/t';

/** How a profile signs in. */
const SIGN_INS: Readonly<Record<SignIn, string>> = {
  keys: t('keys'),
  sso: 'sso',
  role: t('role'),
  process: t('process'),
  'web identity': t('web identity'),
  other: t('other'),
};

/** Select AWS Profile…: of the configuration files, or what the environment says. Remembered for the workspace. */
export async function selectProfile(desk: Desk): Promise<void> {
  if (!(await requireTrust(t('Asking AWS')))) return;
  const { catalog } = desk;
  const [{ cloud }, profiles, home] = await Promise.all([
    desk.openCloud(),
    catalog.profiles(),
    catalog.home(),
  ]);
  const choices: Choice<string | null>[] = [
    {
      label: t('What the Environment Says'),
      detail:
        home.profile === null
          ? t('AWS_PROFILE, keys or the role of this machine')
          : t('AWS_PROFILE, keys or the role of this machine: {0}', home.profile),
      value: null,
    },
    ...profiles.map(({ name, region, signIn, mfa }) => ({
      label: name,
      description: [region ?? t('no region'), SIGN_INS[signIn], ...(mfa ? ['MFA'] : [])].join(' · '),
      value: name,
    })),
  ];
  const kept = cloud.kept;
  const active = (kept ?? cloud.choice)?.profile;
  const answer = await askPick(
    {
      title: t('Select AWS Profile'),
      placeholder: t('Whose caches do you want to see?'),
      choices,
      ...(active === undefined ? {} : { active }),
    },
    { step: 1, total: 1, canGoBack: false },
  );
  if (typeof answer === 'string') return;
  const profile = answer.picked;
  const own =
    profile === null ? home.region : (profiles.find(({ name }) => name === profile)?.region ?? null);
  // Where another profile looks is not where this one does: a migration could go into the wrong region.
  const choice = withProfile(kept, profile, own);
  if (choice === null) await selectRegions(desk, undefined, profile);
  else await cloud.choose(choice);
}
