/**
 * What no page in the shell may do, whatever has got into it: go elsewhere than its station, open windows of its choice, embed others'
 * pages, or have the machine's devices. In: Electron's session and each page that it makes. Links to elsewhere go to the person's browser,
 * by https alone, and only from a page of the station.
 */
import type { Log } from '../log.ts';
import type { ElectronParts, ShellContents, ShellSession } from './electron-parts.ts';
import { shellOrigin } from './shell-page.ts';

/** What the station's pages ask for; all else is refused. A key is copied to the clipboard; a camera fills the screen. */
const granted: ReadonlySet<string> = new Set(['fullscreen', 'clipboard-sanitized-write']);

export interface ShellGuard {
  isOurs(url: string): boolean;
  isStation(url: string): boolean;
  /** Of every page that Electron makes, ours or not. */
  contents(contents: ShellContents): void;
}

interface GuardOptions extends Pick<ElectronParts, 'shell'> {
  /** Null until the station has told it. */
  readonly stationOrigin: () => string | null;
  /** For windows that a page may open: a report to be printed, a picture. */
  readonly childPreferences: Electron.WebPreferences;
  readonly log: Log;
}

export function createGuard({ shell, stationOrigin, childPreferences, log }: GuardOptions): ShellGuard {
  const isStation = (url: string): boolean => {
    const origin = stationOrigin();
    return origin !== null && originOf(url) === origin;
  };
  const isOurs = (url: string): boolean => isStation(url) || originOf(url) === shellOrigin;
  return {
    ...{ isOurs, isStation },
    contents(contents) {
      const refuse = (event: { readonly url: string; preventDefault(): void }): void => {
        if (isOurs(event.url)) return;
        event.preventDefault();
        log.warn({ to: originOf(event.url) }, 'a page wanted to go elsewhere; it was refused');
      };
      contents.on('will-frame-navigate', refuse);
      contents.on('will-redirect', refuse);
      contents.on('will-attach-webview', (event) => event.preventDefault());
      contents.setWindowOpenHandler(({ url }) => {
        if (isStation(url) && isStation(contents.getURL()))
          return { action: 'allow', overrideBrowserWindowOptions: { webPreferences: childPreferences } };
        if (isStation(contents.getURL()) && isSafeOutside(url)) void shell.openExternal(url);
        else log.warn({ to: originOf(url) }, 'a page wanted to open a window; it was refused');
        return { action: 'deny' };
      });
    },
  };
}

export function guardSession(session: ShellSession, guard: Pick<ShellGuard, 'isStation'>): void {
  session.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(granted.has(permission) && guard.isStation(requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => granted.has(permission) && guard.isStation(requestingOrigin),
  );
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.on('will-download', (event, item) => {
    const [from] = item.getURLChain();
    // A page makes a file of its own by blob:, whose origin is the page's.
    if (from === undefined || !guard.isStation(from)) event.preventDefault();
  });
}

function isSafeOutside(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, username, password } = new URL(url);
  return protocol === 'https:' && username === '' && password === '';
}

/** Of the shell's own scheme too, whose origin Node takes for none. */
function originOf(url: string): string {
  if (!URL.canParse(url)) return 'nowhere';
  const { origin, protocol, host } = new URL(url);
  return origin === 'null' && host !== '' ? `${protocol}//${host}` : origin;
}
