import * as vscode from 'vscode';
import { Failure } from '../../core/model/failure';
import { t } from '../../core/model/t';

/** Asks for the code that an MFA device shows now. @throws Failure `aws.mfa` when none is given */
export async function askMfaCode(device: string): Promise<string> {
  const code = await vscode.window.showInputBox({
    title: t('Sign in to AWS'),
    prompt: t('The code that the MFA device shows now: {0}', device),
    placeHolder: '123456',
    ignoreFocusOut: true,
    validateInput: (text) => (/^\d{6}$/.test(text.trim()) ? undefined : t('Six digits.')),
  });
  if (code !== undefined) return code.trim();
  throw new Failure('aws.mfa', {
    what: t('Could not sign in to AWS'),
    why: t('no code of the MFA device was given'),
    next: t('Try again, and give the code that the device shows.'),
  });
}
