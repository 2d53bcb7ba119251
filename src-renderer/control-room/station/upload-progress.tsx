/** How far a file on its way is, in words and as a bar, with a way to stop it. */
import { X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';

interface UploadProgressProps {
  readonly share: number;
  readonly onStop: () => void;
  /** Said once all bytes have left, while the station works on them. */
  readonly working: string;
}

export function UploadProgress({ share, onStop, working }: UploadProgressProps) {
  const t = useText();
  const format = useFormat();
  const text = share < 1 ? t.common.sending(format.percent(share)) : working;
  return (
    <>
      <progress value={share} max={1} aria-label={text} />
      <span role="status">{text}</span>
      <Button tone="quiet" label={t.common.cancel} icon={<X size={15} />} onClick={onStop} />
    </>
  );
}
