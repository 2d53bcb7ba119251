/** Corrects a place: moved, renamed, of another kind. What stays as it was is not sent, so that the source's word goes on to count for it. */
import { type LocationFeature, placeRoutes } from '../../../src-contract/api/places.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { showToast } from '../frame/toast-store.ts';
import { useText } from '../i18n/use-text.ts';
import { rest } from '../station/session.ts';
import { useCommand } from '../station/use-command.ts';
import { type PlaceBody, type PlaceDraft, PlaceForm } from './place-form.tsx';

interface ChangeDialogProps {
  /** Null while none is changed. */
  readonly feature: LocationFeature | null;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function ChangeDialog({ feature, onClose, onSaved }: ChangeDialogProps) {
  const t = useText();
  return (
    <Dialog open={feature !== null} title={t.places.changeTitle} closeLabel={t.common.close} onClose={onClose}>
      {feature === null ? null : <Change feature={feature} onClose={onClose} onSaved={onSaved} />}
    </Dialog>
  );
}

function Change({ feature, onClose, onSaved }: ChangeDialogProps & { readonly feature: LocationFeature }) {
  const t = useText();
  const command = useCommand();
  const save = (body: PlaceBody) => {
    const changed = changesOf(feature, body);
    if (Object.keys(changed).length === 0) return onClose();
    return command.run(
      () => rest.call(placeRoutes.changeLocation, { params: { id: feature.id }, body: changed }),
      () => {
        showToast(t.places.saved);
        onClose();
        onSaved();
      },
    );
  };
  return <PlaceForm first={draftOf(feature)} command={command} onSave={save} />;
}

function draftOf({ geometry, properties: { kind, name, names } }: LocationFeature): PlaceDraft {
  const [lon, lat] = geometry.coordinates;
  const { en = '', hi = '', mr = '' } = names;
  return { kind, name: name ?? '', en, hi, mr, lat: String(lat), lon: String(lon) };
}

function changesOf({ geometry, properties }: LocationFeature, body: PlaceBody): Partial<PlaceBody> {
  const [lon, lat] = geometry.coordinates;
  const { kind, name, names } = properties;
  const before: Record<string, unknown> = { kind, name, name_en: names.en, name_hi: names.hi, name_mr: names.mr };
  const isMoved = body.location[0] !== lon || body.location[1] !== lat;
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => (key === 'location' ? isMoved : before[key] !== value)),
  );
}
