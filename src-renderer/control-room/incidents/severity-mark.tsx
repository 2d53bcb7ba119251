/** An incident's severity as shape, letter and colour, after the alarms' marks. Filled while nobody has acknowledged it. */
import type { Severity } from '../../../src-contract/domain/incident.ts';
import { type Priority, PriorityMark } from '../../ui/priority-mark.tsx';
import { useText } from '../i18n/use-text.ts';
import { useIncidentWords } from './incident-words.ts';

/** Three shapes for four severities; the letter tells the upper two apart. */
const shapeOf: Readonly<Record<Severity, Priority>> = { low: 'low', medium: 'medium', high: 'high', critical: 'high' };

interface SeverityMarkProps {
  readonly severity: Severity;
  readonly calling: boolean;
  readonly size: number;
}

export function SeverityMark({ severity, calling, size }: SeverityMarkProps) {
  const t = useText();
  const words = useIncidentWords();
  return (
    <PriorityMark
      priority={shapeOf[severity]}
      letter={t.incidents.letters[severity]}
      label={`${t.incidents.severity}: ${words.severities[severity]}`}
      filled={calling}
      calling={calling}
      size={size}
    />
  );
}
