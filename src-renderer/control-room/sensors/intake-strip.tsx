/** The ways that readings come in by, and whether they are stored: quiet while all works, in words what doesn't. */
import { CircleCheck, CircleOff, TriangleAlert } from 'lucide-react';
import type { PartHealth } from '../../../src-contract/api/system.ts';
import { useText } from '../i18n/use-text.ts';
import { isCut, useSession } from '../station/session-store.ts';
import styles from './sensors.module.css';

const ways = ['mqtt', 'tcp', 'sensors'] as const;

export function IntakeStrip() {
  const t = useText();
  const parts = useSession((state) => state.intakes);
  const cut = useSession((state) => isCut(state.link));
  // The station tells its parts within seconds; until then nothing is known of them.
  if (parts.length === 0) return null;
  return (
    <ul className={styles['ways']} aria-label={t.sensors.ways.label} data-stale={cut}>
      {ways.map((name) => (
        <Way key={name} name={name} part={parts.find((part) => part.name === name)} />
      ))}
      <li>
        <CircleCheck size={14} aria-hidden="true" />
        <span>
          {t.sensors.ways.names.http}: {t.sensors.ways.http}
        </span>
      </li>
    </ul>
  );
}

function Way({ name, part }: { readonly name: (typeof ways)[number]; readonly part: PartHealth | undefined }) {
  const t = useText();
  const { names, states, off } = t.sensors.ways;
  const isWrong = part !== undefined && part.state !== 'ok';
  const Icon = part === undefined ? CircleOff : isWrong ? TriangleAlert : CircleCheck;
  return (
    <li data-wrong={isWrong} title={part?.detail ?? undefined}>
      <Icon size={14} aria-hidden="true" />
      <span>
        {names[name]}: {part === undefined ? off : states[part.state]}
        {isWrong ? ` (${part.detail ?? ''})` : ''}
      </span>
    </li>
  );
}
