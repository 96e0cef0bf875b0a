import { startServer } from './startServer';

// A process for the test of the watchdog: it starts a server, says which, and waits to be killed.
const server = await startServer({ server: 'redis-8.0' });
const client = await server.client();
const [, folder] = await client.config('GET', 'dir');
process.stdout.write(`${JSON.stringify({ pid: server.pid, folder })}\n`);
