import './node/speakInThread';
import { carryOut } from './core/copy/carryOut';
import { connectByAws } from './core/connectByAws';
import type { Connect } from './core/ports';
import { carryVerify } from './core/verify/carryVerify';
import { serveThread } from './node/copyThreadSide';
import { systemClock, systemSleep } from './node/systemClock';

/** The same bundle as the extension's own: the thread loads it for itself. */
const connect: Connect = async (dial, signal) => {
  const redis = await import('./redis/connect');
  return await redis.connect(dial, signal);
};

/** The front door of the thread that a copy or a verification runs in: what it throws ends the thread, which tells whoever started it. */
serveThread({
  copy: (order, { signal, resumed, signIn, ...held }) => {
    const ports = { connect: connectByAws(connect, signIn), clock: systemClock, sleep: systemSleep };
    return carryOut(order, { ...ports, ...held }, signal, resumed);
  },
  verify: (order, { signal, signIn }) => {
    const ports = { connect: connectByAws(connect, signIn), clock: systemClock, sleep: systemSleep };
    return carryVerify(order, ports, signal);
  },
}).catch((error: unknown) => {
  setImmediate(() => {
    throw error;
  });
});
