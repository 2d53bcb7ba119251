/** Where a way begins or ends: a zone, an exit, a point or a place by its name, or a click on the map. */
import { Crosshair } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { WalkNetworkReply } from '../../../src-contract/api/walks.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox, type ComboboxOption } from '../../ui/combobox.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import { useFoundPlaces } from './use-found-places.ts';
import { chooseEnd, type EndName, useWalks } from './walks-store.ts';

/** More is no list to read. */
const mostOwn = 40;

export function EndField({ name, network }: { readonly name: EndName; readonly network: WalkNetworkReply | null }) {
  const t = useText();
  const end = useWalks((state) => state[name]);
  const picking = useWalks((state) => state.picking === name);
  const [typed, setTyped] = useState('');
  const own = useOwnEnds(network, typed);
  const places = useFoundPlaces(typed);
  return (
    <Combobox
      label={t.walks[name]}
      value={end?.label ?? ''}
      placeholder={t.walks.find}
      options={[...own, ...places]}
      nothing={t.walks.nothing}
      onType={setTyped}
      onChoose={({ id, label }) => chooseEnd(name, { id, label })}
      after={
        <Button
          label={t.walks.pick[name]}
          icon={<Crosshair size={16} />}
          pressed={picking}
          onClick={() => useWalks.setState({ picking: picking ? null : name })}
        />
      }
    />
  );
}

/** The station's own, which are few: zones, exits, and named points. */
function useOwnEnds(network: WalkNetworkReply | null, typed: string): readonly ComboboxOption[] {
  const t = useText();
  const zones = useSite((state) => state.site?.zones ?? null);
  const all = useMemo(() => {
    const { kinds } = t.walks;
    const points = (network?.points ?? []).flatMap(({ id, name, exit }) =>
      name === null ? [] : [{ id, label: name, note: exit === null ? kinds.point : kinds.exit }],
    );
    return [...(zones ?? []).map(({ id, name }) => ({ id, label: name, note: kinds.zone })), ...points];
  }, [t, zones, network]);
  const wanted = typed.toLocaleLowerCase();
  return all.filter(({ label }) => label.toLocaleLowerCase().includes(wanted)).slice(0, mostOwn);
}
