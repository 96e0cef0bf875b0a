import { afterEach, expect, it } from 'vitest';
import { momentText } from '../../../src/core/model/moment';
import { speak } from '../../../src/core/model/t';

afterEach(() => {
  speak({});
});

it('writes a moment as the language does', () => {
  const at = new Date(2026, 10, 22, 14, 40, 12).getTime();
  speak({}, 'en-US');
  expect(momentText(at)).toMatch(/^Nov 22, 2026, 2:40:12\sPM$/);
  speak({}, 'ko');
  expect(momentText(at)).toMatch(/^2026\. 11\. 22\. /);
});
