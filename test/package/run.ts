import { packageExtension } from './packageExtension';

console.log(await packageExtension());
