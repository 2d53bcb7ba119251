/** What the bands are called and how they look. */
import { bands } from '../../../src-contract/domain/band.ts';
import { BandSwatch } from '../../ui/band-swatch.tsx';
import { useText } from '../i18n/use-text.ts';
import styles from './legend.module.css';

const worstLast = [...bands.filter((band) => band !== 'unknown'), 'unknown' as const];

export function Legend() {
  const t = useText();
  return (
    <ul className={styles['legend']} aria-label={t.map.legend}>
      {worstLast.map((band) => (
        <li key={band}>
          <BandSwatch band={band} label={t.bands[band]} />
        </li>
      ))}
    </ul>
  );
}
