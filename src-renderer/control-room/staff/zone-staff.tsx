/** Who is on duty in a zone, by name: the same as the plan shows at its edge. */
import { useStationNow } from '../../client/station-clock.ts';
import { useText } from '../i18n/use-text.ts';
import { type StaffPost, seenPosts } from './staff-posts.ts';
import { useStaffWords } from './use-staff-words.ts';
import styles from './zone-staff.module.css';

export function ZoneStaff({ zoneId, staff }: { readonly zoneId: string; readonly staff: readonly StaffPost[] }) {
  const t = useText();
  const words = useStaffWords();
  const nowMs = useStationNow();
  const seen = seenPosts(
    staff.filter((post) => post.zoneId === zoneId),
    nowMs,
  );
  if (seen.length === 0) return <p className={styles['none']}>{t.staff.nobody}</p>;
  return (
    <>
      <ul className={styles['list']}>
        {seen.map((one) => (
          <li key={one.post.id} data-look={one.look.kind}>
            <strong>{one.post.name}</strong>
            <span>{t.bar.roles[one.post.role]}</span>
            <span>{words.state(one)}</span>
          </li>
        ))}
      </ul>
      <p className={styles['none']}>{t.staff.zoneAlone}</p>
    </>
  );
}
