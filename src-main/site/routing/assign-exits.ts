/**
 * Who leaves by which exit, and by which way, when everybody has to leave: so that the last is out early. In: groups of people at points
 * of a small network, its stretches with their flows, its exits. Out: how many go which way and when the last of them is out. Pure.
 *
 * The Capacity Constrained Route Planner (Q. Lu, B. George, S. Shekhar, Capacity Constrained Routing Algorithms for Evacuation Planning,
 * SSTD 2005): time is cut into slots; again and again the group that can be out first is sent along its earliest way, as many as the
 * narrowest part takes in that slot, and their place on every stretch and at the exit is reserved. People may wait at points. It never
 * takes a reservation back, so it is near the best, not the best; the tests hold it against the exact answer.
 */

export interface EscapeArc {
  readonly from: string;
  readonly to: string;
  readonly travelS: number;
  /** Of the stretch: people who go against each other on it share this. */
  readonly flow: Flow;
}

/** What lets so many through a second. Two arcs may share one. */
export interface Flow {
  readonly id: string;
  readonly perS: number;
}

export interface EscapeGroup<A extends EscapeArc> {
  readonly id: string;
  readonly at: string;
  readonly persons: number;
  /** The arcs that it may take from a point. */
  arcsFrom(point: string): readonly A[];
}

export interface Escape<A extends EscapeArc> {
  readonly groupId: string;
  readonly exitId: string;
  readonly arcs: readonly A[];
  readonly persons: number;
  /** When the last of these is out, s from now. */
  readonly lastOutS: number;
}

interface EscapeQuestion<A extends EscapeArc> {
  readonly groups: readonly EscapeGroup<A>[];
  /** By point: how many a second get out there. */
  readonly exits: ReadonlyMap<string, Flow>;
}

/** About so many slots until all are out: finer changes the answer by less than the figures are known to. */
const slotsWanted = 200;
const [shortestSlotS, longestSlotS] = [1, 30];
/** Of persons: what is left of fractions. */
const tiny = 1e-6;

interface Trip<A extends EscapeArc> {
  readonly exitId: string;
  readonly arcs: readonly A[];
  /** Which flow is used in which slot. */
  readonly bookings: readonly { readonly flow: Flow; readonly slot: number }[];
  readonly outS: number;
}

/** A group without a way out is left out of the answer. */
export function assignExits<A extends EscapeArc>({ groups, exits }: EscapeQuestion<A>): Escape<A>[] {
  const slots = createSlots(slotLengthS(groups, exits));
  const waiting = groups.map((group) => ({ group, left: group.persons, earliestS: 0 })).filter(({ left }) => left > tiny);
  const sent = new Map<string, Escape<A>>();
  while (waiting.length > 0) {
    // Ways only get later as they fill, so an old answer is a lower bound: only the group that seems first is asked again.
    waiting.sort((a, b) => a.earliestS - b.earliestS);
    const [first, second] = waiting;
    if (first === undefined) break;
    const trip = earliestTrip(first.group, exits, slots);
    if (trip === null) {
      waiting.shift();
      continue;
    }
    first.earliestS = trip.outS;
    if (second !== undefined && trip.outS > second.earliestS) continue;
    const persons = Math.min(first.left, ...trip.bookings.map(({ flow, slot }) => slots.free(flow, slot)));
    const lastOutS = trip.outS + slots.book(trip.bookings, persons);
    note(sent, { groupId: first.group.id, exitId: trip.exitId, arcs: trip.arcs, persons, lastOutS });
    first.left -= persons;
    if (first.left <= tiny) waiting.shift();
  }
  return [...sent.values()];
}

function slotLengthS(groups: readonly EscapeGroup<EscapeArc>[], exits: ReadonlyMap<string, Flow>): number {
  const persons = groups.reduce((sum, group) => sum + group.persons, 0);
  const perS = [...exits.values()].reduce((sum, flow) => sum + flow.perS, 0);
  return Math.min(longestSlotS, Math.max(shortestSlotS, persons / Math.max(perS, tiny) / slotsWanted));
}

interface Opening {
  readonly atS: number;
  readonly slot: number;
}

