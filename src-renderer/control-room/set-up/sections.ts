/**
 * The sections of the Set-up screen, in their order. A new one is one line here: its group, who may see it, its name, what it shows. Each
 * is loaded when it is opened, because the palette lists them all.
 */
import { type ComponentType, lazy } from 'react';
import type { CallerReply } from '../../../src-contract/api/auth.ts';
import type { Catalogue } from '../i18n/en.ts';
import { isAdmin } from '../station/session-store.ts';

export interface SetUpSection {
  /** In the address, so that other screens can lead here. */
  readonly name: string;
  readonly group: 'people' | 'station' | 'system';
  /** An administrator sees what an operator sees. */
  readonly from: 'operator' | 'admin';
  readonly label: (t: Catalogue) => string;
  readonly Section: ComponentType;
}

const loaded = (load: () => Promise<ComponentType>): ComponentType => lazy(async () => ({ default: await load() }));
const Phones = loaded(async () => (await import('./phones-section.tsx')).PhonesSection);
const People = loaded(async () => (await import('./people-section.tsx')).PeopleSection);
const Programs = loaded(async () => (await import('./programs-section.tsx')).ProgramsSection);
const Sensors = loaded(async () => (await import('../sensors/sensors-section.tsx')).SensorsSection);
const Cameras = loaded(async () => (await import('../camera-set-up/camera-set-up-screen.tsx')).CameraSetUpScreen);
const Thresholds = loaded(async () => (await import('../thresholds/thresholds-section.tsx')).ThresholdsSection);
const Backups = loaded(async () => (await import('../backups/backups-section.tsx')).BackupsSection);
const Retention = loaded(async () => (await import('../care/retention-section.tsx')).RetentionSection);
const Relay = loaded(async () => (await import('./relay-section.tsx')).RelaySection);
const Health = loaded(async () => (await import('../care/health-section.tsx')).HealthSection);
const Audit = loaded(async () => (await import('./audit-section.tsx')).AuditSection);

/** Those of a group stand together. */
const setUpSections: readonly SetUpSection[] = [
  { name: 'phones', group: 'people', from: 'operator', label: (t) => t.setUp.sections.phones, Section: Phones },
  { name: 'people', group: 'people', from: 'admin', label: (t) => t.setUp.sections.people, Section: People },
  { name: 'programs', group: 'people', from: 'admin', label: (t) => t.setUp.sections.programs, Section: Programs },
  { name: 'cameras', group: 'station', from: 'admin', label: (t) => t.setUp.sections.cameras, Section: Cameras },
  { name: 'sensors', group: 'station', from: 'operator', label: (t) => t.setUp.sections.sensors, Section: Sensors },
  { name: 'thresholds', group: 'station', from: 'admin', label: (t) => t.thresholds.section, Section: Thresholds },
  { name: 'retention', group: 'station', from: 'admin', label: (t) => t.care.retention.section, Section: Retention },
  { name: 'backups', group: 'station', from: 'admin', label: (t) => t.backups.title, Section: Backups },
  { name: 'relay', group: 'system', from: 'operator', label: (t) => t.setUp.sections.relay, Section: Relay },
  { name: 'health', group: 'system', from: 'admin', label: (t) => t.care.health.section, Section: Health },
  { name: 'audit', group: 'system', from: 'admin', label: (t) => t.setUp.sections.audit, Section: Audit },
];

export function sectionsFor(caller: CallerReply | null): readonly SetUpSection[] {
  return setUpSections.filter(({ from }) => from === 'operator' || isAdmin(caller));
}
