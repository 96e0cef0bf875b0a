import { workerData } from 'node:worker_threads';
import { speak } from '../core/model/t';
import type { ThreadData } from './copyThreadSide';

// Imported first of all by the thread's front door: it speaks the language of whoever started it.
speak((workerData as ThreadData).words);
