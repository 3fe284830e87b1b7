// `npm start`: builds the page and serves it to this machine only.
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { openInBrowser } from './openInBrowser.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const firstPort = Number(process.env.PORT ?? 4173);

console.log('Building Paxoscope …');
await build({ root, logLevel: 'warn' });

const server = await preview({
  root,
  logLevel: 'warn',
  // A taken port is no reason to fail: the next free one is tried.
  preview: { host: '127.0.0.1', port: firstPort, strictPort: false, open: false },
});
const address = server.resolvedUrls?.local[0] ?? `http://127.0.0.1:${firstPort}/`;
console.log(`\n  Paxoscope is at  ${address}\n  Ctrl+C stops it.\n`);
openInBrowser(address);

async function stop() {
  // Said at once, because Vite has a listener of its own that would end with an error code.
  process.exitCode = 0;
  // Open keep-alive connections would hold the server until they time out.
  if ('closeAllConnections' in server.httpServer) server.httpServer.closeAllConnections();
  await server.close();
  process.exit();
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
