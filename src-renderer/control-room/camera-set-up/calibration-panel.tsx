/** Pairs of a place in the picture and its metres on the plan, beside the plan; and how well they fit together. */
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { useCameras } from '../station/cameras-store.ts';
import { calibrate } from './calibration.ts';
import styles from './camera-set-up.module.css';
import type { Draft, Pair } from './draft.ts';
import { NumberField } from './number-field.tsx';
import { PlanPicture } from './plan-picture.tsx';
import { change, draftFor, useSetUp } from './set-up-store.ts';

export function CalibrationPanel({ cameraId }: { readonly cameraId: string }) {
  const t = useText();
  const draft = useSetUp((state) => draftFor(state, cameraId).now);
  const chosen = useSetUp((state) => Math.min(state.point, draft.pairs.length - 1));
  const choose = (point: number) => useSetUp.setState({ shape: { kind: 'pairs', index: 0 }, point });
  const putPairs = (edit: (pairs: readonly Pair[]) => readonly Pair[]) =>
    change(cameraId, (now: Draft) => ({ ...now, pairs: edit(now.pairs) }));
  const put = (no: number, parts: Partial<Pair>) =>
    putPairs((pairs) => pairs.map((pair, i) => (i === no ? { ...pair, ...parts } : pair)));
  const add = () => {
    putPairs((pairs) => [...pairs, { image: [0.5, 0.5], ground: [0, 0] }]);
    choose(draft.pairs.length);
  };
  return (
    <>
      <Quality cameraId={cameraId} pairs={draft.pairs} />
      <Panel className={styles['panel']} title={t.cameraSetUp.plan}>
        <PlanPicture pairs={draft.pairs} chosen={chosen} onPlace={(ground) => put(chosen, { ground })} />
      </Panel>
      <Panel
        className={styles['panel']}
        title={t.cameraSetUp.pairShape}
        aside={<Button onClick={add}>{t.cameraSetUp.addPair}</Button>}
      >
        <p className={styles['hint']}>{t.cameraSetUp.pairsHint}</p>
        {draft.pairs.map((pair, no) => (
          <PairFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a pair is its place among the pairs
            key={no}
            no={no}
            pair={pair}
            isChosen={no === chosen}
            onFocus={() => choose(no)}
            onChange={(parts) => put(no, parts)}
            onRemove={() => putPairs((pairs) => pairs.filter((_, i) => i !== no))}
          />
        ))}
      </Panel>
    </>
  );
}

interface PairFieldsProps {
  readonly no: number;
  readonly pair: Pair;
  readonly isChosen: boolean;
  readonly onFocus: () => void;
  readonly onChange: (parts: Partial<Pair>) => void;
  readonly onRemove: () => void;
}

function PairFields({ no, pair: { image, ground }, isChosen, onFocus, onChange, onRemove }: PairFieldsProps) {
  const t = useText();
  const format = useFormat();
  const share = (percent: number) => Math.min(1, Math.max(0, percent / 100));
  const percent = (part: number) => Math.round(part * 10_000) / 100;
  return (
    <fieldset className={styles['pair']} data-chosen={isChosen} onFocus={onFocus}>
      <legend>{t.cameraSetUp.pairNo(format.number(no + 1))}</legend>
      <NumberField
        label={t.cameraSetUp.across}
        value={percent(image[0])}
        onChange={(x) => onChange({ image: [share(x), image[1]] })}
      />
      <NumberField
        label={t.cameraSetUp.down}
        value={percent(image[1])}
        onChange={(y) => onChange({ image: [image[0], share(y)] })}
      />
      <NumberField label={t.cameraSetUp.planX} value={ground[0]} onChange={(x) => onChange({ ground: [x, ground[1]] })} />
      <NumberField label={t.cameraSetUp.planY} value={ground[1]} onChange={(y) => onChange({ ground: [ground[0], y] })} />
      <Button tone="quiet" onClick={onRemove}>
        {t.cameraSetUp.removeShape}
      </Button>
    </fieldset>
  );
}

function Quality({ cameraId, pairs }: { readonly cameraId: string; readonly pairs: readonly Pair[] }) {
  const t = useText();
  const format = useFormat();
  const width = useCameras((state) => state.cameras[cameraId]?.width ?? 1280);
  const height = useCameras((state) => state.cameras[cameraId]?.height ?? 720);
  const found = calibrate(pairs, width, height);
  if (found.kind === 'few') return <Notice>{t.cameraSetUp.few(found.missing)}</Notice>;
  if (found.kind === 'refused') return <Notice tone="fault">{t.cameraSetUp.refusedPairs}</Notice>;
  const { errorM, errorPx, heightM, isGood } = found;
  return (
    <Notice tone={isGood ? 'info' : 'warning'}>
      {t.cameraSetUp.quality(format.number(errorM, 2), format.number(errorPx, 1), format.number(heightM, 1))}{' '}
      {isGood ? t.cameraSetUp.good : t.cameraSetUp.poor} {t.cameraSetUp.personHint}
    </Notice>
  );
}
