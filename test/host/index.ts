import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import './activation.test';
import './endpoints.test';
import './conf.test';
import './copy.test';
import './eventLoop.test';
import './options.test';
import './resume.test';
import './secured.test';
import { describe, it, runRegistered } from './harness';

describe('the host', () => {
  it('is a real VS Code', () => {
    assert.match(vscode.version, /^1\.\d+\.\d+/);
    assert.notEqual(vscode.env.appHost, '');
  });
});

/** Called by VS Code, once its extension host has started. */
export async function run(): Promise<void> {
  await runRegistered();
}
