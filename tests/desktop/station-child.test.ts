/** How the shell keeps its station running: when it starts it again, and when it gives up and says so. The processes are played. */
import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StationMessage } from '../../src-contract/shell-messages.ts';
import type { StationProcessHandle } from '../../src-main/desktop/electron-parts.ts';
import { createStationChild, type StationState } from '../../src-main/desktop/station-child.ts';
import { createLog } from '../../src-main/log.ts';
import { hearing } from '../fixtures/electron/hearing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const running: StationMessage = { kind: 'running', stationName: 'Dadar', origin: 'http://127.0.0.1:8123', restoredFromMs: null };

function setUp() {
  const processes: { events: EventEmitter; port: number | null; told: unknown[] }[] = [];
  const states: StationState['kind'][] = [];
  const child = createStationChild({
    fork(port) {
      const made = { events: new EventEmitter(), port, told: [] as unknown[] };
      processes.push(made);
      const handle: StationProcessHandle = {
        ...{ on: hearing(made.events), pid: undefined, stdout: null, stderr: null },
        kill: () => made.events.emit('exit', 9),
        postMessage: (message) => void made.told.push(message),
      };
      return handle;
    },
    onState: ({ kind }) => states.push(kind),
    onAlarms: () => undefined,
    log: createLog('silent'),
  });
  const newest = () => processes.at(-1)?.events ?? expect.fail('nothing was forked');
  const says = (message: StationMessage) => newest().emit('message', message);
  return { child, processes, states, newest, says };
}

describe('the station of the shell', () => {
  it('is started again when it dies, on the port that pages know', () => {
    const { child, processes, states, newest, says } = setUp();
    child.start();
    says(running);
    newest().emit('exit', 11);
    vi.advanceTimersByTime(500);
    says(running);
    expect(states).toEqual(['starting', 'running', 'restarting', 'running']);
    expect(processes.map(({ port }) => port)).toEqual([null, 8123]);
  });

  it('is given up after six deaths in a row, and starts anew when a person says so', () => {
    const { child, processes, states, newest } = setUp();
    child.start();
    for (let death = 1; death <= 6; death += 1) {
      newest().emit('exit', 1);
      vi.advanceTimersByTime(10_000);
    }
    expect(processes).toHaveLength(6);
    expect(child.state()).toEqual({ kind: 'failed', reason: null });
    child.start();
    expect(processes).toHaveLength(7);
    expect(states.at(-1)).toBe('starting');
  });

  it('that has run a minute has recovered', () => {
    const { child, processes, newest, says } = setUp();
    child.start();
    for (let death = 1; death <= 10; death += 1) {
      says(running);
      vi.advanceTimersByTime(30_000);
      says({ kind: 'alive' });
      vi.advanceTimersByTime(30_000);
      newest().emit('exit', 1);
      vi.advanceTimersByTime(500);
    }
    expect(processes).toHaveLength(11);
    expect(child.state().kind).toBe('restarting');
  });

  it('is ended and started again when it leaves half a minute of questions unanswered, and not before', () => {
    const { child, processes, states, says } = setUp();
    child.start();
    says(running);
    for (let turn = 0; turn < 4; turn += 1) {
      vi.advanceTimersByTime(30_000);
      says({ kind: 'alive' });
    }
    expect(states).toEqual(['starting', 'running']);
    expect(processes[0]?.told).toContainEqual({ kind: 'alive' });
    vi.advanceTimersByTime(41_000);
    expect(states).toEqual(['starting', 'running', 'restarting']);
    expect(processes).toHaveLength(2);
  });

  it('that says why it can’t start is not tried again, and its reason is kept', () => {
    const { child, processes, newest, says } = setUp();
    child.start();
    says({ kind: 'failed', reason: 'port 8000 is used by another program' });
    newest().emit('exit', 1);
    vi.advanceTimersByTime(60_000);
    expect(processes).toHaveLength(1);
    expect(child.state()).toEqual({ kind: 'failed', reason: 'port 8000 is used by another program' });
  });

  it('says nothing that the shell doesn’t know', () => {
    const { child, states, newest } = setUp();
    child.start();
    newest().emit('message', { kind: 'running', stationName: 'x', origin: 'file:///etc/passwd' });
    newest().emit('message', 'running');
    expect(states).toEqual(['starting']);
  });

  it('is asked to stop, ended when it doesn’t, and not started again', async () => {
    const { child, processes, says } = setUp();
    child.start();
    says(running);
    const stopped = child.stop();
    expect(processes[0]?.told).toEqual([{ kind: 'stop' }]);
    await vi.advanceTimersByTimeAsync(30_000);
    await stopped;
    expect(child.state()).toEqual({ kind: 'stopped' });
    expect(processes).toHaveLength(1);
  });

  it('can be started again after a stop', async () => {
    const { child, processes, newest, says } = setUp();
    child.start();
    says(running);
    const stopped = child.stop();
    newest().emit('exit', 0);
    await stopped;
    child.start();
    newest().emit('exit', 1);
    expect([processes.length, child.state().kind]).toEqual([2, 'restarting']);
  });

  it('is asked for a backup, and says so where there is none', async () => {
    const { child, processes, newest, says } = setUp();
    child.start();
    says(running);
    const made = child.backUp();
    expect(processes[0]?.told).toEqual([{ kind: 'back-up' }]);
    says({ kind: 'backed-up', name: 'kavach-x', madeMs: 5 });
    expect(await made).toEqual({ name: 'kavach-x', madeMs: 5 });
    const refused = child.backUp();
    says({ kind: 'not-backed-up', reason: 'the disk is full' });
    await expect(refused).rejects.toThrow('the disk is full');
    const cut = child.backUp();
    newest().emit('exit', 9);
    await expect(cut).rejects.toThrow('the station ended before');
    await expect(child.backUp()).rejects.toThrow('does not run');
    await expect(child.downParts()).rejects.toThrow('does not run');
  });
});
