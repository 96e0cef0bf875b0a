import * as vscode from 'vscode';
import { formatAddress } from '../../core/model/endpoint';
import type { Desk } from '../desk/desk';
import type { Node } from '../tree/node';
import { chooseCache } from './chooseCache';
import { t } from '../../core/model/t';

const SHOWN_MS = 4_000;

/** Copy Connection String of a cache, or of one of its nodes. */
export async function copyCacheAddress(desk: Desk, argument: unknown): Promise<void> {
  const node = argument as Partial<Node> | undefined;
  if (node?.copies !== undefined) {
    await copy(node.copies, node.label ?? '');
    return;
  }
  const placed = await chooseCache(desk, argument, t('Whose connection string do you want to copy?'));
  const address = placed?.cache.address;
  if (placed === undefined || address === null || address === undefined) return;
  await copy(formatAddress(address), placed.cache.id);
}

async function copy(text: string, name: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(t('Copied the connection string of {0}.', name), SHOWN_MS);
}
