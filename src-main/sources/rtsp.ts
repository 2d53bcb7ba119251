/**
 * `rtsp://` and `rtsps://`, over TCP alone: UDP loses packets on a busy station network and needs ports opened. ffmpeg has no
 * way to take a password but in the address, so it stands in the process list of the station's own machine, which only its
 * administrators may use.
 */
import type { SourceKind } from './source-kind.ts';

/** A camera that doesn't answer within this is tried again; ffmpeg notices late (6 s were seen), camera.ts watches too. */
const timeoutUs = 3_000_000;

export const rtsp: SourceKind = {
  matches: (source) => /^rtsps?:\/\//i.test(source),
  prepare: async ({ source, patient }) => {
    // How long ffmpeg studies the stream before it starts. Some cameras only tell their size with the next key frame.
    const study = patient ? '8000000' : '500000';
    const args = [
      '-protocol_whitelist',
      'rtsp,rtsps,rtp,tcp,tls,crypto',
      '-rtsp_transport',
      'tcp',
      '-allowed_media_types',
      'video',
    ];
    return {
      ok: true,
      args: [
        ...args,
        '-timeout',
        `${timeoutUs}`,
        '-flags',
        'low_delay',
        '-probesize',
        study,
        '-analyzeduration',
        study,
        '-i',
        source,
      ],
      feed: null,
    };
  },
};
