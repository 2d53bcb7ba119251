/**
 * Evidence for the rest of the station: clips of the cameras that an alarm, an incident or a mark concerns, the disk that they are on,
 * exports of cases. In: the cameras' streams, alarm and incident events, who finds people. Out: the server's port, what is wrong with the
 * disk, health, a part.
 */
import { randomUUID } from 'node:crypto';
import { statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { PartHealth } from '../../src-contract/api/system.ts';
import type { AlarmTransition, Condition } from '../../src-contract/domain/alarm.ts';
import type { FrameAnalysis } from '../detection/frame-analysis.ts';
import { KavachError } from '../errors.ts';
import { createClipRecorder } from '../evidence/clip-recorder.ts';
import { createClipShelf } from '../evidence/clip-shelf.ts';
import { createExportDesk, type ExportDesk } from '../evidence/export/export-desk.ts';
import { loadStationKey } from '../evidence/export/station-key.ts';
import type { EvidencePort } from '../server/evidence-port.ts';
import { findFfmpeg } from '../sources/find-ffmpeg.ts';
import { maskBoxes, maskFilters } from '../sources/mask-boxes.ts';
import type { Store } from '../store/open-store.ts';
import { isWholeStore } from '../store/opening.ts';
import type { Base } from './base.ts';
import type { CameraSeat } from './camera-desk.ts';
import { caseWith } from './case-papers.ts';
import { keepWhatMatters } from './clip-causes.ts';
import { clipFiles, storedFile } from './clip-files.ts';
import { evidencePart } from './evidence-part.ts';
import { diskLowCondition, evidenceHealth } from './evidence-state.ts';
import type { Incidents } from './incidents.ts';
import type { Part } from './parts.ts';
import { findPeopleWith, hideFacesWith } from './people-finder.ts';

interface EvidenceOptions extends Base {
  readonly store: Store;
  readonly seats: ReadonlyMap<string, CameraSeat>;
  readonly incidents: Incidents;
  readonly analysis: Pick<FrameAnalysis, 'analyse' | 'models'>;
  readonly onAlarm: (listener: (event: AlarmTransition) => void) => void;
}

export interface StationEvidence {
  readonly port: EvidencePort;
  readonly part: Part;
  conditions(): readonly Condition[];
  health(): readonly PartHealth[];
}

const dayMs = 86_400_000;

export function createStationEvidence(options: EvidenceOptions): StationEvidence {
  const { store, seats, incidents, analysis, site, settings, dataFolder, clock, log: parent } = options;
  const log = parent.child({ part: 'evidence' });
  const records = store.evidence;
  const [folder, newId, nowMs] = [join(dataFolder, 'clips'), randomUUID, clock.nowMs];
  const { evidence: rules, retention } = site;
  const freeBytes = (): number => freeBytesOf(dataFolder);
  const limits = {
    keepMs: retention.clips_days * dayMs,
    mostBytes: retention.clips_mb * 2 ** 20,
    keepFreeBytes: rules.keep_free_mb * 2 ** 20,
  };
  const shelf = createClipShelf({ folder, records, limits, freeBytes, nowMs, log });
  const times = { beforeMs: rules.before_s * 1000, afterMs: rules.after_s * 1000 };
  const recorder = createClipRecorder({
    ...{ folder, records, newId, nowMs, log, onFull: () => void shelf.tidy() },
    rules: { ...times, ringBytes: rules.ring_mb * 2 ** 20 },
  });
  const ffmpeg = findFfmpeg({ ...process.env, KAVACH_FFMPEG: settings.KAVACH_FFMPEG });
  const ffmpegPath = ffmpeg.kind === 'found' ? ffmpeg.path : 'ffmpeg';
  const key = loadStationKey(dataFolder);
  const cameras = () => [...seats.values()].map(({ config }) => config);
  const people = findPeopleWith(analysis, 'evidence export');
  const masksOf = (id: string): string[] => maskFilters(maskBoxes(seats.get(id)?.config.masks ?? []));
  const exports = createExportDesk({
    ...{ ffmpegPath, find: people.find, finder: people.finder, key, station: site.station.name, pathOf: shelf.pathOf, masksOf },
    ...{ folder: join(dataFolder, 'exports'), records, freeBytes, keepMs: retention.exports_days * dayMs, newId, nowMs, log },
    gather: (order, clips) => caseWith({ store, incidents: incidents.port, cameras }, order, clips),
  });
  if (rules.record)
    keepWhatMatters({ recorder, records, cameras, priorities: rules.priorities, incidents, onAlarm: options.onAlarm });

  return {
    port: {
      records,
      ...{ exports: exportsPort(exports), ...clipFiles(store, shelf, folder, ffmpegPath) },
      lock(lock) {
        if (lock.kind === 'clip' && records.find(lock.id) === null)
          throw new KavachError('NOT_FOUND', `No clip ${lock.id} here. It may have been removed; ask for the list again.`);
        records.lock(lock);
      },
      mark(said) {
        if (!seats.has(said.cameraId)) return null;
        const mark = { ...said, id: newId() };
        records.addMark(mark);
        if (rules.record) recorder.keep([mark.cameraId], { kind: 'mark', id: mark.id, atMs: mark.atMs });
        return mark;
      },
      hideFaces: hideFacesWith(analysis),
      standing: async () => {
        const { cameras: recordedCameras, recording } = recorder.figures();
        const known = { fingerprint: key.fingerprint, foundBy: await people.finder(), keepMs: limits.keepMs };
        return { ...shelf.state(), ...times, ...known, recordedCameras, recording };
      },
    },
    part: evidencePart({
      shelf,
      recorder,
      exports,
      seats: rules.record ? seats : new Map(),
      isOwnStore: isWholeStore(store.opened),
    }),
    conditions: () => diskLowCondition(shelf.disk()),
    health: () => [evidenceHealth(shelf.state())],
  };
}

function exportsPort(exports: ExportDesk): EvidencePort['exports'] {
  const { start, list, verify, remove } = exports;
  return {
    ...{ start, list, verify, remove },
    measure: ({ subject }) => exports.measure({ subject, reason: '', purpose: null }),
    file: async (id) => storedFile(exports.file(id)),
  };
}

function freeBytesOf(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}
