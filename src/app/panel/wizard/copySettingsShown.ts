import type { CopySetting } from '../../../bridge/wizardMessages';
import type { ShownSetting } from '../../../bridge/wizardView';
import { formatCount } from '../../../core/report/format';
import { unverifiable } from '../../../core/verify/unverifiable';
import type { CopyChoice } from '../../desk/copyChoice';
import { t } from '../../../core/model/t';

/** How many keys of each side a sample looks at, unless the choice has a number of its own. */
const USUAL_SAMPLE = 10_000;

/** Keys a second that a limited pace goes at, unless the choice has a number of its own. */
const USUAL_LIMIT = 5_000;

const LABELS: Readonly<Record<CopySetting, string>> = {
  onConflict: t('If the target holds a key already'),
  verify: t('Verify afterwards'),
  repair: t('What differs then'),
  pace: t('Pace'),
};

const OPTIONS: Readonly<Record<CopySetting, ShownSetting['options']>> = {
  onConflict: [
    { value: 'replace', label: t('Replace it') },
    { value: 'skip', label: t('Leave it') },
    { value: 'fail', label: t('Leave it, and name it in the report') },
  ],
  verify: [
    { value: 'full', label: t('Every key in full') },
    { value: 'quick', label: t('Every key, without values') },
    { value: 'sample', label: t('A sample') },
    { value: 'none', label: t('Not at all') },
  ],
  repair: [
    { value: 'off', label: t('Is reported') },
    { value: 'on', label: t('Is copied again') },
  ],
  pace: [
    { value: 'full', label: t('As fast as it goes') },
    { value: 'auto', label: t('Slower while the source is slow') },
  ],
};

const HINTS: Readonly<Record<CopySetting, Readonly<Record<string, string>>>> = {
  onConflict: {
    replace: t("The source's value takes the place of the target's."),
    skip: t('Keys that the target holds stay as they are.'),
    fail: t('Keys that the target holds stay as they are, and the report names each of them.'),
  },
  verify: {
    full: t('Type, expiry and content are compared.'),
    quick: t('Type, length and expiry are compared; changed content of the same length is not seen.'),
    sample: t('As in full, but only some keys of each side, chosen at random.'),
    none: t('Nothing is proved. It can be done later.'),
  },
  repair: {
    off: t('Nothing is written beside the copy.'),
    on: t(
      'And compared once more. Keys that only the target holds stay, and so do those that it held already where they are to be left.',
    ),
  },
  pace: {
    full: t('Other clients of the source may wait longer meanwhile.'),
    limited: t('Gentle to a busy source, and slower.'),
    auto: t('The copy holds back while the source takes longer to answer than before.'),
  },
};

/** The lists to choose from on the page, with what is chosen. */
export function copySettingsShown(choice: CopyChoice): ShownSetting[] {
  const names: readonly CopySetting[] = ['onConflict', 'verify', 'repair', 'pace'];
  return names
    .filter((setting) => setting !== 'repair' || choice.verify !== undefined)
    .map((setting) => {
      const value = valueOf(choice, setting);
      return {
        setting,
        label: LABELS[setting],
        value,
        options: optionsOf(choice, setting),
        hint: hint(choice, setting),
      };
    });
}

function optionsOf(
  { keysPerSecond = USUAL_LIMIT }: CopyChoice,
  setting: CopySetting,
): ShownSetting['options'] {
  const limit = t('At most {0} keys a second', formatCount(keysPerSecond));
  const options = OPTIONS[setting];
  return setting === 'pace' ? [...options, { value: 'limited', label: limit }] : options;
}

function hint(choice: CopyChoice, setting: CopySetting): string {
  const why = setting === 'verify' && choice.verify !== undefined ? unverifiable(choice) : undefined;
  if (why !== undefined) return t('This copy is not verified: {0}.', why);
  return HINTS[setting][valueOf(choice, setting)] ?? '';
}

function valueOf(
  { onConflict, verify, repair, autoPace, keysPerSecond }: CopyChoice,
  setting: CopySetting,
): string {
  switch (setting) {
    case 'onConflict':
      return onConflict;
    case 'verify':
      return verify?.kind ?? 'none';
    case 'repair':
      return repair === true ? 'on' : 'off';
    case 'pace':
      if (autoPace === true) return 'auto';
      return keysPerSecond === undefined ? 'full' : 'limited';
  }
}

/** The choice with one of those lists set; unchanged for a word that the list has not. */
export function withSetting(choice: CopyChoice, setting: CopySetting, value: string): CopyChoice {
  switch (`${setting}.${value}`) {
    case 'onConflict.replace':
    case 'onConflict.skip':
    case 'onConflict.fail':
      return { ...choice, onConflict: value as CopyChoice['onConflict'] };
    case 'verify.none':
      return without(choice, 'verify', 'repair');
    case 'verify.full':
      return { ...choice, verify: { kind: 'full' } };
    case 'verify.quick':
      return { ...choice, verify: { kind: 'quick' } };
    case 'verify.sample': {
      const keys = choice.verify?.kind === 'sample' ? choice.verify.keys : USUAL_SAMPLE;
      return { ...choice, verify: { kind: 'sample', keys } };
    }
    case 'repair.on':
      return { ...choice, repair: true };
    case 'repair.off':
      return without(choice, 'repair');
    case 'pace.auto':
      return { ...without(choice, 'keysPerSecond'), autoPace: true };
    case 'pace.limited':
      return { ...without(choice, 'autoPace'), keysPerSecond: choice.keysPerSecond ?? USUAL_LIMIT };
    case 'pace.full':
      return without(choice, 'autoPace', 'keysPerSecond');
    default:
      return choice;
  }
}

function without(choice: CopyChoice, ...names: Exclude<keyof CopyChoice, 'onConflict'>[]): CopyChoice {
  const rest = { ...choice };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}
