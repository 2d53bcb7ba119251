/** How programs of one kind take each other's place. One file a kind; the order of the steps is install-update.ts. */

/** Of the installers that there is a way for; programs from others are only told of an update. */
export type InstallerEnding = 'AppImage' | 'deb';

export interface FetchedUpdate {
  readonly version: string;
  readonly file: string;
  /** As it was signed, base64. */
  readonly sha512: string;
}

export interface InstallWay {
  readonly ending: InstallerEnding;
  /** Absolute: the one in use. */
  readonly program: string;
  /** What it was started with. */
  readonly args: readonly string[];
  /** Rights are asked for: so it is never done by itself, and while the station still runs. */
  readonly needsPerson: boolean;
  /** Lays ready what the exchange and the way back need, and changes nothing yet. Rejects with what to do about it. */
  layReady(update: FetchedUpdate): Promise<void>;
  /** There will be no exchange. */
  dropReady(): Promise<void>;
  exchange(): Promise<void>;
  /** After an exchange that failed. */
  undo(): Promise<void>;
  /** The earlier program again, from what was laid ready for that. */
  putBack(): Promise<void>;
  /** What is in place is the desktop once this process has ended. `isOnTrial`: guarded by the earlier one, where the kind allows it. */
  handOver(isOnTrial: boolean): Promise<void>;
}
