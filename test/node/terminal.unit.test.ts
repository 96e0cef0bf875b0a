import { expect, test } from 'vitest';
import { ProgressLine } from '../../src/node/terminal';
import { progress } from '../app/samples';

/** What is written to a stream that is no terminal, line by line. */
function written(tell: (line: ProgressLine) => void): string[] {
  let text = '';
  const stream = { isTTY: false, write: (part: string) => (text += part) };
  tell(new ProgressLine(stream as unknown as NodeJS.WriteStream, 'Copying'));
  return text.split('\n').slice(0, -1);
}

test('says at once that what was copied is being verified, and not at every batch', () => {
  const lines = written((line) => {
    line.show(progress());
    line.show(progress({ phase: 'verifying' }));
    line.show(progress({ phase: 'verifying' }));
  });
  expect(lines).toEqual([expect.stringMatching(/^Verifying: 62 % · 31,204 of 50,000 keys/)]);
});

test('says at once whom it waits for, and that it goes on', () => {
  const lines = written((line) => {
    line.show(progress({ waiting: { end: 'target', code: 'server.memory' } }));
    line.show(progress());
    line.say('paused');
  });
  expect(lines).toEqual([
    expect.stringMatching(/^Copying: .*waiting for the target/),
    expect.stringMatching(/^Copying: .*keys\/s/),
    'Copying: paused',
  ]);
});
