/** What is drawn on the picture, as a list with fields: the way of the keyboard and of exact figures. */
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useText, useWords } from '../i18n/use-text.ts';
import { useSite } from '../station/site-store.ts';
import styles from './camera-set-up.module.css';
import { type Draft, firstPolygon, idFor, pointsOf, type Shape, withoutShape, withPoints, type ZoneKind } from './draft.ts';
import { PointFields } from './point-fields.tsx';
import { change, draftFor, useSetUp } from './set-up-store.ts';
import { useSiteConfig } from './site-config.ts';
import { useShapeNames, useZoneName } from './use-shape-names.ts';

export function ShapesPanel({ cameraId }: { readonly cameraId: string }) {
  const t = useText();
  const draft = useSetUp((state) => draftFor(state, cameraId).now);
  const chosen = useSetUp((state) => state.shape);
  const nameOf = useShapeNames(cameraId);
  const shapes: Shape[] = [
    ...draft.zones.map((_, index): Shape => ({ kind: 'zone', index })),
    ...draft.lines.map((_, index): Shape => ({ kind: 'line', index })),
    ...draft.masks.map((_, index): Shape => ({ kind: 'mask', index })),
  ];
  const isChosen = ({ kind, index }: Shape) => chosen?.kind === kind && chosen.index === index;
  return (
    <>
      <AddShapes cameraId={cameraId} draft={draft} />
      <Panel className={styles['panel']} title={t.cameraSetUp.shapeList}>
        <p className={styles['hint']}>{shapes.length === 0 ? t.cameraSetUp.nothingDrawn : t.cameraSetUp.editorHint}</p>
        <ul className={styles['list']}>
          {shapes.map((shape) => (
            <li key={`${shape.kind} ${shape.index}`}>
              <Button pressed={isChosen(shape)} onClick={() => useSetUp.setState({ shape, point: 0 })}>
                {nameOf(shape)}
              </Button>
              {isChosen(shape) ? <ShapeFields cameraId={cameraId} shape={shape} draft={draft} /> : null}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}

interface ShapeFieldsProps {
  readonly cameraId: string;
  readonly shape: Shape;
  readonly draft: Draft;
}

function ShapeFields({ cameraId, shape, draft }: ShapeFieldsProps) {
  const t = useText();
  const remove = () => {
    change(cameraId, (now) => withoutShape(now, shape));
    useSetUp.setState({ shape: null, point: 0 });
  };
  const followsPlan = shape.kind === 'zone' && draft.zones[shape.index]?.polygon === null;
  return (
    <div className={styles['fields']}>
      {shape.kind === 'line' ? <LineFields cameraId={cameraId} index={shape.index} draft={draft} /> : null}
      {followsPlan ? (
        <>
          <span>{t.cameraSetUp.fromPlan}</span>
          <Button onClick={() => change(cameraId, (now) => withPoints(now, shape, firstPolygon))}>
            {t.cameraSetUp.drawHere}
          </Button>
        </>
      ) : (
        <PointFields cameraId={cameraId} shape={shape} points={pointsOf(draft, shape)} />
      )}
      <Button onClick={remove}>{t.cameraSetUp.removeShape}</Button>
    </div>
  );
}

function LineFields({ cameraId, index, draft }: { readonly cameraId: string; readonly index: number; readonly draft: Draft }) {
  const t = useText();
  const zoneName = useZoneName(cameraId);
  const line = draft.lines[index];
  if (line === undefined) return null;
  const put = (parts: Partial<typeof line>) =>
    change(cameraId, (now) => ({ ...now, lines: now.lines.map((one, i) => (i === index ? { ...one, ...parts } : one)) }));
  const zones = draft.zones.map(({ zone }) => ({ value: zone, label: zoneName(zone) }));
  return (
    <>
      <SelectField
        label={t.cameraSetUp.into}
        value={line.into ?? ''}
        options={[{ value: '', label: t.cameraSetUp.nowhere }, ...zones]}
        onChange={(into) => put({ into: into === '' ? undefined : into })}
      />
      <Button onClick={() => put({ from: line.to, to: line.from })}>{t.cameraSetUp.turn}</Button>
    </>
  );
}

const kinds: readonly ZoneKind[] = ['waiting', 'moving', 'entrance', 'exit'];

function AddShapes({ cameraId, draft }: { readonly cameraId: string; readonly draft: Draft }) {
  const t = useText();
  const words = useWords();
  const siteZones = useSite((state) => state.site?.zones) ?? [];
  const cameras = useSiteConfig((state) => state.config?.site.cameras) ?? [];
  const [zone, setZone] = useState('');
  const [name, setName] = useState('');
  const [kind, setKind] = useState<ZoneKind>('waiting');
  const free = siteZones.filter(({ id }) => !draft.zones.some((used) => used.zone === id));
  const chosen = free.some(({ id }) => id === zone) ? zone : '';
  const choose = (shape: Shape) => useSetUp.setState({ shape, point: 0 });
  const addZone = () => {
    const known = [...siteZones, ...draft.newZones].map(({ id }) => id);
    const id = chosen === '' ? idFor(name, known, 'zone') : chosen;
    const added = chosen === '' ? [{ id, name: name.trim(), kind }] : [];
    choose({ kind: 'zone', index: draft.zones.length });
    change(cameraId, (now) => ({
      ...now,
      zones: [...now.zones, { zone: id, polygon: firstPolygon }],
      newZones: [...now.newZones, ...added],
    }));
    setName('');
  };
  const addLine = () => {
    const saved = cameras.flatMap((camera) => (Array.isArray(camera['lines']) ? camera['lines'] : []));
    const known = [...saved, ...draft.lines].map(({ id }) => String(id));
    choose({ kind: 'line', index: draft.lines.length });
    const into = draft.zones[0]?.zone;
    const line = { id: idFor(`${cameraId}-line`, known, 'line'), from: [0.5, 0.35], to: [0.5, 0.85], into } as const;
    change(cameraId, (now) => ({ ...now, lines: [...now.lines, line] }));
  };
  const addMask = () => {
    choose({ kind: 'mask', index: draft.masks.length });
    change(cameraId, (now) => ({ ...now, masks: [...now.masks, firstPolygon] }));
  };
  return (
    <Panel className={styles['panel']} title={t.cameraSetUp.addZone}>
      <div className={styles['fields']}>
        <SelectField
          label={t.cameraSetUp.existingZone}
          value={chosen}
          options={[{ value: '', label: t.cameraSetUp.newZone }, ...free.map(({ id, name: label }) => ({ value: id, label }))]}
          onChange={setZone}
        />
        {chosen === '' ? (
          <div className={styles['row']}>
            <TextField label={t.cameraSetUp.zoneName} value={name} onChange={setName} maxLength={80} />
            <SelectField
              label={t.cameraSetUp.zoneKind}
              value={kind}
              options={kinds.map((value) => ({ value, label: words.zoneKinds[value] }))}
              onChange={setKind}
            />
          </div>
        ) : null}
        <div className={styles['row']}>
          <Button disabled={chosen === '' && name.trim() === ''} onClick={addZone}>
            {t.cameraSetUp.addZone}
          </Button>
          <Button onClick={addLine}>{t.cameraSetUp.addLine}</Button>
          <Button onClick={addMask}>{t.cameraSetUp.addMask}</Button>
        </div>
      </div>
    </Panel>
  );
}
