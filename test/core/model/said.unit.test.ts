import { afterEach, describe, expect, it } from 'vitest';
import { parseAddressMap } from '../../../src/core/model/addressMap';
import { parseEndpointUrl, parsePort } from '../../../src/core/model/endpoint';
import { toFailure } from '../../../src/core/model/failure';
import { lacking } from '../../../src/core/model/partialProfile';
import { speak, t } from '../../../src/core/model/t';
import { FOREIGN, unsaidOf } from '../../l10n/foreign';
import { unsaidOfFailure } from '../../l10n/unsaidOfFailure';
import { profileOf } from '../profileOf';

afterEach(() => {
  speak({});
});

describe('says everything in the language of the window', () => {
  it.each([
    ...[
      'here',
      'http://here',
      'redis://',
      'redis://one,two',
      'redis://here?x',
      'redis://here/x',
      'redis://here:0',
    ],
    ...[
      'redis://me:#@here',
      'redis://me:%@here',
      'redis://here:99999',
      'redis+sentinel://',
      'redis+sentinel://a/b/c/d',
    ],
  ])('why %s is no address', async (text) => {
    speak(FOREIGN);
    expect(await unsaidOfFailure(() => parseEndpointUrl(text))).toEqual(['', '', '']);
  });

  it('other failures', async () => {
    speak(FOREIGN);
    expect(await unsaidOfFailure(() => parsePort('x'))).toEqual(['', '', '']);
    for (const text of ['x', 'a:1=b:2,a:1=c:3']) {
      expect(await unsaidOfFailure(() => parseAddressMap(text))).toEqual(['', '', '']);
    }
    const unexpected = (): never => {
      throw toFailure(new TypeError('no'), t('Could not start'));
    };
    expect(await unsaidOfFailure(unexpected)).toEqual(['', '', '']);
  });

  it('what a profile lacks', () => {
    speak(FOREIGN);
    const words = lacking({
      ...profileOf(),
      ...{ product: null, version: null, role: null, keys: null },
      ...{ usedMemory: null, maxMemory: null, evictedKeys: null, functionLibraries: null },
    });
    expect(words.map(unsaidOf)).toEqual(['', '', '', '', '', '', '', '']);
  });
});
