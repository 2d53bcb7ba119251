/** An alarm's priority as shape, letter and colour. Filled while nobody has acknowledged it, outlined afterwards. */
import { classNames } from './class-names.ts';
import styles from './priority-mark.module.css';

export type Priority = 'low' | 'medium' | 'high';

interface PriorityMarkProps {
  readonly priority: Priority;
  /** What is read out. */
  readonly label: string;
  readonly letter: string;
  readonly filled?: boolean;
  /** Blinks slowly: somebody has to look. */
  readonly calling?: boolean;
  readonly size?: number;
}

const shapes: Record<Priority, string> = {
  high: 'M12 1.6 23 22H1Z',
  medium: 'M12 .8 23.2 12 12 23.2.8 12Z',
  low: 'M12 1.5a10.5 10.5 0 1 1 0 21 10.5 10.5 0 0 1 0-21Z',
};
const letterBaseline: Record<Priority, number> = { high: 19.6, medium: 16.4, low: 16.4 };

export function PriorityMark({ priority, label, letter, filled = true, calling = false, size = 20 }: PriorityMarkProps) {
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox="0 0 24 24"
      width={size}
      height={size}
      className={classNames(
        styles['mark'],
        styles[priority],
        filled ? styles['filled'] : styles['outlined'],
        calling && styles['calling'],
      )}
    >
      <path d={shapes[priority]} strokeLinejoin="round" />
      <text x="12" y={letterBaseline[priority]} textAnchor="middle">
        {letter}
      </text>
    </svg>
  );
}
