/** Distances, times and names of ways on foot as the operator reads them. */
import { useMemo } from 'react';
import type { WalkNetworkReply } from '../../../src-contract/api/walks.ts';
import { useFormat, useText } from '../i18n/use-text.ts';

type Stretch = WalkNetworkReply['stretches'][number];
type Ends = Pick<Stretch, 'from' | 'to'>;

export interface WalkWords {
  distance(metres: number): string;
  duration(seconds: number): string;
  /** By its name or kind, and what it lies between where that has names: stretches of one way share its name. */
  stretch(stretch: Ends & Pick<Stretch, 'name' | 'kind'>): string;
}

/** `network`: for the names of points. */
export function useWalkWords(network: WalkNetworkReply | null): WalkWords {
  const t = useText();
  const format = useFormat();
  return useMemo(() => {
    const names = new Map(network?.points.map(({ id, name }) => [id, name]));
    const ends = ({ from, to }: Ends) => [names.get(from), names.get(to)].filter((name) => name != null);
    return {
      distance: (metres) =>
        metres < 1000 ? t.walks.metres(format.number(metres)) : t.walks.kilometres(format.number(metres / 1000, 1)),
      // Nobody walks to the second: whole minutes, rounded up, from one on.
      duration: (seconds) => format.age(seconds < 60 ? seconds * 1000 : Math.ceil(seconds / 60) * 60_000),
      stretch: (stretch) => {
        const between = ends(stretch);
        return [
          stretch.name ?? t.walks.stretches.kinds[stretch.kind],
          ...(between.length === 2 ? [between.join(' – ')] : []),
        ].join(', ');
      },
    };
  }, [network, t, format]);
}
