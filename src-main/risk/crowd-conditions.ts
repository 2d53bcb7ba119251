/**
 * Zones that an operator has to be told of. In: the site, its state and its risk; out: one condition a zone from amber up. A
 * zone that isn't measured is not listed and not called normal either: condition-knowledge.ts says so, and alarms/ then waits.
 */
import type { AlarmPriority, AlarmSubject, Condition } from '../../src-contract/domain/alarm.ts';
import { type Band, bands } from '../../src-contract/domain/band.ts';
import type { JudgedState, JudgedZone } from '../../src-contract/domain/judged-tick.ts';
import type { RiskState, ZoneRisk } from '../../src-contract/domain/site-state.ts';
import type { SiteConfig } from '../../src-contract/site-config.ts';
import { conditionKey, pictureLostKeys } from './condition-key.ts';

const priorityOfBand: Record<Band, AlarmPriority | null> = {
  unknown: null,
  green: null,
  amber: 'low',
  orange: 'medium',
  red: 'high',
  black: 'high',
};

/** Seconds until an action comes too late to change the band (M: no figure in our sources; a platform takes four minutes to clear). */
const timeToActS: Record<AlarmPriority, number> = { low: 300, medium: 120, high: 60 };

export function crowdConditions(site: SiteConfig, state: JudgedState, risk: RiskState): readonly Condition[] {
  const zones = new Map(state.zones.map((zone) => [zone.id, zone]));
  return risk.zones.flatMap((zoneRisk) => {
    const zone = zones.get(zoneRisk.zoneId);
    const priority = priorityOfBand[zoneRisk.band];
    return zone === undefined || priority === null ? [] : [crowdCondition(site, zone, zoneRisk, priority)];
  });
}

function crowdCondition(site: SiteConfig, zone: JudgedZone, risk: ZoneRisk, priority: AlarmPriority): Condition {
  const subject: AlarmSubject = { type: 'zone', id: zone.id };
  return {
    key: conditionKey('crowd-density', subject),
    kind: 'crowd-density',
    subject,
    priority,
    facts: crowdFacts(zone, risk),
    onDelayMs: site.alarms.on_delay_s * 1000,
    offDelayMs: site.alarms.off_delay_s * 1000,
    latching: false,
    timeToActS: timeToActS[priority],
    inhibitedBy: onlyView(site, zone.id),
  };
}

/** `edge` is the one that the figure itself came over; `value` and `edge` are persons/m², or shares of capacity, by `basis`. */
function crowdFacts(zone: JudgedZone, risk: ZoneRisk): Condition['facts'] {
  const level = bands.indexOf(risk.band) - 1 - (risk.stepUps.length > 0 ? 1 : 0);
  return {
    zoneName: zone.name,
    band: risk.band,
    basis: risk.basis,
    value: risk.value === null ? null : rounded(risk.value, 2),
    edge: risk.edges[level - 1] ?? null,
    count: zone.count === null ? null : rounded(zone.count, 0),
    capacity: zone.capacity,
    stepUps: risk.stepUps.join(','),
    timeToRedS: risk.timeToRedS === null ? null : rounded(risk.timeToRedS, 0),
    confidence: rounded(zone.confidence, 2),
    ...(zone.saturated ? { saturated: 'yes' } : {}),
  };
}

/** A lost camera explains its zone's alarm only when no other camera still looks at the zone. */
function onlyView(site: SiteConfig, zoneId: string): readonly string[] {
  const [camera, another] = site.cameras.filter((candidate) => candidate.zones.some((view) => view.zone === zoneId));
  return camera === undefined || another !== undefined ? [] : pictureLostKeys(camera.id);
}

function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
