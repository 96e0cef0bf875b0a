import { speak } from '../src/core/model/t';
import type { Words } from '../src/core/model/t';

// The page has them as it is loaded, before anything is drawn: it may fetch nothing.
const given = document.getElementById('page')?.dataset['words'];
if (given !== undefined) speak(JSON.parse(given) as Words);
