/** The shape of what is on its way, at its final size. */
import styles from './skeleton.module.css';

export function Skeleton({ rows = 1, height = 40 }: { readonly rows?: number; readonly height?: number }) {
  return (
    <div className={styles['rows']} aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className={styles['row']} style={{ height }} />
      ))}
    </div>
  );
}
