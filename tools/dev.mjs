// The station and its pages with hot reload: the station restarts when a source changes, Vite serves the pages and passes the API on.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { createServer } from 'vite';
import { root } from './bootstrap.mjs';
import { stationAddresses } from './dev-pages.mjs';

const stationPort = 8000;
const pagePort = 5173;
const station = `http://127.0.0.1:${stationPort}`;
const pages = `http://127.0.0.1:${pagePort}`;

const child = spawn(
  process.execPath,
  [
    '--watch-path=src-main',
    '--watch-path=src-contract',
    '--disable-warning=ExperimentalWarning',
    'src-main/node-main.ts',
    '--port',
    String(stationPort),
  ].concat(process.argv.slice(2)),
  { cwd: root, stdio: 'inherit', env: process.env },
);
// The station takes a cookie only from its own page, so Vite passes calls on as if they came from there.
const proxied = {
  target: station,
  ws: true,
  changeOrigin: true,
  configure(proxy) {
    const asOwnPage = (request) => request.getHeader('origin') !== undefined && request.setHeader('origin', station);
    proxy.on('proxyReq', asOwnPage);
    proxy.on('proxyReqWs', asOwnPage);
  },
};
const server = await createServer({
  configFile: false,
  root: join(root, 'src-renderer'),
  plugins: [react(), stationAddresses],
  server: {
    host: '127.0.0.1',
    port: pagePort,
    strictPort: true,
    proxy: { '/api': proxied, '/ws': proxied, '/join': proxied, '/health': proxied, '/docs': proxied, '/openapi.json': proxied },
  },
});
await server.listen();
process.stdout.write(
  `Pages with hot reload: ${pages}/ and ${pages}/phone  (sign in with the station's link first; the cookie holds for both)\n`,
);

async function stop() {
  child.kill('SIGTERM');
  await server.close();
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('disconnect', stop);
