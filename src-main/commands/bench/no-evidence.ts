/** The evidence of a station that records no camera: its store and nothing else. For benches and tests of the server alone. */
import { KavachError } from '../../errors.ts';
import type { EvidencePort } from '../../server/evidence-port.ts';
import type { Store } from '../../store/open-store.ts';

export function noEvidence({ evidence: records }: Store): EvidencePort {
  return {
    records,
    lock: records.lock,
    ...{ video: async () => null, still: async () => null, mark: () => null },
    standing: async () => ({
      ...records.sums(),
      ...{ mostBytes: 0, freeBytes: 0, keepFreeBytes: 0, droppedForDisk: 0, recordedCameras: 0, recording: 0 },
      ...{ beforeMs: 0, afterMs: 0, keepMs: 0, fingerprint: '', foundBy: { face: null, body: null } },
    }),
    hideFaces: () => Promise.reject(new KavachError('UNAVAILABLE', 'Nothing looks for faces here.')),
    exports: {
      measure: () => ({ clips: 0, bytes: 0 }),
      start: () => Promise.reject(new KavachError('UNAVAILABLE', 'Nothing is exported here.')),
      ...{ list: () => [], file: async () => null, verify: async () => null, remove: async () => false },
    },
  };
}
