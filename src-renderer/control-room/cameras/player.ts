/** What both players of live pictures look like to the view that holds them. */

export interface Player {
  push(bytes: ArrayBuffer): void;
  destroy(): void;
}

export interface PlayerEvents {
  /** Each time a picture is shown, or nearly so. */
  readonly onPicture: () => void;
  /** It can't go on: the stream must be asked for anew. */
  readonly onBroken: () => void;
}
