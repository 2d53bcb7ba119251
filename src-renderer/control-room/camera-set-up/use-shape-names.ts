/** What a shape of a draft is called. */
import { useFormat, useText } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import type { Shape } from './draft.ts';
import { draftFor, useSetUp } from './set-up-store.ts';

export function useZoneName(cameraId: string): (zoneId: string) => string {
  const zones = useSite((state) => state.site?.zones);
  const added = useSetUp((state) => draftFor(state, cameraId).now.newZones);
  return (zoneId) => (added.find(({ id }) => id === zoneId) ?? zones?.find(({ id }) => id === zoneId))?.name ?? zoneId;
}

export function useShapeNames(cameraId: string): (shape: Shape) => string {
  const t = useText();
  const format = useFormat();
  const zoneName = useZoneName(cameraId);
  const draft = useSetUp((state) => draftFor(state, cameraId).now);
  return ({ kind, index }) => {
    if (kind === 'zone') return t.cameraSetUp.zoneShape(zoneName(draft.zones[index]?.zone ?? ''));
    if (kind === 'line') return t.cameraSetUp.lineShape(draft.lines[index]?.id ?? '');
    return kind === 'mask' ? t.cameraSetUp.maskShape(format.number(index + 1)) : t.cameraSetUp.pairShape;
  };
}
