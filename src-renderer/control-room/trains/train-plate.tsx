/** A platform's train at its zone on the plan: number, minutes, delay. Hatched where no time can be said. Nothing while no train is near. */
import { TrainFront } from 'lucide-react';
import { memo } from 'react';
import { useFormat, useText } from '../i18n/use-text.ts';
import styles from './train-plate.module.css';
import { usePlatformTrain, type WordedTrain } from './use-platform-train.ts';

interface TrainPlateProps {
  readonly platform: string;
  readonly zoneId: string;
  readonly onSelect: (zoneId: string) => void;
}

export const TrainPlate = memo(function TrainPlate({ platform, zoneId, onSelect }: TrainPlateProps) {
  const t = useText();
  const train = usePlatformTrain(platform);
  if (train === null) return null;
  const { state, what, when } = train;
  const facts = state.kind === 'coming' && state.planned ? [when, t.trains.timetable] : [when];
  return (
    // The zone's drawer is the way in for the keyboard and screen readers.
    <div
      className={styles['plate']}
      data-train={state.kind}
      data-planned={state.kind === 'coming' && state.planned}
      title={`${t.platform(platform)} · ${what.join(' · ')} · ${facts.join(', ')}`}
      aria-hidden="true"
      onClick={() => onSelect(zoneId)}
    >
      <TrainFront size={12} />
      <span className={styles['number']}>{what[0]}</span>
      <Short train={train} />
    </div>
  );
});

function Short({ train: { state, when, lateMinutes } }: { readonly train: WordedTrain }) {
  const t = useText();
  const format = useFormat();
  if (state.kind === 'here') return <b>{t.trains.here}</b>;
  if (state.kind === 'due') return <b>—</b>;
  if (state.kind === 'old') return <b>{format.age(state.ageMs)}</b>;
  return (
    <>
      <b>{when}</b>
      {lateMinutes === null ? null : <span>+{format.number(lateMinutes)}</span>}
    </>
  );
}
