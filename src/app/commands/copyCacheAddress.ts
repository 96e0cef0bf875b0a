import * as vscode from 'vscode';
import { formatAddress } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import { chooseCache } from './chooseCache';
import { t } from '../desk/t';

const SHOWN_MS = 4_000;

/** Copy Connection String of a cache. */
export async function copyCacheAddress(desk: Desk, argument: unknown): Promise<void> {
  const placed = await chooseCache(desk, argument, t('Whose connection string do you want to copy?'));
  const address = placed?.cache.address;
  if (placed === undefined || address === null || address === undefined) return;
  await vscode.env.clipboard.writeText(formatAddress(address));
  vscode.window.setStatusBarMessage(t('Copied the connection string of {0}.', placed.cache.id), SHOWN_MS);
}
