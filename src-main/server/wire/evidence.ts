/** Evidence in the words of the API. */
import type { ClipReply, ExportReply, MarkReply, ProofReply, StorageReply } from '../../../src-contract/api/evidence.ts';
import type { ArchiveProof, CaseExport, EvidenceLock, KeptClip, Mark } from '../../../src-contract/domain/evidence.ts';
import type { EvidenceStanding } from '../evidence-port.ts';
import { isoTime } from './figures.ts';

export function clipOnWire({ cameraId, fromMs, toMs, missingMs, lostFrames, causes, locks, ...clip }: KeptClip): ClipReply {
  return {
    ...clip,
    camera: cameraId,
    from: isoTime(fromMs),
    to: isoTime(toMs),
    missing_s: missingMs / 1000,
    lost_frames: lostFrames,
    causes: causes.map(({ kind, id, atMs }) => ({ kind, id, at: isoTime(atMs) })),
    locks: locks.map(lockOnWire),
  };
}

export function lockOnWire({ atMs, ...lock }: EvidenceLock): ClipReply['locks'][number] {
  return { ...lock, at: isoTime(atMs) };
}

export function markOnWire({ cameraId, atMs, ...mark }: Mark): MarkReply {
  return { ...mark, camera: cameraId, at: isoTime(atMs) };
}

export function exportOnWire({ order, atMs, expiresMs, state, ...made }: CaseExport): ExportReply {
  const { subject, reason, purpose } = order;
  const times = { at: isoTime(atMs), expires_at: isoTime(expiresMs) };
  return { ...made, subject, reason, purpose, ...times, state: stateOnWire(state) };
}

function stateOnWire(state: CaseExport['state']): ExportReply['state'] {
  if (state.kind !== 'ready') return state;
  const { kind, bytes, records, sealHash } = state;
  return { kind, bytes, records, seal_hash: sealHash };
}

export function proofOnWire(proof: ArchiveProof): ProofReply {
  if (proof.kind === 'broken') return { whole: false, records: null, key_fingerprint: null, faults: [...proof.faults] };
  return { whole: true, records: proof.records, key_fingerprint: proof.fingerprint, faults: [] };
}

export function standingOnWire(now: EvidenceStanding): StorageReply {
  return {
    clips: now.clips,
    used_bytes: now.bytes,
    limit_bytes: now.mostBytes,
    locked_clips: now.lockedClips,
    locked_bytes: now.lockedBytes,
    free_bytes: now.freeBytes,
    keep_free_bytes: now.keepFreeBytes,
    dropped_for_disk: now.droppedForDisk,
    recorded_cameras: now.recordedCameras,
    recording: now.recording,
    before_s: now.beforeMs / 1000,
    after_s: now.afterMs / 1000,
    keep_days: now.keepMs / 86_400_000,
    key_fingerprint: now.fingerprint,
    found_by: now.foundBy,
  };
}
