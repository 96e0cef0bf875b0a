import * as vscode from 'vscode';
import { formatAddress } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { chooseEndpoint } from './chooseEndpoint';
import { t } from '../../core/model/t';

const SHOWN_MS = 4_000;

/** Copy Connection String: the address as a URL, never with the password. */
export async function copyConnectionString(desk: Desk, argument: unknown): Promise<void> {
  const endpoint = await chooseEndpoint(desk, argument, t('Whose connection string do you want to copy?'));
  if (endpoint === undefined) return;
  await vscode.env.clipboard.writeText(formatAddress(endpoint.address));
  vscode.window.setStatusBarMessage(
    t('Copied the connection string of {0}, without its password.', endpoint.name),
    SHOWN_MS,
  );
}
