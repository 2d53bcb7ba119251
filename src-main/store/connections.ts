/**
 * The store's three connections to its one file, all used from one thread.
 *
 * Two writers, not one whose `PRAGMA synchronous` is switched: switching costs only 10 µs, but then an alarm's durability hangs
 * on nobody forgetting it, and it can't be switched inside a transaction. With two, it is a property of the connection. Measured
 * on the 2-core build machine: a FULL commit 0.21 ms (p99 0.9; an fsync, tens of ms on a hard disk), a NORMAL one 0.01 ms, a
 * FULL commit right after a batch of 1,000 rows on the other connection 0.28 ms. As every transaction begins and ends within
 * one call on one thread, the two never wait for each other's lock.
 */
import type { Log } from '../log.ts';
import { type Connection, connect } from './database.ts';

export interface Connections {
  /** synchronous=FULL: alarms, sessions, whatever somebody is told of. */
  readonly durable: Connection;
  /** synchronous=NORMAL: samples, tracks, crossings, roll-ups, retention. */
  readonly batch: Connection;
  readonly reader: Connection;
}

export function openConnections(file: string, log: Log, onCorrupt: (error: unknown) => void): Connections {
  const opened: Connection[] = [];
  const open = (mode: 'full' | 'normal' | 'read'): Connection => {
    const connection = connect({ file, mode, log, onCorrupt });
    opened.push(connection);
    return connection;
  };
  try {
    return { durable: open('full'), batch: open('normal'), reader: open('read') };
  } catch (error) {
    for (const connection of opened) connection.close();
    throw error;
  }
}

export function closeConnections(connections: Connections): void {
  connections.reader.close();
  connections.batch.close();
  // The last one to close moves the log into the file, and is the one that syncs.
  connections.durable.close();
}
