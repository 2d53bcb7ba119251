/**
 * Whether the page in a window lives. In: Electron's events of it, and whether it answers when it is asked every few seconds. Out: its
 * health. A page that dies is loaded again after a growing wait; one that hangs is ended first, and then is one that died.
 */
import type { Log } from '../log.ts';
import type { ShellWindow } from './electron-parts.ts';

export interface PageWatch {
  /** Loaded, neither dead nor stuck. */
  isAlive(): boolean;
  /** Something else is about to be loaded. */
  loading(): void;
}

interface PageWatchOptions {
  readonly window: ShellWindow;
  /** Its health has changed; `failed`: it could not be loaded. */
  readonly onPage: (failed: boolean) => void;
  readonly log: Log;
}

type Health = 'loading' | 'alive' | 'hung' | 'gone';

const askEveryMs = 5000;
const answerLimitMs = 10_000;
/** After that. Long enough for a page that is busy with a big import. */
const hangLimitMs = 20_000;
const reloadAfterMs = { first: 500, most: 30_000 };
const steadyMs = 60_000;
/** Another load overtook it. */
const abortedCode = -3;

export function watchPage({ window, onPage, log }: PageWatchOptions): PageWatch {
  const { webContents } = window;
  let health: Health = 'loading';
  let waitMs = reloadAfterMs.first;
  let steady: NodeJS.Timeout | undefined;
  const become = (next: Health, failed = false): void => {
    health = next;
    onPage(failed);
  };
  webContents.on('did-finish-load', () => {
    clearTimeout(steady);
    steady = setTimeout(() => {
      waitMs = reloadAfterMs.first;
    }, steadyMs);
    if (health !== 'gone') become('alive');
  });
  webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame || code === abortedCode) return;
    log.warn({ code, description }, 'a page could not be loaded');
    become('gone', true);
  });
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    log.error({ reason, exitCode, waitMs }, 'a page died; it is loaded again');
    clearTimeout(steady);
    become('gone');
    setTimeout(() => {
      if (window.isDestroyed()) return;
      health = 'loading';
      webContents.reload();
    }, waitMs);
    waitMs = Math.min(waitMs * 2, reloadAfterMs.most);
  });
  askAgainAndAgain(window, {
    isAlive: () => health === 'alive',
    onHang() {
      log.error({ limitMs: hangLimitMs }, 'a page hangs; it is ended unless it comes back');
      become('hung');
    },
    onAnswer: () => health === 'hung' && become('alive'),
  });
  return {
    isAlive: () => health === 'alive',
    loading() {
      // A change of what stands behind the # loads nothing, so one that lives goes on living.
      if (health !== 'alive') health = 'loading';
    },
  };
}

interface Asked {
  readonly isAlive: () => boolean;
  readonly onHang: () => void;
  readonly onAnswer: () => void;
}

/** Electron itself notices a page that hangs only when somebody clicks on it. */
function askAgainAndAgain(window: ShellWindow, { isAlive, onHang, onAnswer }: Asked): void {
  const { webContents } = window;
  let late: NodeJS.Timeout | undefined;
  const answered = (): void => {
    clearTimeout(late);
    late = undefined;
  };
  const ask = setInterval(() => {
    if (!isAlive() || late !== undefined) return;
    late = setTimeout(() => {
      onHang();
      late = setTimeout(() => webContents.forcefullyCrashRenderer(), hangLimitMs);
    }, answerLimitMs);
    webContents.executeJavaScript('0').then(
      () => {
        answered();
        onAnswer();
      },
      // It went elsewhere meanwhile.
      answered,
    );
  }, askEveryMs);
  webContents.on('render-process-gone', answered);
  window.on('closed', () => {
    clearInterval(ask);
    answered();
  });
}
