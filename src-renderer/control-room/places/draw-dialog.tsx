/** Asks what the place is that an operator draws, and has the station keep it. */
import { placeRoutes } from '../../../src-contract/api/places.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { PlaceForm } from './place-form.tsx';
import { usePlaces } from './places-store.ts';

/** About a centimetre. */
const decimals = 7;

export function DrawDialog({ onSaved }: { readonly onSaved: () => void }) {
  const t = useText();
  const drawing = usePlaces((state) => state.drawing);
  const command = useCommand();
  const close = () => {
    command.clear();
    usePlaces.setState({ drawing: null });
  };
  const [lon = null, lat = null] = drawing?.at ?? [];
  const first = {
    ...{ kind: 'first_aid' as const, name: '', en: '', hi: '', mr: '' },
    ...{ lat: lat?.toFixed(decimals) ?? '', lon: lon?.toFixed(decimals) ?? '' },
  };
  return (
    <Dialog open={drawing !== null} title={t.places.addTitle} closeLabel={t.common.close} onClose={close}>
      <PlaceForm
        first={first}
        command={command}
        onSave={(body) =>
          command.run(
            () => rest.call(placeRoutes.addLocation, { body }),
            ({ id }) => {
              showToast(t.places.saved);
              usePlaces.setState({ drawing: null, selectedId: id });
              onSaved();
            },
          )
        }
      />
    </Dialog>
  );
}
