/** The phone without a station: opening, and no answer. */
import { ShieldHalf, Unplug } from 'lucide-react';
import { Outside } from '../../ui/outside.tsx';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { openSession } from '../station/session.ts';

export function Opening() {
  const t = useText();
  return (
    <Outside centred icon={<ShieldHalf size={56} strokeWidth={1.25} />} title="Kavach">
      <p role="status">{t.link.loading}</p>
    </Outside>
  );
}

export function Unreachable() {
  const t = useText();
  return (
    <Outside centred icon={<Unplug size={56} strokeWidth={1.25} />} title={t.link.unreachable}>
      <p role="alert">{t.link.unreachableHint}</p>
      <BigButton tone="primary" onClick={() => openSession()}>
        {t.link.again}
      </BigButton>
    </Outside>
  );
}
