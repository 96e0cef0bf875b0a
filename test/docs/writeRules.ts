// Writes docs/rules.md from the rules: `npm run docs:rules`.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesPage } from './rulesPage';

const path = fileURLToPath(new URL('../../docs/rules.md', import.meta.url));
writeFileSync(path, rulesPage());
