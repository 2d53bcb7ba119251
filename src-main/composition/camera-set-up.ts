/** Cameras before they are saved, for the server: the real source with its limits, and ONVIF. Two at once, so that the live cameras keep their room. */
import { checkCameraAddress } from '../../src-contract/camera-address.ts';
import type { Clock } from '../clock.ts';
import { KavachError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { CameraSetUpPort } from '../server/camera-set-up-port.ts';
import type { Settings } from '../settings.ts';
import type { SiteDesk } from '../site-desk.ts';
import { unmasked } from '../site-edits.ts';
import { findFfmpeg } from '../sources/find-ffmpeg.ts';
import { onvifStreams } from '../sources/onvif/device-streams.ts';
import { discoverOnvif } from '../sources/onvif/discover.ts';
import { tryCamera } from '../sources/try-camera.ts';
import type { Twin } from '../twin/twin.ts';

interface CameraSetUpOptions {
  /** Where `file:` clips are. */
  readonly siteFolder: string;
  readonly siteDesk: Pick<SiteDesk, 'current'>;
  readonly settings: Pick<Settings, 'KAVACH_FFMPEG'>;
  readonly twin: Pick<Twin, 'feed'> | null;
  readonly clock: Clock;
  readonly log: Log;
}

const mostAtOnce = 2;

export function createCameraSetUp({ siteFolder, siteDesk, settings, twin, clock, log }: CameraSetUpOptions): CameraSetUpPort {
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  let running = 0;

  async function limited<T>(work: () => Promise<T>): Promise<T> {
    if (running >= mostAtOnce) {
      throw new KavachError(
        'RATE_LIMITED',
        'Two cameras are being tried or looked for already; wait some seconds and try again.',
      );
    }
    running += 1;
    try {
      return await work();
    } finally {
      running -= 1;
    }
  }

  return {
    test({ address, cameraId }, signal) {
      const kept = siteDesk.current().cameras.find(({ id }) => id === cameraId)?.source ?? '';
      const source = unmasked(address, kept);
      const check = checkCameraAddress(source);
      if (!check.ok)
        return Promise.resolve({ ok: false, reason: `This address is not taken (${check.found}). Write ${check.allowed}.` });
      return limited(() => tryCamera({ source, siteFolder, ffmpeg, twinFeed: twin?.feed ?? null, clock, log, signal }));
    },
    discover: (signal) => limited(() => discoverOnvif({ signal })),
    streams: async (asked, signal) => {
      const answer = await limited(() => onvifStreams({ ...asked, signal }));
      return answer.ok ? { ok: true, streams: [...answer.streams] } : answer;
    },
  };
}
