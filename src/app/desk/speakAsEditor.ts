import { l10n } from 'vscode';
import { speak } from '../../core/model/t';

// Imported first of all, so that a text that stands in a constant is in the editor's language as well.
speak(l10n.bundle ?? {});
