/** The part of @cycjimmy/jsmpeg-player that is used here; the package has no types. */
declare module '@cycjimmy/jsmpeg-player' {
  interface PlayerOptions {
    readonly source: new () => object;
    readonly canvas: HTMLCanvasElement;
    readonly audio: boolean;
    readonly autoplay: boolean;
    readonly pauseWhenHidden: boolean;
    readonly disableGl: boolean;
    readonly disableWebAssembly: boolean;
    readonly videoBufferSize: number;
    readonly onVideoDecode: () => void;
  }
  const JSMpeg: { readonly Player: new (url: string, options: PlayerOptions) => { destroy(): void } };
  // biome-ignore lint/style/noDefaultExport: the package has one
  export default JSMpeg;
}
