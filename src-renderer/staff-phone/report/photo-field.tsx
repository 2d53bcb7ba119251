/** A photo for a report, by a button in the reader's language: a browser words its own in its own. */
import { Camera, X } from 'lucide-react';
import { useRef } from 'react';
import { useText } from '../i18n/use-text.ts';
import { BigButton } from '../parts/big-button.tsx';
import { Field } from '../parts/field.tsx';
import styles from './photo-field.module.css';

interface PhotoFieldProps {
  readonly photo: File | null;
  readonly onChange: (photo: File | null) => void;
}

export function PhotoField({ photo, onChange }: PhotoFieldProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Field label={t.report.photo} hint={t.report.photoHint}>
      {(control) => (
        <div className={styles['photo']}>
          <input
            {...control}
            ref={input}
            hidden
            type="file"
            accept="image/*"
            capture="environment"
            onChange={({ target }) => {
              onChange(target.files?.[0] ?? null);
              // The same one can be chosen again after it was taken away.
              target.value = '';
            }}
          />
          <BigButton
            aria-label={photo === null ? undefined : `${t.report.photo}: ${photo.name}`}
            onClick={() => input.current?.click()}
          >
            <Camera size={20} aria-hidden="true" />
            <span className={styles['name']}>{photo?.name ?? t.report.choosePhoto}</span>
          </BigButton>
          {photo === null ? null : (
            <BigButton aria-label={t.report.dropPhoto} onClick={() => onChange(null)}>
              <X size={20} aria-hidden="true" />
            </BigButton>
          )}
        </div>
      )}
    </Field>
  );
}
