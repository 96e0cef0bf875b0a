import { connect } from 'node:net';

const ANSWER_TIMEOUT_MS = 2_000;

/**
 * Whether a port answers a PING without TLS. A plain Redis that is offered a TLS handshake waits for the end of the
 * line, so the handshake alone never tells. Never rejects.
 */
export async function speaksPlain(host: string, port: number): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => {
      end(false);
    });
    socket.on('error', () => {
      end(false);
    });
    socket.on('close', () => {
      end(false);
    });
    // +PONG, or -NOAUTH and its like.
    socket.on('data', (data) => {
      end(/^[+-]/.test(data.toString('latin1')));
    });
    socket.write('PING\r\n');
  });
}
