/** Across the screen when nobody is counted because no model is installed: what to do. */
import { TriangleAlert } from 'lucide-react';
import { useText } from '../i18n/use-text.ts';
import { anyWithoutModel, useCameras } from '../station/cameras-store.ts';
import styles from './no-model-notice.module.css';

export function NoModelNotice() {
  const t = useText();
  const missing = useCameras((state) => anyWithoutModel(state.cameras));
  if (!missing) return null;
  return (
    <aside className={styles['notice']} role="note">
      <TriangleAlert size={20} aria-hidden="true" />
      <div>
        <strong>{t.cameras.noModelTitle}</strong>
        <p>{t.cameras.noModelHow}</p>
      </div>
    </aside>
  );
}
