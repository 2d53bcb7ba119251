/** The pictures of an incident: small ones in a row, one large over the page, and adding one. */
import { useState } from 'react';
import type { IncidentState } from '../../../src-contract/api/incidents.ts';
import { DetailsSection } from '../../ui/details.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useFormat, useText } from '../i18n/use-text.ts';
import { AddPicture } from './add-picture.tsx';
import { pictureAddress } from './incident-commands.ts';
import styles from './incident-details.module.css';

type Picture = IncidentState['attachments'][number];

export function IncidentPictures({ incident: { id, attachments } }: { readonly incident: IncidentState }) {
  const t = useText();
  const format = useFormat();
  const [large, setLarge] = useState<Picture | null>(null);
  const named = ({ name, by, at }: Picture) => t.incidents.pictureOf(name, by, format.dateTime(Date.parse(at)));
  return (
    <DetailsSection title={t.incidents.pictures}>
      {attachments.length === 0 ? <p className={styles['dim']}>{t.incidents.noPictures}</p> : null}
      <ul className={styles['pictures']}>
        {attachments.map((picture) => (
          <li key={picture.id}>
            <button type="button" className={styles['thumb']} title={named(picture)} onClick={() => setLarge(picture)}>
              <img src={pictureAddress(id, picture.id)} alt={named(picture)} loading="lazy" />
            </button>
          </li>
        ))}
      </ul>
      <AddPicture incidentId={id} count={attachments.length} />
      <Dialog
        open={large !== null}
        wide
        title={large === null ? '' : named(large)}
        closeLabel={t.common.close}
        onClose={() => setLarge(null)}
      >
        {large === null ? null : (
          <a href={pictureAddress(id, large.id)} target="_blank" rel="noopener noreferrer">
            <img className={styles['large']} src={pictureAddress(id, large.id)} alt={named(large)} />
          </a>
        )}
      </Dialog>
    </DetailsSection>
  );
}
