// The dashboard's process: Next on a free loopback port, which the server process learns by message and passes requests on to.
// It lives no longer than its parent: an orphan would keep a port and memory that nobody knows of.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

process.env.NEXT_TELEMETRY_DISABLED = '1';
const development = process.env.NODE_ENV === 'development';
process.env.NODE_ENV ??= 'production';

const { default: next } = await import('next');

// Next attaches its own listener for upgrades to the server it is given. Nothing but development's hot reload needs it.
const server = createServer((request, response) => handle(request, response));
const application = next({
  dev: development,
  dir: fileURLToPath(new URL('.', import.meta.url)),
  hostname: '127.0.0.1',
  httpServer: development ? server : createServer(),
});
const handle = application.getRequestHandler();

try {
  await application.prepare();
} catch (error) {
  console.error(`The dashboard cannot start: ${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

// The parent keeps its connections open; one that closes here just as a request comes would fail that request.
server.keepAliveTimeout = 0;
server.listen(Number(process.env.DASHBOARD_PORT ?? 0), '127.0.0.1', () => {
  const { port } = server.address();
  if (process.send) process.send({ listening: port });
  else console.log(`Dashboard on http://127.0.0.1:${port}`);
});

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => process.exit(0));
  server.closeAllConnections();
  setTimeout(() => process.exit(0), 2_000).unref();
}
process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
