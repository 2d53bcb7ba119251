/**
 * `file:NAME`: a clip beside the site file, played at its own pace and begun again when it ends. Its real place (links
 * followed) must be inside the site file's folder, and only containers that can't name other files are read.
 */
import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import type { SourceKind } from './source-kind.ts';

/** No playlist, script or image-sequence reader is among them. */
const containers = 'mov,matroska,webm,avi,mpegts,mpeg,h264,hevc,m4v,mjpeg,flv,nut,ivf,asf';

export const file: SourceKind = {
  matches: (source) => source.startsWith('file:'),
  prepare: async ({ source, siteFolder }) => {
    const name = source.slice('file:'.length);
    const path = await realpath(join(siteFolder, name)).catch(() => null);
    if (path === null) return { ok: false, reason: `${name} is not there; put it beside the site file` };
    const inside = relative(await realpath(siteFolder), path);
    if (inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return { ok: false, reason: `${name} leads outside the site's folder` };
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return { ok: false, reason: `${name} is not a file` };
    const limits = ['-protocol_whitelist', 'file', '-format_whitelist', containers];
    return { ok: true, args: [...limits, '-re', '-stream_loop', '-1', '-i', `file:${path}`], feed: null };
  },
};
