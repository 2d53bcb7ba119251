/** Sizes of files in words, by locale. */
import { useFormat, useText } from '../i18n/use-text.ts';

export function useBytes(): (bytes: number) => string {
  const format = useFormat();
  const { units } = useText().evidence;
  return (bytes) => {
    if (bytes >= 1e9) return `${format.number(bytes / 1e9, 1)} ${units.gigabytes}`;
    return `${format.number(bytes / 1e6, bytes < 1e7 ? 1 : 0)} ${units.megabytes}`;
  };
}
