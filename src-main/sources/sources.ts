/** The kinds of camera. A new one is a file, a line here, its protocol in src-contract/camera-address.ts, and a test. */
import { file } from './file.ts';
import { http } from './http.ts';
import { rtsp } from './rtsp.ts';
import type { SourceKind } from './source-kind.ts';
import { twin } from './twin.ts';

type SourceRegistry = Readonly<Record<string, SourceKind>>;

const sources = { rtsp, http, file, twin } satisfies SourceRegistry;

/** null when no kind takes the address; checkCameraAddress has then refused it before. */
export function kindOf(source: string): SourceKind | null {
  return Object.values<SourceKind>(sources).find((kind) => kind.matches(source)) ?? null;
}
