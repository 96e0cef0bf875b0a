import { expect, test } from 'vitest';
import { copyMarkdown } from '../../../src/core/report/copyMarkdown';
import { result } from '../../app/samples';

const context = { source: 'a', target: 'b', startedAt: 0, plan: { onConflict: 'replace' } } as const;

test('a report says what a person should know of how it went', () => {
  const notices = ['The target was restarted: everything is copied again.', 'Careful with <b>.'];
  expect(copyMarkdown(result({ notices }), context)).toContain(
    '\n\n## How it went\n\n- The target was restarted: everything is copied again.\n- Careful with \\<b\\>.\n',
  );
  expect(copyMarkdown(result(), context)).not.toContain('How it went');
});
