/**
 * What of Electron the desktop uses, and nothing more: electron-main.ts fills it with the real parts, a test with a stand-in. Every member
 * is Electron's own type, so that neither can lie without failing to compile.
 */
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Cookies,
  Dialog,
  ForkOptions,
  IpcMain,
  Menu,
  NativeImage,
  Notification,
  NotificationConstructorOptions,
  PowerSaveBlocker,
  Protocol,
  Screen,
  Session,
  Shell,
  Tray,
  UtilityProcess,
  WebContents,
} from 'electron';

export type ShellContents = Pick<
  WebContents,
  'id' | 'on' | 'setWindowOpenHandler' | 'getURL' | 'reload' | 'forcefullyCrashRenderer' | 'executeJavaScript'
>;

export type ShellWindow = Pick<BrowserWindow, 'on' | 'loadURL' | 'show' | 'focus' | 'restore' | 'close' | 'destroy'> &
  Pick<BrowserWindow, 'isFocused' | 'isMinimized' | 'isFullScreen' | 'isKiosk' | 'isDestroyed'> &
  Pick<BrowserWindow, 'setKiosk' | 'setFullScreen' | 'getNormalBounds' | 'getBounds'> & { readonly webContents: ShellContents };

export type ShellTray = Pick<Tray, 'on' | 'setImage' | 'setToolTip' | 'setContextMenu' | 'destroy'>;
export type ShellNotification = Pick<Notification, 'on' | 'show' | 'close'>;
export type StationProcessHandle = Pick<UtilityProcess, 'on' | 'postMessage' | 'kill' | 'pid' | 'stdout' | 'stderr'>;

export type ShellSession = Pick<
  Session,
  | 'on'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setDisplayMediaRequestHandler'
> & { readonly protocol: Pick<Protocol, 'handle'>; readonly cookies: Pick<Cookies, 'get'> };

/** There once Electron is ready. */
export interface ElectronParts {
  readonly app: Pick<App, 'on' | 'exit' | 'relaunch' | 'releaseSingleInstanceLock' | 'getPath' | 'getPreferredSystemLanguages'>;
  readonly session: ShellSession;
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>;
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly shell: Pick<Shell, 'openExternal' | 'beep'>;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  makeWindow(options: BrowserWindowConstructorOptions): ShellWindow;
  makeTray(image: NativeImage): ShellTray;
  makeNotification(options: NotificationConstructorOptions): ShellNotification;
  /** `pixels`: BGRA, row-major. */
  makeImage(pixels: Buffer, size: { readonly width: number; readonly height: number }): NativeImage;
  fork(modulePath: string, args: string[], options: ForkOptions): StationProcessHandle;
}
