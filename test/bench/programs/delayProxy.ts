import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

// Passes TCP on, each byte so many milliseconds late in either direction, as a long line would: nothing is slowed down
// otherwise. Arguments: port to pass on to, milliseconds. Prints its own port; ends with its standard input.
const [port = '', delay = ''] = process.argv.slice(2);
const DELAY_MS = Number(delay);

/** What was sent and when it arrives; null is the end. */
type Sent = readonly [arrives: number, chunk: Buffer | null];

function passOn(from: Socket, to: Socket): void {
  let sent: Sent[] = [];
  let timer: NodeJS.Timeout | undefined;
  const arrive = (): void => {
    timer = undefined;
    const now = performance.now();
    const late = sent.findIndex(([arrives]) => arrives > now);
    const due = late < 0 ? sent : sent.slice(0, late);
    sent = late < 0 ? [] : sent.slice(late);
    to.cork();
    for (const [, chunk] of due) {
      if (chunk === null) to.end();
      else to.write(chunk);
    }
    to.uncork();
    wait();
  };
  const wait = (): void => {
    const [next] = sent;
    if (next !== undefined) timer ??= setTimeout(arrive, Math.max(0, next[0] - performance.now()));
  };
  const send = (chunk: Buffer | null): void => {
    sent.push([performance.now() + DELAY_MS, chunk]);
    wait();
  };
  from.setNoDelay(true);
  from.on('data', send);
  from.on('end', () => {
    send(null);
  });
  from.on('error', () => to.destroy());
  from.on('close', () => {
    send(null);
  });
}

const server = createServer({ allowHalfOpen: true }, (near) => {
  const far = connect({ host: '127.0.0.1', port: Number(port), allowHalfOpen: true });
  passOn(near, far);
  passOn(far, near);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
});
process.stdin.on('end', () => process.exit(0));
process.stdin.resume();
