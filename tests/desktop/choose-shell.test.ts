/** What `npm start` starts, and what it says about it: the window where all is there for one, else the station alone, with the reason. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseShell } from '../../tools/desktop.mjs';

beforeEach(() => {
  vi.stubEnv('DISPLAY', ':0');
  vi.stubEnv('WAYLAND_DISPLAY', '');
  vi.stubEnv('ELECTRON_PATH', process.execPath);
  if (process.getuid !== undefined) vi.spyOn(process, 'getuid').mockReturnValue(1000);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('npm start', () => {
  it('opens the window where a binary and a display are there', async () => {
    expect(await chooseShell(['--port', '0'])).toEqual({
      electron: process.execPath,
      why: `with the desktop window (${process.execPath})`,
    });
  });

  it('runs headless when it is told to, and says so', async () => {
    expect(await chooseShell(['--headless'])).toEqual({ electron: null, why: 'headless, because --headless was given' });
  });

  it('names a binary that is not there', async () => {
    vi.stubEnv('ELECTRON_PATH', '/nowhere/electron');
    expect(await chooseShell([])).toMatchObject({ electron: null, why: expect.stringContaining('/nowhere/electron') });
  });

  it.runIf(process.platform === 'linux')('runs headless without a display, and for root', async () => {
    vi.spyOn(process, 'getuid').mockReturnValue(0);
    expect(await chooseShell([])).toMatchObject({ electron: null, why: expect.stringContaining('root') });
    vi.stubEnv('DISPLAY', '');
    expect(await chooseShell([])).toMatchObject({ electron: null, why: expect.stringContaining('no display') });
  });
});
