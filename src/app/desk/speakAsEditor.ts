import { env, l10n } from 'vscode';
import { speak } from '../../core/model/t';

// Imported first of all, so that a text that stands in a constant is in the editor's language as well.
// Without translations it is English, whose times are written as the machine writes them.
if (l10n.bundle !== undefined) speak(l10n.bundle, env.language);
