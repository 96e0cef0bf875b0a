import { strict as assert } from 'node:assert';
import { appendFileSync } from 'node:fs';
import * as vscode from 'vscode';
import './activation.test';
import './alarms.test';
import './endpoints.test';
import './caches.test';
import './explorer.test';
import './connection.test';
import './checkFile.test';
import './conf.test';
import './copy.test';
import './eventLoop.test';
import './options.test';
import './resume.test';
import './secured.test';
import './selected.test';
import './wizard.test';
import './wizardCost.test';
import './wizardTraffic.test';
import { HOST_ONLY } from './hostEnv';
import './walkthrough.test';
import { hostResultsVariable } from '../lab/code/hostResult';
import { describe, it, runRegistered } from './harness';

describe('the host', () => {
  it('is a real VS Code', () => {
    assert.match(vscode.version, /^1\.\d+\.\d+/);
    assert.notEqual(vscode.env.appHost, '');
  });
});

/** Called by VS Code, once its extension host has started. */
export async function run(): Promise<void> {
  const file = process.env[hostResultsVariable];
  await runRegistered((line) => {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
  }, process.env[HOST_ONLY]);
}
