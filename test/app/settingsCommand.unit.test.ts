import { expect, test } from 'vitest';
import { settingsCommand } from '../../src/app/desk/settingsCommand';

test('settings are shown where the window has them', () => {
  const of = (workspace: boolean, remote: boolean): string => settingsCommand({ workspace, remote });
  expect(of(true, true)).toBe('workbench.action.openWorkspaceSettings');
  expect(of(true, false)).toBe('workbench.action.openWorkspaceSettings');
  expect(of(false, true)).toBe('workbench.action.openRemoteSettings');
  expect(of(false, false)).toBe('workbench.action.openSettings');
});
