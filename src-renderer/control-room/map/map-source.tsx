/** In a map's corner: whose data it shows, as their licence wants it. In: the words. */
import styles from './map-source.module.css';

export function MapSource({ words }: { readonly words: string }) {
  return <p className={styles['source']}>{words}</p>;
}
