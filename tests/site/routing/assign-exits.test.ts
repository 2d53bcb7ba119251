/** The assignment of people to exits against the exact answer: the least time in which a flow over time gets everybody out. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignExits, type EscapeArc, type EscapeGroup } from '../../../src-main/site/routing/assign-exits.ts';

interface Drawn {
  readonly arcs: readonly EscapeArc[];
  readonly groups: readonly EscapeGroup<EscapeArc>[];
  readonly exits: ReadonlyMap<string, { id: string; perS: number }>;
}

const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    links: fc.array(
      fc.record({
        from: fc.nat(4),
        to: fc.nat(4),
        travelS: fc.integer({ min: 1, max: 12 }),
        perS: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 3, maxLength: 9 },
    ),
    persons: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 })),
    exits: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
  })
  .map(({ links, persons, exits }) => {
    const arcs = links
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, travelS, perS }, i) => ({ from: `n${from}`, to: `n${to}`, travelS, flow: { id: `s${i}`, perS } }));
    const arcsFrom = (point: string) => arcs.filter(({ from }) => from === point);
    const groups = persons.map((count, i) => ({ id: `g${i}`, at: `n${i}`, persons: count, arcsFrom }));
    const flows = exits.map((perS, i): [string, { id: string; perS: number }] => [`n${3 + i}`, { id: `exit${i}`, perS }]);
    return { arcs, groups, exits: new Map(flows) };
  });

/** The least whole second by which a flow over time, a second a step, gets so many out; `enoughS` is one that does. */
function exactS(one: Drawn, persons: number, enoughS: number): number {
  let [tooFew, enough] = [0, enoughS];
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (flowBy(middle, one) >= persons - 1e-9) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** Ford and Fulkerson over the network laid out in time. */
function flowBy(untilS: number, { arcs, groups, exits }: Drawn): number {
  const rest = new Map<string, Map<string, number>>();
  const link = (from: string, to: string, most: number): void => {
    const row = rest.get(from) ?? new Map<string, number>();
    row.set(to, (row.get(to) ?? 0) + most);
    rest.set(from, row);
    const back = rest.get(to) ?? new Map<string, number>();
    back.set(from, back.get(from) ?? 0);
    rest.set(to, back);
  };
  for (const { at, persons } of groups) link('source', `${at}@0`, persons);
  for (let s = 0; s < untilS; s++) {
    for (let n = 0; n <= 4; n++) if (s + 1 < untilS) link(`n${n}@${s}`, `n${n}@${s + 1}`, 1e6);
    for (const { from, to, travelS, flow } of arcs)
      if (s + travelS < untilS && !exits.has(from)) {
        // A node between, as two stretches may join the same points.
        link(`n${from.slice(1)}@${s}`, `${flow.id}@${s}`, flow.perS);
        link(`${flow.id}@${s}`, `${to}@${s + travelS}`, flow.perS);
      }
    for (const [point, { perS }] of exits) link(`${point}@${s}`, 'sink', perS);
  }
  let sent = 0;
  for (;;) {
    const by = new Map<string, string>([['source', '']]);
    for (const node of by.keys()) {
      if (node === 'sink') break;
      for (const [next, left] of rest.get(node) ?? []) if (left > 1e-9 && !by.has(next)) by.set(next, node);
    }
    if (!by.has('sink')) return sent;
    const path: [string, string][] = [];
    for (let node = 'sink'; node !== 'source'; node = by.get(node) ?? 'source') path.push([by.get(node) ?? 'source', node]);
    const most = Math.min(...path.map(([from, to]) => rest.get(from)?.get(to) ?? 0));
    for (const [from, to] of path) {
      rest.get(from)?.set(to, (rest.get(from)?.get(to) ?? 0) - most);
      rest.get(to)?.set(from, (rest.get(to)?.get(from) ?? 0) + most);
    }
    sent += most;
  }
}

test('everybody gets out who can, never sooner than possible, and the last at most a third later than the exact answer', () => {
  const ratios: number[] = [];
  fc.assert(
    fc.property(drawn, (one) => {
      const escapes = assignExits(one);
      const persons = one.groups.reduce((sum, group) => sum + group.persons, 0);
      // Whom no way leads out is left out; the exact answer is asked about the others' case alone.
      if (escapes.reduce((sum, group) => sum + group.persons, 0) < persons - 1e-3) return;
      const last = Math.max(...escapes.map(({ lastOutS }) => lastOutS));
      const best = exactS(one, persons, Math.ceil(last) + 2);
      expect(last).toBeGreaterThanOrEqual(best - 1 - 1e-6);
      // A slot is a second; the exact answer counts whole seconds.
      expect(last).toBeLessThanOrEqual(best * 1.34 + 2);
      ratios.push(last / best);
    }),
    { numRuns: 120, seed: 7 },
  );
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  expect(mean).toBeLessThan(1.08);
});

test('no exit and no stretch takes more than its flow', () => {
  fc.assert(
    fc.property(drawn, (one) => {
      const escapes = assignExits(one);
      for (const [exitId, { perS }] of one.exits) {
        const own = escapes.filter((each) => each.exitId === exitId);
        const persons = own.reduce((sum, each) => sum + each.persons, 0);
        const last = Math.max(0, ...own.map(({ lastOutS }) => lastOutS));
        expect(persons).toBeLessThanOrEqual(perS * (Math.ceil(last) + 1) + 1e-6);
      }
    }),
    { numRuns: 150 },
  );
});

test('of two exits of unequal capacity the smaller gets what it takes, not half', () => {
  const arcs = [
    { from: 'hall', to: 'wide', travelS: 30, flow: { id: 'a', perS: 10 } },
    { from: 'hall', to: 'narrow', travelS: 10, flow: { id: 'b', perS: 10 } },
  ];
  const exits = new Map([
    ['wide', { id: 'wide', perS: 4 }],
    ['narrow', { id: 'narrow', perS: 1 }],
  ]);
  const group = { id: 'g', at: 'hall', persons: 600, arcsFrom: (point: string) => arcs.filter(({ from }) => from === point) };
  const escapes = assignExits({ groups: [group], exits });
  const to = (id: string) => escapes.filter(({ exitId }) => exitId === id).reduce((sum, { persons }) => sum + persons, 0);
  // Both end at T: 4·(T − 30) + 1·(T − 10) = 600, T = 146.
  expect(to('wide')).toBeGreaterThan(455);
  expect(to('wide')).toBeLessThan(475);
  expect(Math.max(...escapes.map(({ lastOutS }) => lastOutS))).toBeLessThan(150);
});
