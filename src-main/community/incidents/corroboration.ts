/**
 * Which reports tell of one event, and how far it is to be believed. In: open incidents, a report's place and time, who reported, what
 * the sensors say. Out: the incident to join, and a confidence 0..1. Pure.
 */
import type { Band } from '../../../src-contract/domain/band.ts';
import type { ActorKind, Incident, Place } from '../../../src-contract/domain/incident.ts';

/** A phone's fix under a station roof errs by 10 to 20 m, and two people may stand on either side of what they both report. */
const joinWithinM = 30;
/** Counted from the newest report, so that a crush that goes on stays one incident; a platform is cleared in four (see the figures). */
const joinWithinMs = 5 * 60_000;
/** More places than this at once are one station in uproar: a further report joins the nearest instead of opening one more. */
const mostAtOnce = 100;
/** So many that nobody ever resolved are a bound on memory and nothing else. */
const mostOpen = 2000;

/** How often a report by one of them alone is right. Judgement, not measured: staff are trained, a service passes strangers on. */
const weights: Readonly<Record<ActorKind, number>> = { staff: 0.6, operator: 0.8, service: 0.4, station: 0.5 };

/**
 * How much more often the sensors show this band when a report is true than when it isn't (judgement). A quiet zone says little
 * against a panic, for a fight or a fall fills no platform; a crush says a lot for it.
 */
const bandRatio: Readonly<Record<Band, number>> = { unknown: 1, green: 0.7, amber: 1, orange: 2, red: 4, black: 6 };

/** Nothing that people say is certain either way. */
const confidenceRange = { least: 0.05, most: 0.99 } as const;

export function witnessWeight(kind: ActorKind): number {
  return weights[kind];
}

/**
 * Independent reporters by noisy-or, 1 − Π(1 − wᵢ) (Pearl, Probabilistic Reasoning in Intelligent Systems, 1988, 4.3.2), then its odds
 * times the ratio of the sensors' band (Bayes).
 */
export function confidence(witnessWeights: readonly number[], band: Band): number {
  const wrong = witnessWeights.reduce((product, weight) => product * (1 - weight), 1);
  if (wrong === 1) return confidenceRange.least;
  const odds = ((1 - wrong) / Math.max(wrong, 1e-9)) * bandRatio[band];
  const bounded = Math.min(confidenceRange.most, Math.max(confidenceRange.least, odds / (1 + odds)));
  return Math.round(bounded * 10_000) / 10_000;
}

/** The open panic incident that a report of this place and time belongs to; null when it is a new one. Of two, the nearer, then the older. */
export function incidentToJoin(open: readonly Incident[], place: Place, nowMs: number): Incident | null {
  const panics = open.filter((incident) => incident.kind === 'panic' && incident.status !== 'resolved');
  // Either way: the clock may have been set back while the station was down.
  const recent = panics.filter(({ newestReportMs }) => Math.abs(nowMs - (newestReportMs ?? 0)) <= joinWithinMs);
  const joined = nearest(recent, place, joinWithinM);
  if (joined !== null) return joined;
  if (recent.length >= mostAtOnce) return nearest(recent, place, Infinity);
  return panics.length < mostOpen ? null : nearest(panics, place, Infinity);
}

function nearest(incidents: readonly Incident[], place: Place, withinM: number): Incident | null {
  const byDistance = incidents
    .map((incident) => ({ incident, distanceM: distanceM(incident.place, place) }))
    .filter(({ distanceM }) => distanceM <= withinM)
    .toSorted((a, b) => compare(a.distanceM, b.distanceM) || a.incident.createdMs - b.incident.createdMs);
  return byDistance[0]?.incident ?? null;
}

/** Infinity minus infinity is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

/**
 * By the plan where both places are on it. Else two reports of one zone count as just near enough, and so do two that name no place at
 * all: nobody could tell them apart.
 */
function distanceM(a: Place, b: Place): number {
  if (a.plan !== null && b.plan !== null) return Math.hypot(a.plan[0] - b.plan[0], a.plan[1] - b.plan[1]);
  return a.zoneId === b.zoneId && (a.zoneId !== null || (a.plan === null && b.plan === null)) ? joinWithinM : Infinity;
}
