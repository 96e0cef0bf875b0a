import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { describe, it } from './harness';
import { EXTENSION_ID, loadExtension } from './loadedExtension';

interface Walkthroughs {
  readonly contributes: {
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

describe('the walkthrough', () => {
  it('has five steps, and each command that they name is there', async () => {
    const extension = await loadExtension();
    const known = new Set(await vscode.commands.getCommands(true));
    await extension.dispose();
    const { contributes } = vscode.extensions.getExtension(EXTENSION_ID)?.packageJSON as Walkthroughs;
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough?.steps.length, 5);
    const named = walkthrough.steps.flatMap(({ description, completionEvents }) => [
      ...[...description.matchAll(/\(command:([\w.]+)\)/g)].map(([, command]) => command),
      ...completionEvents.flatMap((event) => /^onCommand:(.+)/.exec(event)?.[1] ?? []),
    ]);
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter((command) => command === undefined || !known.has(command)),
      [],
    );
  });
});