interface Slots {
  free(flow: Flow, slot: number): number;
  /** When the flow takes somebody who is there at `fromS`, and in which slot that is. */
  opens(flow: Flow, fromS: number): Opening;
  /** Returns how long these need to get past the slowest of them, s. */
  book(bookings: Trip<EscapeArc>['bookings'], persons: number): number;
}

function createSlots(lengthS: number): Slots {
  const used = new Map<string, number[]>();
  const free = (flow: Flow, slot: number) => flow.perS * lengthS - (used.get(flow.id)?.[slot] ?? 0);
  return {
    free,
    opens(flow, fromS) {
      let slot = Math.floor(fromS / lengthS);
      while (free(flow, slot) <= tiny) slot++;
      return { atS: Math.max(fromS, slot * lengthS), slot };
    },
    book(bookings, persons) {
      for (const { flow, slot } of bookings) {
        const row = used.get(flow.id) ?? [];
        row[slot] = (row[slot] ?? 0) + persons;
        used.set(flow.id, row);
      }
      return persons / Math.min(...bookings.map(({ flow }) => flow.perS));
    },
  };
}

interface LastDoor {
  readonly exitId: string;
  readonly opening: Opening;
  readonly flow: Flow;
}

interface Reached<A extends EscapeArc> {
  readonly atS: number;
  readonly by: { readonly arc: A; readonly slot: number; readonly from: string } | null;
}

/** Earliest arrival: waiting never makes one earlier, so the point that is reached first is settled (Dijkstra over time). */
function earliestTrip<A extends EscapeArc>(
  group: EscapeGroup<A>,
  exits: ReadonlyMap<string, Flow>,
  slots: Slots,
): Trip<A> | null {
  const reached = new Map<string, Reached<A>>([[group.at, { atS: 0, by: null }]]);
  const settled = new Set<string>();
  let best: LastDoor | null = null;
  for (;;) {
    const point = firstOf(reached, settled);
    if (point === null || (best !== null && point.atS >= best.opening.atS)) break;
    settled.add(point.id);
    const exit = exits.get(point.id);
    // Who is at an exit is out: nobody goes on from one.
    if (exit !== undefined) {
      const opening = slots.opens(exit, point.atS);
      if (best === null || opening.atS < best.opening.atS) best = { exitId: point.id, opening, flow: exit };
    } else for (const arc of group.arcsFrom(point.id)) reach(reached, arc, point, slots);
  }
  return best === null ? null : tripTo(best, reached);
}

function reach<A extends EscapeArc>(
  reached: Map<string, Reached<A>>,
  arc: A,
  { id, atS }: { id: string; atS: number },
  slots: Slots,
): void {
  const opening = slots.opens(arc.flow, atS);
  const arrivalS = opening.atS + arc.travelS;
  if (arrivalS >= (reached.get(arc.to)?.atS ?? Number.POSITIVE_INFINITY)) return;
  reached.set(arc.to, { atS: arrivalS, by: { arc, slot: opening.slot, from: id } });
}

function firstOf<A extends EscapeArc>(reached: ReadonlyMap<string, Reached<A>>, settled: ReadonlySet<string>) {
  let first: { id: string; atS: number } | null = null;
  for (const [id, { atS }] of reached) if (!settled.has(id) && (first === null || atS < first.atS)) first = { id, atS };
  return first;
}

function tripTo<A extends EscapeArc>({ exitId, opening, flow }: LastDoor, reached: ReadonlyMap<string, Reached<A>>): Trip<A> {
  const arcs: A[] = [];
  const bookings = [{ flow, slot: opening.slot }];
  for (let by = reached.get(exitId)?.by ?? null; by !== null; by = reached.get(by.from)?.by ?? null) {
    arcs.unshift(by.arc);
    bookings.unshift({ flow: by.arc.flow, slot: by.slot });
  }
  return { exitId, arcs, bookings, outS: opening.atS };
}

/** Those of a group who go the same way count together. */
function note<A extends EscapeArc>(sent: Map<string, Escape<A>>, more: Escape<A>): void {
  const key = [more.groupId, more.exitId, ...more.arcs.map(({ flow, to }) => `${flow.id}>${to}`)].join('|');
  const before = sent.get(key);
  sent.set(key, {
    ...more,
    persons: more.persons + (before?.persons ?? 0),
    lastOutS: Math.max(more.lastOutS, before?.lastOutS ?? 0),
  });
}
