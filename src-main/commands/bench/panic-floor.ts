/** The floor of the panic bench, in a process of its own: one POST, one durable insert, one message to every socket. In: the database's path. */
import Sqlite from 'better-sqlite3';
import Fastify from 'fastify';
import { WebSocketServer } from 'ws';

const sqlite = new Sqlite(process.argv[2]);
sqlite.pragma('journal_mode = WAL');
sqlite.pragma('synchronous = FULL');
sqlite.exec('CREATE TABLE panics (body TEXT NOT NULL)');
const insert = sqlite.prepare('INSERT INTO panics VALUES (?)');

const app = Fastify();
const sockets = new WebSocketServer({ noServer: true });
app.server.on('upgrade', (request, socket, head) => sockets.handleUpgrade(request, socket, head, () => undefined));
app.post('/', async (request) => {
  const text = JSON.stringify(request.body);
  insert.run(text);
  for (const client of sockets.clients) client.send(text);
  return { status: 'ok' };
});
await app.listen({ host: '127.0.0.1', port: 0 });
const address = app.server.address();
process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
