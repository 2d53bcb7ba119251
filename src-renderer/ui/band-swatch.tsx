/** A density band as a ladder of the edges that were passed (0 to 4), its colour and its name. Unknown is hatched, never empty. */
import styles from './band-swatch.module.css';
import { classNames } from './class-names.ts';

export type SwatchBand = 'unknown' | 'green' | 'amber' | 'orange' | 'red' | 'black';

const edgesPassed: Record<SwatchBand, number> = { unknown: 0, green: 0, amber: 1, orange: 2, red: 3, black: 4 };
const steps = [1, 2, 3, 4];

interface BandSwatchProps {
  readonly band: SwatchBand;
  readonly label: string;
  /** Leaves the name to the text beside it. */
  readonly bare?: boolean;
  readonly size?: 'normal' | 'large';
}

export function BandSwatch({ band, label, bare = false, size = 'normal' }: BandSwatchProps) {
  return (
    <span className={classNames(styles['swatch'], styles[band], size === 'large' && styles['large'])}>
      <span className={styles['ladder']} {...(bare ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}>
        {steps.map((step) => (
          <span key={step} className={classNames(styles['step'], step <= edgesPassed[band] && styles['passed'])} />
        ))}
      </span>
      {bare ? null : <span className={styles['label']}>{label}</span>}
    </span>
  );
}
