import { speak } from '../src/core/model/t';
import type { Words } from '../src/core/model/t';

// The page has them as it is loaded, before anything is drawn: it may fetch nothing.
const given = document.getElementById('page')?.dataset['words'];
const { lang } = document.documentElement;
// Of the user's own languages the one that is meant: British times are not American ones.
const meant = navigator.languages.find((one) => one === lang || one.startsWith(`${lang}-`));
speak(given === undefined ? {} : (JSON.parse(given) as Words), meant ?? lang);
